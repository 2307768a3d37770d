import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { demandFaults } from '../../rig/faults/demand.ts'
import type { Target } from '../../rig/faults/kind.ts'
import { until } from '../../rig/until.ts'
import { findServer } from '../../src/disk/served-file.ts'

/** A process that is recorded as one that serves a volume. */
const program = `
import { recordServer } from '${resolve(import.meta.dirname, '../../src/disk/served-file.ts')}'
await recordServer(process.argv[1])
process.stdout.write('ready')
setInterval(() => undefined, 1e9)
`

let folder: string
let server: ChildProcess
let undoes: (() => unknown)[]
let missed: boolean

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faults-demand-'))
  undoes = []
  missed = false
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program]
  server = spawn(process.execPath, [...args, join(folder, 'engine.img')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (server.stdout) await once(server.stdout, 'data')
})

afterEach(async () => {
  for (const undo of undoes) await undo()
  server.kill('SIGKILL')
  await rm(folder, { recursive: true })
})

async function strike(name: string): Promise<void> {
  const kind = demandFaults.find((one) => one.name === name)
  if (typeof kind?.strike !== 'function') throw new Error(`there is no kind ${name}`)
  const target: Pick<Target, 'image' | 'miss' | 'undo'> = {
    image: () => Promise.resolve({ file: join(folder, 'engine.img'), device: '', onDemand: true }),
    miss: () => {
      missed = true
    },
    undo: (step) => undoes.push(step),
  }
  await kind.strike(target as Target)
}

const stateOfServer = async () => (await findServer(join(folder, 'engine.img')))?.state

test('a serving process that another program continues was not stopped by the fault', async () => {
  await strike('serving process stopped')
  expect(await stateOfServer()).toBe('T')
  expect(missed).toBe(false)
  server.kill('SIGCONT')
  await until('the campaign notices it', () => missed)
})

test('a serving process that is killed after the fault stopped it was stopped', async () => {
  await strike('serving process stopped')
  const ended = once(server, 'exit')
  server.kill('SIGKILL')
  await ended
  expect(await stateOfServer()).toBeUndefined()
  expect(missed).toBe(false)
})
