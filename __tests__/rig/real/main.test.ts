import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attempt, type CommandResult } from '../../../src/programs.ts'

const main = join(import.meta.dirname, '../../../rig/real/main.ts')
const version = '0.21.8'
/** EX_UNAVAILABLE of sysexits.h. */
const unavailable = 69

let programs: string

beforeEach(async () => {
  programs = await mkdtemp(join(tmpdir(), 'no-dagger-'))
})

afterEach(async () => {
  await rm(programs, { recursive: true })
})

/** @param docker the script in place of `docker`, which is all that is on the PATH */
async function testOn(docker: string): Promise<CommandResult> {
  await writeFile(join(programs, 'docker'), `#!/bin/sh\n${docker}\n`, { mode: 0o755 })
  return await attempt(process.execPath, ['--disable-warning=ExperimentalWarning', main, version], {
    inherit: {
      PATH: programs,
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      TMPDIR: programs,
      DAGGER_CLI_DIR: join(programs, 'no-folder'),
      // Nothing listens there.
      WARM_DAGGER_DOWNLOAD_URL: 'http://127.0.0.1:9',
    },
    timeoutSeconds: 60,
  })
}

test.each([
  [
    'no engine image',
    "echo 'Error: No such image' >&2; exit 1",
    `registry.dagger.io/engine:v${version} is not in the local Docker daemon and cannot be pulled`,
  ],
  [
    'no CLI',
    "echo '[{}]'",
    `The CLI ${version} is neither in DAGGER_CLI_DIR nor on the PATH and cannot be downloaded`,
  ],
])('with %s, script/real says so and has an exit code of its own', async (_name, docker, reason) => {
  const { exitCode, stdout } = await testOn(docker)
  expect(stdout).toContain(`Not tested: ${reason}`)
  expect(stdout).toContain(`Not tested: ${version}.`)
  expect(exitCode).toBe(unavailable)
})
