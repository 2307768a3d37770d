import { expect, jest, test } from '@jest/globals'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildCli } from '../../../rig/dagger/build.ts'
import { buildEngineImage } from '../../../rig/engine/image.ts'
import { loopsBelow } from '../../../rig/machine/machine.ts'
import { run } from '../../../src/programs.ts'

jest.setTimeout(120_000)

const root = resolve(import.meta.dirname, '../../..')
const version = '0.21.8'
const volume = 'run-by-hand'

test('an action that is run by hand leaves no container, volume, loop device or folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'by-hand-'))
  try {
    await buildEngineImage(version)
    await buildCli(version, join(folder, 'cli/dagger'))
    const temporary = join(folder, 'tmp')
    await mkdir(temporary)
    const inputs = { version, volume, key: 'k', call: 'echo --text=hi', 'cache-dir': join(folder, 'cache') }
    const program = join(root, 'rig/runner/main.ts')
    const output = await run(
      process.execPath,
      [program, root, ...Object.entries(inputs).map(([name, value]) => `${name}=${value}`)],
      {
        cwd: folder,
        timeoutSeconds: 60,
        env: { TMPDIR: temporary, PATH: `${join(folder, 'cli')}:${process.env['PATH'] ?? ''}` },
      },
    )
    expect(output).toContain('outputs: output=hi')
    expect(output).toContain(`on the volume ${volume}`)

    expect(await run('docker', ['ps', '--all', '--quiet', '--filter', `volume=${volume}`])).toBe('')
    expect(await run('docker', ['volume', 'ls', '--quiet', '--filter', `name=${volume}`])).toBe('')
    expect(await loopsBelow(temporary)).toEqual([])
    expect(await readdir(temporary)).toEqual([])
  } finally {
    await rm(folder, { recursive: true })
  }
})
