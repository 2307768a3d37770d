// Runs a program with a separate Docker daemon in DOCKER_HOST: node rig/machine/with-daemon.ts PROGRAM ARGUMENTS...
// It does not use the machine's daemon. What the program leaves in its daemon is removed with the daemon.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDaemon } from './docker-daemon.ts'

const [program, ...args] = process.argv.slice(2)
if (program === undefined) {
  console.error('usage: node rig/machine/with-daemon.ts PROGRAM ARGUMENTS...')
  process.exit(2)
}
const folder = await realpath(await mkdtemp(join(tmpdir(), 'with-daemon-')))
const daemon = await startDaemon(join(folder, 'daemon'))
try {
  const env = { ...process.env, DOCKER_HOST: daemon.address, TMPDIR: join(folder, 'daemon', 'tmp') }
  await mkdir(env.TMPDIR)
  const child = spawn(program, args, { stdio: 'inherit', env })
  // An interrupt in the terminal also reaches the program, which handles it.
  process.on('SIGINT', () => undefined)
  const [exitCode] = (await once(child, 'exit')) as [number | null]
  process.exitCode = exitCode ?? 1
} finally {
  await daemon.remove()
  await rm(folder, { recursive: true })
}
