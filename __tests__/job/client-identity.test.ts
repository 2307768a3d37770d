import { expect, test } from '@jest/globals'
import { clientIn, clientNotes } from '../../src/job/client-identity.ts'

const id = 'abcdefghijklmnopqrstuvwxy'

test.each<[string, Parameters<typeof clientIn>[0], ReturnType<typeof clientIn>]>([
  ['a state that notes nothing', undefined, undefined],
  ['other notes', { other: 'x' }, undefined],
  ['a client', { 'client-id': id, 'client-id-until': '5' }, { id, until: 5 }],
  ['an ID without its time', { 'client-id': id }, undefined],
  ['a time that is none', { 'client-id': id, 'client-id-until': 'soon' }, undefined],
  ['no time', { 'client-id': id, 'client-id-until': '' }, undefined],
  ['a time before 1970', { 'client-id': id, 'client-id-until': '-5' }, undefined],
  ['half a millisecond', { 'client-id': id, 'client-id-until': '5.5' }, undefined],
  ['a time beyond all', { 'client-id': id, 'client-id-until': '1e300' }, undefined],
  ['an ID that is a path', { 'client-id': '../../../../../etc/passwd', 'client-id-until': '5' }, undefined],
])('a job that starts from %s knows the client %j', (_name, notes, client) => {
  expect(clientIn(notes)).toEqual(client)
})

test.each<[string, Parameters<typeof clientNotes>[0]['client'], string | undefined]>([
  ['ran no command', undefined, undefined],
  ['started cold and uploaded as another client', { id, until: 0 }, undefined],
  ['started cold and uploaded', { id, until: 0, uploaded: 70 }, '100'],
  ['uploaded as another client', { id, until: 50 }, '50'],
  ['uploaded', { id, until: 50, uploaded: 70 }, '100'],
  ['uploaded files of a clock that is ahead', { id, until: 50, uploaded: 130 }, '130'],
  ['followed a job whose clock was ahead', { id, until: 150, uploaded: 70 }, '150'],
])('the state of a job that %s notes %s as the time of its last upload', (_name, client, until) => {
  expect(clientNotes({ ...(client && { client }) }, 100)).toEqual(
    until === undefined ? undefined : { 'client-id': id, 'client-id-until': until },
  )
})
