import { expect, test } from '@jest/globals'
import { chooseCacheLimit } from '../../src/job/cache-limit.ts'
import { diskBytesIn, namespacesIn, stateNotes } from '../../src/job/state-notes.ts'
import type { Manifest, Notes } from '../../src/snapshot/manifest.ts'

const job = { version: '0.21.8', engineRelease: '0.21.8' } as const
const commit = 'a'.repeat(40)

test.each<[string, Parameters<typeof namespacesIn>[0], string | undefined, ReturnType<typeof namespacesIn>]>([
  ['an empty state', undefined, undefined, undefined],
  ['a state without notes, of 0.20', undefined, '0.20.3', ['buildkit']],
  ['a state without notes, of 1.0', {}, '1.0.0-beta.10', ['dagger']],
  ['a state without notes, of another commit', undefined, commit, undefined],
  [
    'a state on which both have worked',
    { 'engine-namespaces': 'buildkit dagger' },
    '0.21.8',
    ['buildkit', 'dagger'],
  ],
  ['a note of another commit', { 'engine-namespaces': 'dagger' }, commit, ['dagger']],
  ['a note with words that are not known', { 'engine-namespaces': 'dagger other' }, '0.21.8', ['dagger']],
])('in which namespaces engines have worked on %s', (_name, notes, writer, expected) => {
  expect(namespacesIn(notes, writer, job)).toEqual(expected)
})

test.each<[string, Parameters<typeof stateNotes>[0], string]>([
  ['a cold job', { engineRelease: '0.21.8' }, 'dagger'],
  ['a job of 0.20 on its own state', { engineRelease: '0.20.3', namespaces: ['buildkit'] }, 'buildkit'],
  [
    'a job of 0.21 on a state of 0.20',
    { engineRelease: '0.21.8', namespaces: ['buildkit'] },
    'buildkit dagger',
  ],
  [
    'a job of 0.20 on a state of both',
    { engineRelease: '0.20.3', namespaces: ['dagger', 'buildkit'] },
    'buildkit dagger',
  ],
  ['a job whose engine emptied its state', { engineRelease: '0.21.8', namespaces: [] }, 'dagger'],
])('%s notes the namespaces of its state', (_name, record, expected) => {
  expect(stateNotes(record, 1)).toEqual({ 'engine-namespaces': expected })
})

test('a state notes its client, too', () => {
  const id = '01234567-89ab-4cde-8fab-0123456789ab'
  expect(stateNotes({ engineRelease: '0.21.8', client: { id, until: 5 } }, 1)).toEqual({
    'client-id': id,
    'client-id-until': '5',
    'engine-namespaces': 'dagger',
  })
})

test.each<[string, Notes | undefined, number | undefined]>([
  ['without notes', undefined, undefined],
  ['without this note', {}, undefined],
  ['that notes a size', stateNotes({ engineRelease: '0.21.8' }, 1, 130_000_000), 130_000_000],
  ['with a note that is not a size', { 'disk-bytes': 'many' }, undefined],
  ['with a negative size', { 'disk-bytes': '-5' }, undefined],
])('the size on disk of a state %s', (_name, notes, expected) => {
  expect(diskBytesIn(notes)).toBe(expected)
})

test('max-cache-size limits the bytes on the disk by their compressed size, not by the size of whole chunks', () => {
  // 100 MB compressed in 175 chunks of 1 MiB, of which the filesystem used 130 MB.
  const chunks = Array.from({ length: 175 }, () => ({ length: 100e6 / 175 }))
  const restored = { key: 'k', manifest: { chunks, notes: { 'disk-bytes': '130000000' } } }
  const cacheLimit = chooseCacheLimit({ maxCacheSize: 100e6, prune: false }, '0.21.8', {
    ...restored,
    manifest: restored.manifest as unknown as Manifest,
  })
  expect(cacheLimit?.maxUsedSpace).toBeCloseTo(130e6, -2)
})
