import { expect, test } from '@jest/globals'
import { writableFolders } from '../../src/engine/clients.ts'

// As 0.21.8 has them, on a volume of ours: the disk's own root is the state.
const root =
  '292 397 0:51 / /tmp/rootfs2872891739 rw,relatime - overlay overlay rw,lowerdir=/var/lib/dagger/worker/snapshots/snapshots/17/fs,upperdir=/var/lib/dagger/worker/snapshots/snapshots/34/fs,workdir=/var/lib/dagger/worker/snapshots/snapshots/34/work,uuid=on,fsync=volatile'
const resolv =
  '293 292 0:66 /tmp/resolv.conf15 /tmp/rootfs2872891739/etc/resolv.conf ro,nosuid master:9 - overlay overlay rw,upperdir=/root/data/overlay2/5380/diff'
const hosts =
  '294 292 7:3 /worker/executor/hosts.5ni6 /tmp/rootfs2872891739/etc/hosts ro,nosuid master:8 - ext4 /dev/loop3 rw'
const init =
  '298 292 0:66 /usr/local/bin/dagger-init /tmp/rootfs2872891739/.init ro,relatime master:9 - overlay overlay rw,upperdir=/root/data/overlay2/5380/diff'
const ofTheEngine =
  '289 397 0:48 / /tmp/dagger-mount2423140544 rw,relatime - overlay overlay ro,lowerdir=/var/lib/dagger/worker/snapshots/snapshots/11/fs:/var/lib/dagger/worker/snapshots/snapshots/5/fs,redirect_dir=on'
const cache =
  '297 292 7:3 /worker/snapshots/snapshots/33/fs /tmp/rootfs2872891739/cache rw,relatime master:8 - ext4 /dev/loop3 rw'
const readOnlyCache = cache.replace(' rw,relatime', ' ro,relatime')
const partOfCache = cache.replace('/33/fs ', '/33/fs/sub ')
const mountedFolder =
  '395 337 0:56 / /tmp/rootfs1985809864/src rw,relatime - overlay overlay rw,lowerdir=/var/lib/dagger/worker/snapshots/snapshots/39/fs,upperdir=/var/lib/dagger/worker/snapshots/snapshots/42/fs,workdir=/var/lib/dagger/worker/snapshots/snapshots/42/work'
const temporary = '400 337 0:77 / /tmp/rootfs1985809864/tmp rw,nosuid - tmpfs tmpfs rw'
const plain = [root, resolv, hosts, init, ofTheEngine, temporary, '', 'not a mount']

test.each([
  ['nothing of an idle engine', [''], []],
  ['nothing of a command without any', plain, []],
  ['a cache volume', [...plain, cache], ['/cache']],
  ['a folder of a cache volume', [...plain, partOfCache], ['/cache']],
  ['no cache volume that is only read', [...plain, readOnlyCache], []],
  ['a folder that was mounted to be written to', [...plain, mountedFolder], ['/src']],
  ['those of several commands', [...plain, cache, mountedFolder], ['/cache', '/src']],
])('the folders that commands may write to are %s', (_name, lines, folders) => {
  expect(writableFolders(lines.join('\n'))).toEqual(folders)
})
