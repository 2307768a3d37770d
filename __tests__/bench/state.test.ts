import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { constants, zstdCompressSync } from 'node:zlib'
import { addedEntries, sizes, stateEntries } from '../../bench/state.ts'
import type { TarEntry } from '../../bench/tar.ts'

describe('the generated state', () => {
  const size = sizes.small
  const entries = [...stateEntries(size)]
  const bytesOf = (of: readonly TarEntry[]) =>
    of.reduce((sum, { content }) => sum + (content?.length ?? 0), 0)

  test('has about as many bytes and entries as its size says', () => {
    expect(bytesOf(entries) / size.bytes).toBeGreaterThan(0.9)
    expect(bytesOf(entries) / size.bytes).toBeLessThan(1.1)
    expect(entries.length / size.entries).toBeGreaterThan(0.95)
    expect(entries.length / size.entries).toBeLessThan(1.05)
  })

  test('is the same each time', () => {
    const digest = (of: Iterable<TarEntry>) => {
      const hash = createHash('sha256')
      for (const { content, ...rest } of of) hash.update(JSON.stringify(rest)).update(content ?? '')
      return hash.digest('hex')
    }
    expect(digest(stateEntries(size))).toBe(digest(entries))
  })

  test('has whiteouts, hard links, symlinks, capabilities and opaque folders', () => {
    const kinds = new Set(entries.map(({ kind }) => kind))
    expect(kinds).toEqual(new Set(['folder', 'file', 'device', 'symlink', 'hardlink']))
    const xattrs = new Set(entries.flatMap((entry) => Object.keys(entry.xattrs ?? {})))
    expect(xattrs).toEqual(new Set(['trusted.overlay.opaque', 'security.capability']))
  })

  test('names each path once, and makes folders and link targets before what needs them', () => {
    const seen = new Set<string>()
    for (const { path, kind, target } of entries) {
      const parent = path.split('/').slice(0, -1).join('/')
      if (parent !== '') expect(seen.has(parent)).toBe(true)
      if (kind === 'hardlink') expect(seen.has(target ?? '')).toBe(true)
      expect(seen.has(path)).toBe(false)
      seen.add(path)
    }
  })

  test('compresses to about a third, its blobs not at all', () => {
    const ratio = (of: readonly TarEntry[]) => {
      const bytes = Buffer.concat(of.map(({ content }) => content ?? Buffer.alloc(0)))
      return (
        zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } }).length / bytes.length
      )
    }
    expect(ratio(entries)).toBeGreaterThan(0.25)
    expect(ratio(entries)).toBeLessThan(0.4)
    expect(ratio(entries.filter(({ path }) => path.includes('/blobs/')))).toBeGreaterThan(0.99)
  })

  test('grows by a twentieth when a job has worked', () => {
    const added = [...addedEntries(size)]
    const before = new Set(entries.map(({ path }) => path))
    expect(added.some(({ path }) => before.has(path))).toBe(false)
    expect(added.length / entries.length).toBeCloseTo(0.05, 2)
  })
})
