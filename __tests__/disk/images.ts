import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { until } from '../../rig/until.ts'
import { attempt, run } from '../../src/programs.ts'
import { attach, backingFile, detach } from '../../src/disk/loop-device.ts'

/** Everything that an engine's snapshots carry and that a copy of files easily loses. */
const everything = `
set -e
cd "$1"
mkdir -p snapshots/1/fs/deep/er snapshots/2/fs content
head -c 3000000 /dev/urandom > content/blob
seq 1 200000 > content/compressible
mknod snapshots/2/fs/whiteout c 0 0
setfattr -n trusted.overlay.opaque -v y snapshots/2/fs
setfattr -n trusted.overlay.redirect -v /some/where snapshots/1/fs/deep
setfattr -n user.note -v kept content/blob
cp content/compressible snapshots/1/fs/ping
setcap cap_net_raw+ep snapshots/1/fs/ping
ln content/blob snapshots/1/fs/hard-link
ln -s ../../nowhere snapshots/1/fs/dangling
truncate -s 100M snapshots/1/fs/sparse
printf end | dd of=snapshots/1/fs/sparse bs=1 seek=50000000 conv=notrunc status=none
for owner in 0 1 1000 65534 100000 4000000000; do
  echo "$owner" > "snapshots/1/fs/deep/er/of-$owner"
  chown "$owner:$owner" "snapshots/1/fs/deep/er/of-$owner"
done
echo set > snapshots/1/fs/setuid
chown 1000:1000 snapshots/1/fs/setuid
chmod 6755 snapshots/1/fs/setuid
echo shadow > snapshots/1/fs/shadow
chmod 0640 snapshots/1/fs/shadow
mkfifo snapshots/1/fs/fifo
touch -d 2001-02-03T04:05:06.789 snapshots/1/fs/old
touch "$(printf 'snapshots/1/fs/a line\\nbreak and \\303\\244')"
head -c 8192 /dev/zero > database
`

/** All that can be told of a tree: names, kinds, modes, owners, links, sizes, blocks, times, xattrs and content. */
const description = `
cd "$1"
find . -printf '%p %y %m %U:%G %n %s %b %T@ %l\\n' | sort
find . -type c -exec stat -c '%n is device %t:%T' {} +
find . -print0 | sort -z | xargs -0 getfattr -h -d -m - -e hex
find . -type f -print0 | sort -z | xargs -0 sha256sum
`

/** A folder for images, with everything that was attached or mounted in it known, so that it can be undone. */
export interface Bench {
  readonly folder: string
  /** Runs a shell script on the mounted filesystem of an image, whose root is its first argument. */
  withMounted(image: string, script: string): Promise<string>
  /** Mounts an image, until `unmount`. */
  mount(image: string): Promise<void>
  unmount(): Promise<void>
  fill(image: string): Promise<void>
  describe(image: string): Promise<string>
  attached(image: string): Promise<string>
  /** Unmounts and detaches whatever a test left, and removes the folder. */
  close(): Promise<void>
}

export async function openBench(): Promise<Bench> {
  // Real, for it is compared with what the kernel calls a file.
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'volume-')))
  const devices = new Set<string>()
  const mountpoint = join(folder, 'mounted')
  await mkdir(mountpoint)

  const attached = async (image: string) => {
    const device = await attach(image)
    devices.add(device)
    return device
  }
  let mounted = ''
  const mount = async (image: string) => {
    mounted = await attached(image)
    await asRoot('mount', ['-o', 'noatime', mounted, mountpoint])
  }
  const unmount = async () => {
    await asRoot('umount', [mountpoint])
    // A container that starts in another worker's daemon has a copy of the mount for a moment.
    await until('the filesystem is closed', () => !existsSync(join('/sys/fs/ext4', basename(mounted))))
    await detach(mounted)
    devices.delete(mounted)
  }
  const withMounted = async (image: string, script: string) => {
    await mount(image)
    try {
      return await asRoot('sh', ['-s', mountpoint], script)
    } finally {
      await unmount()
    }
  }
  return {
    folder,
    withMounted,
    mount,
    unmount,
    fill: async (image) => {
      await withMounted(image, everything)
    },
    describe: (image) => withMounted(image, description),
    attached,
    close: async () => {
      await attempt(...rootCommand('umount', ['--quiet', mountpoint]))
      for (const device of devices) {
        if ((await backingFile(device))?.startsWith(folder)) await detach(device)
      }
      await rm(folder, { recursive: true })
    },
  }
}

function rootCommand(program: string, args: readonly string[]): [string, string[]] {
  return process.getuid?.() === 0 ? [program, [...args]] : ['sudo', ['-n', program, ...args]]
}

async function asRoot(program: string, args: readonly string[], input?: string): Promise<string> {
  return await run(...rootCommand(program, args), input === undefined ? {} : { input })
}
