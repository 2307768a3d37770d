import { describe, expect, test } from '@jest/globals'
import { packKey } from '../../src/policy/keys.ts'
import { assertNoPackIsMissing, missingPacks, SnapshotError } from '../../src/snapshot/read-snapshot.ts'
import type { Store } from '../../src/store/store.ts'

const packs = Array.from({ length: 20 }, (_, at) => ({ sha256: String(at), size: 1 }))

/** A store without these packs. */
function storeWithout(missing: readonly number[], has?: Store['has']): Store {
  const keys = new Set(missing.map((at) => packKey(String(at))))
  return { has: has ?? ((key) => Promise.resolve(!keys.has(key))) } as Partial<Store> as Store
}

describe('the look-up of packs', () => {
  test('waits eight times for the answers about 64 packs, half a second if each takes 60 ms', async () => {
    let rounds = 0
    let answers: ((exists: boolean) => void)[] = []
    // Answers everything that was asked at the same time, and only then.
    const answer = (): void => {
      rounds++
      const asked = answers
      answers = []
      for (const resolve of asked) resolve(true)
    }
    const has = () =>
      new Promise<boolean>((resolve) => {
        if (answers.push(resolve) === 1) setImmediate(answer)
      })
    const many = Array.from({ length: 64 }, (_, at) => ({ sha256: String(at) }))
    expect(await missingPacks(storeWithout([], has), many)).toEqual(new Set())
    expect(rounds).toBe(8)
  })

  test('finds every pack that is missing', async () => {
    expect(await missingPacks(storeWithout([3, 17]), packs)).toEqual(new Set(['3', '17']))
    expect(await missingPacks(storeWithout([]), packs)).toEqual(new Set())
  })

  test('fails a restore that needs a missing pack', async () => {
    await assertNoPackIsMissing(storeWithout([]), packs)
    await expect(assertNoPackIsMissing(storeWithout([3]), packs)).rejects.toThrow(
      new SnapshotError('The pack 3 is no longer in the store.'),
    )
  })

  test('treats no pack as missing if the store does not answer', async () => {
    const store = storeWithout([3], () => Promise.reject(new Error('there was no answer')))
    for (const lookUp of [missingPacks, assertNoPackIsMissing]) {
      const failure = await lookUp(store, packs).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(SnapshotError)
      expect(String(failure)).toMatch(/The pack \d+ cannot be looked up: there was no answer\.$/)
    }
  })
})
