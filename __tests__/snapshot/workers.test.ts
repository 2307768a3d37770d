import { describe, expect, test } from '@jest/globals'
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { newFingerprintKey } from '../../src/snapshot/fingerprint.ts'
import { Workers, forEachConcurrently, scannersFor, threadsFor } from '../../src/snapshot/workers.ts'

/** A job that the test ends. */
function gate(): { readonly ended: Promise<void>; open(): void; fail(error: Error): void } {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>()
  return {
    ended: promise,
    open: () => {
      resolve(undefined)
    },
    fail: reject,
  }
}

async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}

describe('concurrent jobs', () => {
  test('process the items in order, at most the requested number at a time', async () => {
    const gates = [gate(), gate(), gate(), gate()]
    const started: number[] = []
    const done = forEachConcurrently(gates.keys(), 2, async (item) => {
      started.push(item)
      await gates[item]?.ended
    })
    await settle()
    expect(started).toEqual([0, 1])
    gates[1]?.open()
    await settle()
    expect(started).toEqual([0, 1, 2])
    for (const each of gates) each.open()
    await done
    expect(started).toEqual([0, 1, 2, 3])
  })

  test('start nothing after a failure, wait for the jobs in progress, and throw it', async () => {
    const gates = [gate(), gate(), gate()]
    const started: number[] = []
    const ended: number[] = []
    let settled = false
    const done = forEachConcurrently(gates.keys(), 2, async (item) => {
      started.push(item)
      await gates[item]?.ended
      ended.push(item)
    })
    const watched = done.catch(() => {
      settled = true
    })
    gates[1]?.fail(new Error('the second'))
    await settle()
    expect(settled).toBe(false)
    gates[0]?.open()
    await watched
    expect({ started, ended }).toEqual({ started: [0, 1], ended: [0] })
    await expect(done).rejects.toThrow('the second')
  })

  test('that fail more than once throw the first failure', async () => {
    const gates = [gate(), gate()]
    const done = forEachConcurrently(gates.keys(), 2, async (item) => {
      await gates[item]?.ended
    })
    const expected = expect(done).rejects.toThrow('the second')
    gates[1]?.fail(new Error('the second'))
    await settle()
    gates[0]?.fail(new Error('the first'))
    await expected
  })

  test('do nothing without items', async () => {
    await expect(
      forEachConcurrently([], 4, () => Promise.reject(new Error('called'))),
    ).resolves.toBeUndefined()
  })
})

describe('worker threads', () => {
  test.each([
    [0, 2, 1],
    [20e6, 4, 1],
    [50e6, 4, 2],
    [50e6, 1, 1],
    [2e9, 3, 3],
  ])('for %d bytes and at most %d are %d', (bytes, max, count) => {
    expect(threadsFor(bytes, max)).toBe(count)
  })

  const scan = { kind: 'scan', first: 0, key: newFingerprintKey(), known: [''] } as const

  test.each([
    ['for few bytes, none', 2 ** 25, false],
    ['for more, others', 2 ** 25 + 1, true],
  ])('%s scan, and the reason of a failure is reported', async (_, bytes, isOther) => {
    const scanners = scannersFor(bytes, 2)
    try {
      expect(scanners instanceof Workers).toBe(isOther)
      await expect(scanners.scan({ ...scan, image: '/nowhere/image' })).rejects.toThrow('ENOENT')
    } finally {
      await scanners.close()
    }
  })

  test('that were closed refuse a task', async () => {
    const silent = http.createServer()
    silent.listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    const workers = new Workers(1)
    const range = { start: 0, end: 1, key: scan.key, chunks: [] }
    const source = { kind: 'url', url: `http://127.0.0.1:${port}` } as const
    const waiting = workers.write({ kind: 'write', image: '/nowhere/image', source, ...range })
    const expected = expect(waiting).rejects.toThrow('a worker thread ended')
    await once(silent, 'request')
    await workers.close()
    await expected
    await expect(workers.scan({ ...scan, image: '/dev/zero' })).rejects.toThrow('a worker thread ended')
    silent.closeAllConnections()
    silent.close()
  })
})
