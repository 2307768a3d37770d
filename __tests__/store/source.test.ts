import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import http, { type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readRange, SourceError } from '../../src/store/source.ts'
import type { Source } from '../../src/store/store.ts'

const content = Buffer.from('0123456789abcdef')

describe('a file', () => {
  let folder: string
  let source: Source & { kind: 'file' }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'source-'))
    source = { kind: 'file', path: join(folder, 'content') }
    await writeFile(source.path, content)
  })

  afterEach(async () => {
    await rm(folder, { recursive: true })
  })

  test.each<[number, number | undefined, string]>([
    [0, 4, '0123'],
    [10, 16, 'abcdef'],
    [5, 5, ''],
    [10, undefined, 'abcdef'],
    [0, undefined, '0123456789abcdef'],
    [16, undefined, ''],
    [99, undefined, ''],
  ])('is read from %d to %p', async (start, end, text) => {
    expect((await readRange(source, start, end)).toString()).toBe(text)
  })

  test('that is shorter than was said is an error', async () => {
    const reading = readRange(source, 10, 20)
    await expect(reading).rejects.toThrow(SourceError)
    await expect(reading).rejects.toThrow('6 bytes where 10 were expected')
  })

  test('that is larger than may be is not read', async () => {
    await truncate(source.path, 2 ** 42)
    await expect(readRange(source, 0)).rejects.toThrow(
      '4398046511104 bytes where at most 67108864 were expected',
    )
    await expect(readRange(source, 2 ** 42 - 11, undefined, 10)).rejects.toThrow(SourceError)
    expect(await readRange(source, 2 ** 42 - 10, undefined, 10)).toHaveLength(10)
  })

  test('that is not there is an error', async () => {
    await expect(readRange({ kind: 'file', path: join(folder, 'none') }, 0)).rejects.toThrow('ENOENT')
  })
})

describe('a URL', () => {
  let server: http.Server
  let source: Source
  /** What the server does with each request in turn; the last one for all that follow. */
  let answers: ((response: ServerResponse, range: string) => void)[]
  let ranges: string[]

  beforeEach(async () => {
    answers = []
    ranges = []
    server = http.createServer((request, response) => {
      const range = request.headers.range ?? ''
      ranges.push(range)
      const answer = answers[Math.min(ranges.length, answers.length) - 1]
      answer?.(response, range)
    })
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    source = { kind: 'url', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/blob?signed` }
  })

  afterEach(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  function sendRange(response: ServerResponse, range: string): void {
    const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range) ?? []
    const bytes = content.subarray(Number(first), last ? Number(last) + 1 : undefined)
    response.writeHead(206, { 'content-length': bytes.length }).end(bytes)
  }

  function sendStatus(status: number) {
    return (response: ServerResponse) => {
      response.writeHead(status, { 'content-length': 3 }).end('sad')
    }
  }

  /** Breaks the connection after some of the bytes that were announced. */
  function breakOff(response: ServerResponse): void {
    response.writeHead(206, { 'content-length': 4 })
    response.write('01', () => response.destroy())
  }

  test.each<[number, number | undefined, string, string]>([
    [0, 4, 'bytes=0-3', '0123'],
    [10, 16, 'bytes=10-15', 'abcdef'],
    [10, undefined, 'bytes=10-', 'abcdef'],
  ])('is read from %d to %p with one request for that range', async (start, end, range, text) => {
    answers = [sendRange]
    expect((await readRange(source, start, end)).toString()).toBe(text)
    expect(ranges).toEqual([range])
  })

  test.each([200, 302, 403, 404, 416])('that answers %d is not asked again', async (status) => {
    answers = [sendStatus(status)]
    const reading = readRange(source, 0, 4)
    await expect(reading).rejects.toThrow(SourceError)
    await expect(reading).rejects.toThrow(`the store answered ${status} to a range of bytes`)
    expect(ranges).toHaveLength(1)
  })

  test.each([429, 500, 503])('that answers %d is asked again', async (status) => {
    answers = [sendStatus(status), sendRange]
    expect((await readRange(source, 0, 4)).toString()).toBe('0123')
    expect(ranges).toEqual(['bytes=0-3', 'bytes=0-3'])
  })

  test('whose connection breaks within the bytes is asked again for all of them', async () => {
    answers = [breakOff, sendRange]
    expect((await readRange(source, 0, 4)).toString()).toBe('0123')
    expect(ranges).toHaveLength(2)
  })

  test('whose connection breaks before an answer is asked again', async () => {
    answers = [(response) => response.destroy(), sendRange]
    expect((await readRange(source, 0, 4)).toString()).toBe('0123')
  })

  test('that never recovers is given up after four times, with its answer', async () => {
    answers = [sendStatus(503)]
    await expect(readRange(source, 0, 4)).rejects.toThrow('the store answered 503 to a range of bytes')
    expect(ranges).toHaveLength(4)
  })

  test('that sends another number of bytes than were asked for is refused', async () => {
    answers = [(response) => response.writeHead(206, { 'content-length': 3 }).end('012')]
    await expect(readRange(source, 0, 4)).rejects.toThrow('3 bytes where 4 were expected')
    expect(ranges).toHaveLength(1)
  })

  test('that does not say how much it sends is refused', async () => {
    answers = [(response) => response.writeHead(206, { 'transfer-encoding': 'chunked' }).end('0123')]
    const reading = readRange(source, 0, 4)
    await expect(reading).rejects.toThrow(SourceError)
    await expect(reading).rejects.toThrow('the store did not say how much it sends')
  })

  test('that announces more than may be is refused before memory is taken for it', async () => {
    answers = [
      (response) => {
        response.writeHead(206, { 'content-length': 2 ** 45 })
        response.write('0')
      },
    ]
    await expect(readRange(source, 0)).rejects.toThrow(
      '35184372088832 bytes where at most 67108864 were expected',
    )
    expect(ranges).toHaveLength(1)
  })

  test('is read to its end up to the limit that is given', async () => {
    answers = [sendRange]
    expect(await readRange(source, 0, undefined, 16)).toHaveLength(16)
    await expect(readRange(source, 0, undefined, 15)).rejects.toThrow(
      '16 bytes where at most 15 were expected',
    )
  })

  test('is read by many at once, each getting its own', async () => {
    answers = [sendRange]
    const all = Array.from({ length: 40 }, (_, at) => readRange(source, at % 16, (at % 16) + 1))
    const texts = (await Promise.all(all)).map(String)
    expect(texts.join('')).toBe('0123456789abcdef0123456789abcdef01234567')
  })
})
