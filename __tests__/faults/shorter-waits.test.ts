import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { run } from '../../src/programs.ts'

const preload = resolve(import.meta.dirname, '../../rig/faults/shorter-waits.js')

/** Makes timers and deadlines note their milliseconds, and ends them at once. */
const notes = `data:text/javascript,${encodeURIComponent(`
  globalThis.noted = []
  globalThis.setTimeout = (body, milliseconds) => {
    noted.push(milliseconds)
    const timer = { refresh: () => queueMicrotask(body), unref: () => timer }
    queueMicrotask(body)
    return timer
  }
  AbortSignal.timeout = (milliseconds) => {
    noted.push(milliseconds)
    return AbortSignal.abort()
  }
`)}`

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shorter-waits-'))
  for (const name of ['dist', 'other']) await mkdir(join(folder, name))
})

afterAll(async () => {
  await rm(folder, { recursive: true })
})

/** What a program in a folder of this name prints. */
async function printed(name: 'dist' | 'other', script: string): Promise<unknown> {
  const program = join(folder, name, 'program.mjs')
  await writeFile(program, `${script}\nconsole.log(JSON.stringify(noted))`)
  return JSON.parse(await run(process.execPath, ['--import', notes, '--import', preload, program]))
}

const deadlines = 'for (const ms of [45_000, 60_000, 79_000]) AbortSignal.timeout(ms)'

test('deadlines of the action become shorter, and leave a busy machine time to restore and to clean up', async () => {
  expect(await printed('dist', deadlines)).toEqual([11_250, 15_000, 19_750])
})

test('other limits of the action become a fifteenth', async () => {
  expect(await printed('dist', 'setTimeout(() => undefined, 120_000)')).toEqual([8000])
})

test('waits of other programs stay', async () => {
  expect(await printed('other', deadlines)).toEqual([45_000, 60_000, 79_000])
})

test('a limit of the action begins again after the process was held', async () => {
  const held = `
    setTimeout(() => noted.push('over'), 120_000)
    globalThis.holdsOfFaults = 1
    queueMicrotask(() => noted.push('begins again'))
    await new Promise((resolve) => setImmediate(resolve))`
  expect(await printed('dist', held)).toEqual([8000, 'begins again', 'over'])
})

test('a deadline of the action aborts when its time is over', async () => {
  const reached = `
    const signal = AbortSignal.timeout(40_000)
    await new Promise((resolve) => setImmediate(resolve))
    noted.push(signal.reason.name)`
  expect(await printed('dist', reached)).toEqual([10_000, 'TimeoutError'])
})
