import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  becauseOfSocket,
  makeSocketFolder,
  socketArguments,
  socketHostOf,
  viaSocket,
} from '../../src/engine/socket.ts'

let folder: string

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'socket-')), 'engine')
})

afterEach(async () => {
  await rm(join(folder, '..'), { recursive: true })
})

test('an engine gets a folder that only its owner can enter, and a socket for the group of the job', async () => {
  await makeSocketFolder(folder)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  // Not 0, which is the engine's default and may be the group of the test.
  const groupOfJob = jest.spyOn(process, 'getgid').mockReturnValue(1234)
  const given = socketArguments(folder)
  groupOfJob.mockRestore()
  expect(given).toEqual({
    docker: ['--volume', `${folder}:/run/warm-dagger`],
    engine: ['--addr', 'unix:///run/warm-dagger/engine.sock', '--group=1234'],
  })
})

test('an engine gets no socket whose path is too long', () => {
  const name = (length: number) => `/${'x'.repeat(length - '//engine.sock'.length)}`
  expect(socketArguments(name(107)).engine).not.toEqual([])
  expect(socketArguments(name(108))).toEqual({ docker: [], engine: [] })
})

test('the socket of an engine that exited is not used', async () => {
  await makeSocketFolder(folder)
  expect(socketHostOf(folder)).toBeUndefined()
  await writeFile(join(folder, 'engine.sock'), '')
  expect(socketHostOf(folder)).toBe(`unix://${join(folder, 'engine.sock')}`)
  await makeSocketFolder(folder)
  expect(socketHostOf(folder)).toBeUndefined()
})

test.each([
  ['dagger-engine: listen unix /run/warm-dagger/engine.sock: bind: operation not supported', true],
  ['dagger-engine: chown /run/warm-dagger/engine.sock: operation not permitted', true],
  ['dagger-engine: failed to create engine: disk full', false],
])('an engine that logged "%s" ended because of its socket: %s', (because, expected) => {
  expect(becauseOfSocket(because)).toBe(expected)
})

describe('a command', () => {
  const variable = '_EXPERIMENTAL_DAGGER_RUNNER_HOST'
  const store = '_EXPERIMENTAL_DAGGER_RUNNER_IMAGESTORE'
  const socket = 'unix:///run/engine.sock'

  test.each(['call test', 'api call test', '-m ../module check', '--progress=plain core version'])(
    'goes through the socket, and uses the images of Docker: %s',
    (words) => {
      expect(viaSocket(words.split(' '), socket, {})).toEqual({ [variable]: socket, [store]: 'docker-image' })
      expect(viaSocket(words.split(' '), socket, { [store]: 'podman-image' })[store]).toBe('podman-image')
    },
  )

  test.each(['run sh -c dagger', '-m x shell', 'listen', 'unknown', ''])(
    'that may leave a client behind goes through Docker: %s',
    (words) => {
      expect(viaSocket(words.split(' '), socket, {})).toEqual({})
    },
  )
})
