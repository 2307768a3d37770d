import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
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

  test.each([
    [0, 4, '0123'],
    [10, 16, 'abcdef'],
    [5, 5, ''],
    [0, 16, '0123456789abcdef'],
  ])('is read from %d to %p', async (start, end, text) => {
    expect((await readRange(source, start, end)).toString()).toBe(text)
  })

  test('that is shorter than stated is an error', async () => {
    const reading = readRange(source, 10, 20)
    await expect(reading).rejects.toThrow(SourceError)
    await expect(reading).rejects.toThrow('6 bytes where 10 were expected')
  })

  test('that does not exist is an error', async () => {
    await expect(readRange({ kind: 'file', path: join(folder, 'none') }, 0, 1)).rejects.toThrow('ENOENT')
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

  test.each([
    [0, 4, 'bytes=0-3', '0123'],
    [10, 16, 'bytes=10-15', 'abcdef'],
  ])('is read from %d to %p with one request for that range', async (start, end, range, text) => {
    answers = [sendRange]
    expect((await readRange(source, start, end)).toString()).toBe(text)
    expect(ranges).toEqual([range])
  })

  test.each([400, 403, 404, 416])('that answers %d is not retried', async (status) => {
    answers = [sendStatus(status)]
    const reading = readRange(source, 0, 4)
    await expect(reading).rejects.toThrow(SourceError)
    await expect(reading).rejects.toThrow(`the store answered ${status} to a range of bytes`)
    expect(ranges).toHaveLength(1)
  })

  test.each([200, 204, 302, 429, 500, 503])('that answers %d is retried', async (status) => {
    answers = [sendStatus(status), sendRange]
    expect((await readRange(source, 0, 4)).toString()).toBe('0123')
    expect(ranges).toEqual(['bytes=0-3', 'bytes=0-3'])
  })

  test('whose connection breaks during the transfer is requested again completely', async () => {
    answers = [breakOff, sendRange]
    expect((await readRange(source, 0, 4)).toString()).toBe('0123')
    expect(ranges).toHaveLength(2)
  })

  test('whose connection breaks before an answer is requested again', async () => {
    answers = [(response) => response.destroy(), sendRange]
    expect((await readRange(source, 0, 4)).toString()).toBe('0123')
  })

  test('that keeps failing is abandoned after four attempts, with its answer', async () => {
    answers = [sendStatus(503)]
    await expect(readRange(source, 0, 4)).rejects.toThrow(
      'reading a range failed 4 times; the last error: the answer was 503',
    )
    expect(ranges).toHaveLength(4)
  })

  test('that is replaced by a web page is retried, and the error mentions the page', async () => {
    const page = (response: ServerResponse) => {
      response.writeHead(403, { 'content-type': 'text/html; charset=utf-8' }).end('<html>')
    }
    answers = [page, sendRange]
    expect((await readRange(source, 0, 4)).toString()).toBe('0123')
    answers = [page]
    await expect(readRange(source, 0, 4)).rejects.toThrow(
      'failed 4 times; the last error: the answer was a web page (403), as from a proxy or a login page',
    )
  })

  test('that asks for a wait is awaited, for at most a minute', async () => {
    const limit = (seconds: number) => (response: ServerResponse) => {
      response.writeHead(429, { 'retry-after': String(seconds) }).end()
    }
    answers = [limit(0), sendRange]
    expect((await readRange(source, 0, 4)).toString()).toBe('0123')
    ranges = []
    answers = [limit(61)]
    await expect(readRange(source, 0, 4)).rejects.toThrow(
      'reading a range failed because the answer was 429, and it asks to wait 61 s',
    )
    expect(ranges).toHaveLength(1)
  })

  test('that sends a wrong number of bytes is refused', async () => {
    answers = [(response) => response.writeHead(206, { 'content-length': 3 }).end('012')]
    await expect(readRange(source, 0, 4)).rejects.toThrow('3 bytes where 4 were expected')
    expect(ranges).toHaveLength(1)
  })

  test('that does not state its length is refused', async () => {
    answers = [(response) => response.writeHead(206, { 'transfer-encoding': 'chunked' }).end('0123')]
    const reading = readRange(source, 0, 4)
    await expect(reading).rejects.toThrow(SourceError)
    await expect(reading).rejects.toThrow('the answer has no length')
  })

  test('is read in ranges of 4 MiB, like those of @actions/cache', async () => {
    const size = 9 * 2 ** 20
    answers = [
      (response, range) => {
        const [, first = '', last = ''] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? []
        const bytes = Buffer.alloc(Number(last) + 1 - Number(first), Math.floor(Number(first) / 2 ** 20))
        response.writeHead(206, { 'content-length': bytes.length }).end(bytes)
      },
    ]
    const bytes = await readRange(source, 2 ** 20, 2 ** 20 + size)
    expect(ranges).toEqual(['bytes=1048576-5242879', 'bytes=5242880-9437183', 'bytes=9437184-10485759'])
    expect([bytes.length, bytes[0], bytes[4 * 2 ** 20], bytes.at(-1)]).toEqual([size, 1, 5, 9])
  })

  test('is read by many at the same time, each of which gets its own range', async () => {
    answers = [sendRange]
    const all = Array.from({ length: 40 }, (_, at) => readRange(source, at % 16, (at % 16) + 1))
    const texts = (await Promise.all(all)).map(String)
    expect(texts.join('')).toBe('0123456789abcdef0123456789abcdef01234567')
  })
})
