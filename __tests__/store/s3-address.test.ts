import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { keyOfObject, objectName, objectPrefix, parseS3Address, scopeOf } from '../../src/store/s3-address.ts'

describe('an address', () => {
  test.each([
    ['s3://states', { bucket: 'states', prefix: '' }],
    ['s3://states/', { bucket: 'states', prefix: '' }],
    ['s3://my.states-1/ci/dagger', { bucket: 'my.states-1', prefix: 'ci/dagger' }],
    ['s3://states/ci_1/a=b/', { bucket: 'states', prefix: 'ci_1/a=b' }],
  ])('%s names a bucket and a prefix', (text, address) => {
    expect(parseS3Address(text)).toEqual(address)
  })

  test.each([
    'states',
    's3:states',
    's3://',
    's3:///prefix',
    's3://st',
    's3://States',
    's3://-states',
    's3://states..eu',
    's3://192.168.5.4',
    's3://states-',
    `s3://${'b'.repeat(64)}`,
    's3://states//',
    's3://states/a//',
    's3://states//a',
    's3://states/a//b',
    's3://states/../a',
    's3://states/a/.',
    's3://states/a b',
    's3://states/a?x',
    's3://states/a%2f',
    's3://user:secret@states/a',
    'https://states.s3.amazonaws.com/a',
    `s3://states/${'a'.repeat(201)}`,
    's3://states/a\nb',
  ])('is not %j', (text) => {
    expect(parseS3Address(text)).toBeUndefined()
  })
})

describe('the scope of a ref', () => {
  test.each([
    ['refs/heads/main', 'refs:heads:main'],
    ['refs/heads/feature/a', 'refs:heads:feature:a'],
    ['refs/pull/12/merge', 'refs:pull:12:merge'],
    ['refs/heads/ä b', 'refs:heads:%C3%A4%20b'],
    ['', 'no:ref'],
  ])('%s is %s', (ref, scope) => {
    expect(scopeOf(ref)).toBe(scope)
  })

  test('is of one ref only, has no slash, and is at most 150 characters long', () => {
    const refs = fc.uniqueArray(fc.stringMatching(/^[a-c/%.+äA-C]{1,250}$/), { minLength: 2, maxLength: 5 })
    fc.assert(
      fc.property(refs, (all) => {
        const scopes = all.map((ref) => scopeOf(`refs/heads/${ref}`))
        expect(new Set(scopes).size).toBe(all.length)
        for (const scope of scopes) expect(scope).toMatch(/^refs:heads:[^/]{1,139}$/)
      }),
    )
  })
})

describe("the name of an entry's object", () => {
  test.each([
    ['warm-dagger-pack/0a1b', 'warm-dagger-pack/0a1b!'],
    ['warm-dagger-snapshot/ci.yml/test/0.20.3@1-1-ff@', 'warm-dagger-snapshot/ci.yml/test/0.20.3@1-1-ff@!'],
    ['a//b', 'a/%2Fb!'],
    ['../../up', '%2E./%2E./up!'],
    ['/root', '%2Froot!'],
    ['a!+ b', 'a%21%2B%20b!'],
    ['', '!'],
    ['k'.repeat(201), `${'k'.repeat(200)}+/k!`],
  ])('%j is %s', (key, name) => {
    expect(objectName(key)).toBe(name)
  })

  const anyKey = fc.string({ unit: fc.constantFrom('a', 'B', '/', '.', '!', '+', '%', 'ä', '😀', '\0', '@') })

  test('can be converted back to the key, begins like each of its prefixes, and is not a folder of another', () => {
    fc.assert(
      fc.property(anyKey, anyKey, fc.nat(30), (key, other, length) => {
        const name = objectName(key)
        expect(keyOfObject(name)).toBe(key)
        expect(name.startsWith(objectPrefix(Array.from(key).slice(0, length).join('')))).toBe(true)
        expect(objectName(other).startsWith(`${name}/`)).toBe(false)
        expect(name.split('/').some((part) => part === '' || /^\.\.?$/.test(part))).toBe(false)
      }),
    )
  })

  test('has parts that fit a file system', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 300, maxLength: 512 }), (key) => {
        expect(
          Math.max(
            ...objectName(key)
              .split('/')
              .map((part) => part.length),
          ),
        ).toBeLessThanOrEqual(255)
      }),
    )
  })

  test.each(['a', 'a/b', 'a b!', '%!', 'x//!', './a!', ''])(
    'is not %j, which belongs to no entry',
    (name) => {
      expect(keyOfObject(name)).toBeUndefined()
    },
  )
})
