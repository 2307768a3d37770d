import { expect, test } from '@jest/globals'
import { namespacesIn, stateNotes } from '../../src/job/state-notes.ts'

const job = { version: '0.21.8', behavior: '0.21.8' } as const
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
  ['a cold job', { behavior: '0.21.8' }, 'dagger'],
  ['a job of 0.20 on its own state', { behavior: '0.20.3', namespaces: ['buildkit'] }, 'buildkit'],
  ['a job of 0.21 on a state of 0.20', { behavior: '0.21.8', namespaces: ['buildkit'] }, 'buildkit dagger'],
  [
    'a job of 0.20 on a state of both',
    { behavior: '0.20.3', namespaces: ['dagger', 'buildkit'] },
    'buildkit dagger',
  ],
  ['a job whose engine emptied its state', { behavior: '0.21.8', namespaces: [] }, 'dagger'],
])('%s notes the namespaces of its state', (_name, record, expected) => {
  expect(stateNotes(record, 1)).toEqual({ 'engine-namespaces': expected })
})

test('a state notes its client, too', () => {
  const id = '01234567-89ab-4cde-8fab-0123456789ab'
  expect(stateNotes({ behavior: '0.21.8', client: { id, until: 5 } }, 1)).toEqual({
    'client-id': id,
    'client-id-until': '5',
    'engine-namespaces': 'dagger',
  })
})
