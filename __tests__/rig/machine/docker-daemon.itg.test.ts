import { expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { loopsBelow } from '../../../rig/machine/machine.ts'
import { until } from '../../../rig/until.ts'

const program = resolve(import.meta.dirname, '../../../rig/machine/with-daemon.ts')

/** Leaves a container, a mounted image and its loop device, tells where, and stays. */
const litter = `
set -e
cd "$TMPDIR"
$sudo tar -cf - -C /bin busybox | docker import - litter >/dev/null
docker create --name litter litter /busybox >/dev/null
truncate -s 8M image
mke2fs -q -F image
mkdir 'a mount'
device=$($sudo losetup --find --show image)
$sudo mount "$device" 'a mount'
echo "$$ $TMPDIR"
exec sleep 600
`

async function mountsBelow(folder: string): Promise<readonly string[]> {
  const table = await readFile('/proc/self/mountinfo', 'utf8')
  return table.split('\n').filter((line) => line.includes(` ${folder}/`))
}

test('a daemon cleans up its folder when the process that started it is killed', async () => {
  const sudo = process.getuid?.() === 0 ? '' : 'sudo -n'
  const args = ['--disable-warning=ExperimentalWarning', program, 'sh', '-c', litter]
  const started = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, sudo },
  })
  const [line] = (await once(started.stdout, 'data')) as [Buffer]
  const [shell = '', temporary = ''] = line.toString().trim().split(' ')
  const folder = dirname(temporary)
  expect(await loopsBelow(folder)).toHaveLength(1)
  expect(await mountsBelow(folder)).not.toEqual([])

  started.kill('SIGKILL')
  process.kill(Number(shell), 'SIGKILL')
  await until('the folder is gone', () => !existsSync(folder))
  expect(await loopsBelow(folder)).toEqual([])
  expect(await mountsBelow(folder)).toEqual([])
})
