import { describe, expect, test } from '@jest/globals'
import { argumentsFor, mountedFolders, parseImageRecord } from '../../src/engine/image-files.ts'

const settings = {
  env: ['PATH=/usr/bin:/bin', 'EMPTY=', 'TEXT=a "b" $c, d=e'],
  entrypoint: ['dagger-entrypoint.sh', '--flag'],
  workingDir: '',
  user: '',
}

test('only folders with many bytes that nothing else writes to are mounted', () => {
  const top = ['bin', 'boot', 'dev', 'etc', 'home', 'opt', 'proc', 'root', 'run', 'sys', 'tmp', 'usr', 'var']
  expect(mountedFolders(top)).toEqual(['bin', 'opt', 'usr'])
})

describe('the record of an image', () => {
  const record = { settings, folders: ['opt', 'usr'] }

  test('is read as it was written', () => {
    expect(parseImageRecord(JSON.stringify(record))).toEqual(record)
  })

  test('mounts nothing over a folder that an engine writes to', () => {
    expect(parseImageRecord(JSON.stringify({ ...record, folders: ['usr', 'var'] })).folders).toEqual(['usr'])
  })

  test.each<[string, unknown]>([
    ['no object', []],
    ['no settings', { folders: [] }],
    ['no folders', { settings }],
    ['a path as a folder', { settings, folders: ['../usr'] }],
    [
      'a variable without a value, which Docker would take from the job',
      { ...record, settings: { ...settings, env: ['TOKEN'] } },
    ],
    ['no entrypoint', { ...record, settings: { ...settings, entrypoint: [] } }],
    ['a number as its user', { ...record, settings: { ...settings, user: 0 } }],
    ['no working directory', { ...record, settings: { ...settings, workingDir: undefined } }],
  ])('is refused with %s', (_name, value) => {
    expect(() => parseImageRecord(JSON.stringify(value))).toThrow(/^it/)
  })

  test('is refused if it is no JSON', () => {
    expect(() => parseImageRecord('{')).toThrow(SyntaxError)
  })
})

test('a container gets the settings of the image, and its folders', () => {
  const mounts = [{ source: '/tmp/files/usr', target: '/usr' }]
  const files = {
    smallImage: 'sha256:ab',
    settings: { ...settings, workingDir: '/work', user: '1:2' },
    mounts,
  }
  expect(argumentsFor(files)).toEqual({
    options: [
      ...['--entrypoint', 'dagger-entrypoint.sh'],
      ...['--env', 'PATH=/usr/bin:/bin', '--env', 'EMPTY=', '--env', 'TEXT=a "b" $c, d=e'],
      ...['--workdir', '/work', '--user', '1:2'],
      ...['--mount', 'type=bind,source=/tmp/files/usr,target=/usr'],
    ],
    command: ['sha256:ab', '--flag'],
  })
  expect(argumentsFor({ ...files, settings, mounts: [] }).options).not.toContain('--user')
})
