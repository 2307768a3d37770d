import { beforeEach, describe, expect, test } from '@jest/globals'
import { MemoryBucket } from '../../rig/object-storage/memory-bucket.ts'
import { silent } from '../../src/log.ts'
import { inOnePiece } from '../../src/snapshot/pack-writer.ts'
import { AccessDeniedError } from '../../src/store/bucket.ts'
import { objectName } from '../../src/store/s3-address.ts'
import { renewAfterMilliseconds, S3Store } from '../../src/store/s3.ts'

const own = 'refs:pull:1:merge'
const base = 'refs:heads:base'
const main = 'refs:heads:main'
const repository = 'prefix/github.com/1/'
const day = 24 * 3600_000

let clock: number
let bucket: MemoryBucket

beforeEach(() => {
  clock = 1000 * day
  bucket = new MemoryBucket(() => clock)
})

function storeOf(scopes: readonly [string, ...string[]], of = repository): S3Store {
  return new S3Store('s3://bucket/prefix', bucket, { repository: of, scopes }, silent)
}

async function put(scope: string, key: string): Promise<void> {
  await storeOf([scope]).put(key, inOnePiece(Buffer.from(key)))
  clock += 1000
}

function modifiedAt(scope: string, key: string): number | undefined {
  return bucket.objects.get(`${repository}${scope}/${objectName(key)}`)?.modifiedAt
}

describe('a pull request', () => {
  const store = () => storeOf([own, base, main])

  test('finds its own entry before that of its base, and that before the one of the default branch', async () => {
    for (const scope of [own, base, main]) await put(scope, `k@${scope}`)
    expect(await store().find(['k@'])).toMatchObject({ key: `k@${own}` })
    expect(await storeOf([base, main]).find(['k@'])).toMatchObject({ key: `k@${base}` })
    expect(await storeOf([main]).find(['k@'])).toMatchObject({ key: `k@${main}` })
  })

  test("takes the default branch's entry of an earlier prefix before its own of a later one", async () => {
    await put(main, 'a@1')
    await put(own, 'b@1')
    expect(await store().find(['none', 'a@', 'b@'])).toMatchObject({ key: 'a@1' })
    expect(await store().find(['none', 'b@', 'a@'])).toMatchObject({ key: 'b@1' })
  })

  test('reads packs of each, and writes only to its own', async () => {
    await put(base, 'p')
    await put(main, 'q')
    expect([await store().has('p'), await store().has('q'), await store().has('r')]).toEqual([
      true,
      true,
      false,
    ])
    expect((await store().open('q'))?.source).toEqual({
      kind: 'url',
      url: `memory:${repository}${main}/${objectName('q')}`,
    })
    await store().put('r', inOnePiece(Buffer.from('r')))
    expect([...bucket.objects.keys()].at(-1)).toBe(`${repository}${own}/${objectName('r')}`)
  })

  test('writes a pack that the default branch has, which never reads it', async () => {
    await put(own, 'p')
    expect(await storeOf([main]).has('p')).toBe(false)
    expect(await storeOf([main]).put('p', inOnePiece(Buffer.from('p')))).toBe(true)
    expect(await store().put('p', inOnePiece(Buffer.from('p')))).toBe(false)
  })
})

test("a branch whose name begins like another’s, and another repository, do not see each other's entries", async () => {
  await put(main, 'k@1')
  expect(await storeOf(['refs:heads:mai']).find(['', 'k@'])).toBeUndefined()
  for (const other of ['prefix/github.com/12/', 'prefix/github.com/', 'github.com/1/']) {
    const store = storeOf([main], other)
    expect([await store.find(['', 'k@']), await store.has('k@1'), await store.open('k@1')]).toEqual([
      undefined,
      false,
      undefined,
    ])
    const pages = []
    for await (const page of store.entries()) pages.push(...page.filter(({ scope }) => scope === main))
    expect(pages).toEqual([])
  }
})

describe('a lookup', () => {
  test.each([
    [renewAfterMilliseconds - 1000, 'leaves'],
    [renewAfterMilliseconds, 'renews'],
  ])('of what is %i ms old %s it', async (old, does) => {
    await put(main, 'p')
    await put(main, 'k@1')
    clock = (modifiedAt(main, 'p') ?? 0) + old
    expect(await storeOf([own, main]).has('p')).toBe(true)
    expect(modifiedAt(main, 'p') === clock).toBe(does === 'renews')
    clock = (modifiedAt(main, 'k@1') ?? 0) + old
    expect(await storeOf([own, main]).find(['k@'])).toMatchObject({ key: 'k@1' })
    expect(modifiedAt(main, 'k@1') === clock).toBe(does === 'renews')
  })

  test('removes a mark, however young it is', async () => {
    await put(main, 'p')
    const name = `${repository}${main}/${objectName('p')}`
    await bucket.mark(name)
    expect(await storeOf([main]).has('p')).toBe(true)
    expect(bucket.objects.get(name)?.markedAt).toBeUndefined()
  })

  test('that is only for opening does not count as a use', async () => {
    await put(main, 'p')
    const before = modifiedAt(main, 'p')
    clock += 2 * renewAfterMilliseconds
    expect(await storeOf([main]).open('p')).toBeDefined()
    expect(modifiedAt(main, 'p')).toBe(before)
  })

  test('of an entry that is removed at the same moment finds nothing', async () => {
    await put(main, 'p')
    clock += 2 * renewAfterMilliseconds
    bucket.renew = (name) => Promise.resolve(!bucket.objects.delete(name))
    expect(await storeOf([main]).has('p')).toBe(false)
  })

  test('by a job that may only read finds existing entries, and tries only once to renew one', async () => {
    await put(main, 'p')
    await put(main, 'q')
    clock += 2 * renewAfterMilliseconds
    let asked = 0
    bucket.renew = () => {
      asked++
      return Promise.reject(new AccessDeniedError('renewing an object was refused'))
    }
    const store = storeOf([own, main])
    expect([await store.has('p'), await store.has('q')]).toEqual([true, true])
    expect(asked).toBe(1)
  })
})

test('the newest of a million entries is found, page by page', async () => {
  const name = (at: number) => `${repository}${main}/${objectName(`k@${String(at).padStart(7, '0')}@`)}`
  const newest = 345_678
  bucket.list = async function* (prefix) {
    expect(prefix).toBe(`${repository}${main}/k@`)
    for (let page = 0; page < 1000; page++) {
      await Promise.resolve()
      yield Array.from({ length: 1000 }, (_, at) => {
        const number = page * 1000 + at
        return { name: name(number), size: 1, modifiedAt: number === newest ? clock : clock - number - 1 }
      })
    }
  }
  expect(await storeOf([main]).find(['k@'])).toMatchObject({ key: 'k@0345678@' })
})
