import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { Deadline, within } from '../src/deadline.ts'
import { awaitLogLine, containerLog } from '../src/docker-log.ts'

const before = { ...process.env }
const since = '2026-11-26T10:00:00.123456789Z'
const [stdout, stderr] = [1, 2]
let folder: string
let server: Server
let paths: string[]
let answer: (response: ServerResponse) => unknown
let isClosed: Promise<unknown>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docker-log-'))
  paths = []
  const closed = Promise.withResolvers<unknown>()
  isClosed = closed.promise
  server = createServer(({ url }, response) => {
    paths.push(decodeURIComponent(url ?? ''))
    response.on('close', closed.resolve)
    void answer(response)
  })
  const socket = join(folder, 'docker.sock')
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  await writeFile(join(folder, 'docker'), '#!/bin/sh\necho "by the command: $*"\n', { mode: 0o755 })
  Object.assign(process.env, { DOCKER_HOST: `unix://${socket}`, PATH: `${folder}:${before['PATH'] ?? ''}` })
})

afterEach(async () => {
  process.env = { ...before }
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true })
})

function frame(stream: number | undefined, text: string): Buffer {
  const header = Buffer.alloc(8)
  header.writeUInt8(stream ?? 0)
  header.writeUInt32BE(Buffer.byteLength(text), 4)
  return Buffer.concat([header, Buffer.from(text)])
}

const all = (): boolean => true

test('the lines of both streams come from the socket, however they are split', async () => {
  const bytes = Buffer.concat([
    frame(stdout, 'one\ntw'),
    frame(stderr, 'error\r\n'),
    frame(stdout, 'o\n\nthe é'),
    frame(stderr, ''),
    frame(stdout, ' end'),
  ])
  answer = async (response) => {
    for (const byte of bytes) {
      response.write(Buffer.from([byte]))
      await setImmediate()
    }
    response.end()
  }
  expect(await containerLog('an engine', since, all)).toBe('one\nerror\ntwo\n\nthe é end')
  expect(paths).toEqual([
    '/containers/an engine/logs?stdout=true&stderr=true&follow=false&since=1795687200.123456789',
  ])
})

test('a time without a fraction is passed to the daemon too', async () => {
  answer = (response) => response.end()
  expect(await containerLog('engine', '2026-11-26T10:00:00Z', all)).toBe('')
  expect(paths[0]).toMatch(/&since=1795687200\.000000000$/)
})

test('only the wanted lines are kept, and nothing is read after the last', async () => {
  answer = (response) => response.write(frame(stderr, 'a\nb\na\nlast\na\n'))
  const log = await containerLog(
    'engine',
    since,
    (line) => line === 'a',
    (line) => line === 'last',
  )
  expect(log).toBe('a\na')
  await isClosed
})

test('the docker command reads the log if the daemon refuses', async () => {
  answer = (response) => response.writeHead(404).end()
  expect(await containerLog('engine', since, all)).toBe(`by the command: logs --since ${since} -- engine`)
  expect(
    await awaitLogLine(
      'engine',
      undefined,
      (line) => line.includes('logs --follow -- engine'),
      60,
      new AbortController().signal,
    ),
  ).toBe('found')
})

test.each([
  ['does not answer', () => undefined],
  ['does not finish', (response: ServerResponse) => response.write(frame(stdout, 'a line\n'))],
])('reading ends at the deadline if the daemon %s', async (_name, how) => {
  answer = how
  const reading = within(new Deadline(0.2), () => containerLog('engine', since, all))
  await expect(reading).rejects.toThrow("the engine's log cannot be read: ")
})

test.each([
  { outcome: 'found', how: (response: ServerResponse) => response.write(frame(stdout, 'other\nwanted\n')) },
  { outcome: 'ended', how: (response: ServerResponse) => response.end(frame(stdout, 'other\n')) },
  { outcome: 'ended', how: (response: ServerResponse) => response.destroy() },
  { outcome: 'late', how: (response: ServerResponse) => response.write(frame(stdout, 'other\n')) },
])('waiting for a line of a running container is $outcome', async ({ outcome, how }) => {
  answer = (response) => {
    response.flushHeaders()
    void setImmediate().then(() => how(response))
  }
  const stop = new AbortController().signal
  expect(await awaitLogLine('engine', undefined, (line) => line === 'wanted', 0.5, stop)).toBe(outcome)
  expect(paths).toEqual(['/containers/engine/logs?stdout=true&stderr=true&follow=true'])
})

test('waiting for a line ends when it is no longer needed', async () => {
  answer = (response) => {
    response.flushHeaders()
  }
  const stop = new AbortController()
  const waiting = awaitLogLine('engine', undefined, all, 60, stop.signal)
  setTimeout(() => {
    stop.abort()
  }, 50)
  expect(await waiting).toBe('late')
})
