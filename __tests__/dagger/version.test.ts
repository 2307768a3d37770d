import { describe, expect, test } from '@jest/globals'
import {
  compareVersions,
  isRelease,
  loadsModule,
  parseVersion,
  parseVersionOutput,
  parseVersionRequest,
} from '../../src/dagger/version.ts'

test('versions order as releases do', () => {
  const ordered = [
    ...['0.9.11', '0.18.0', '0.20.3-250918123923-71f2e104b045', '0.20.3', '0.20.10', '0.21.0'],
    ...['1.0.0-0', '1.0.0-beta.4', '1.0.0-beta.9', '1.0.0-beta.10', '1.0.0-rc.1', '1.0.0', '1.0.1'],
  ]
  expect(ordered.toReversed().toSorted(compareVersions)).toEqual(ordered)
})

describe('a version', () => {
  test.each([
    ['v0.20.3', '0.20.3'],
    ['0.20.3', '0.20.3'],
    ['v1.0.0-beta.10', '1.0.0-beta.10'],
    ['v0.18.19-250918123923-71f2e104b045', '0.18.19-250918123923-71f2e104b045'],
    ['v0.20', undefined],
    ['vv0.20.3', undefined],
    ['=0.20.3', undefined],
    [' 0.20.3', undefined],
    ['0.020.3', undefined],
    ['99999999999999999999.0.0', undefined],
    ['', undefined],
  ])('%j is read as %s', (text, version) => {
    expect(parseVersion(text)).toBe(version)
  })

  test.each([
    ['0.20.3', true],
    ['1.0.0-beta.10', true],
    ['1.0.0-0', false],
    ['0.18.19-250918123923-71f2e104b045', false],
    ['0.19.9-241210-dev-abc123', false],
  ])('%s is published: %s', (version, published) => {
    expect(isRelease(version)).toBe(published)
  })
})

describe('the input version', () => {
  test.each([
    ['', { kind: 'auto' }],
    ['auto', { kind: 'auto' }],
    ['latest', { kind: 'pointer', pointer: 'latest' }],
    ['0.20', { kind: 'pointer', pointer: '0.20' }],
    ['v0.20', { kind: 'pointer', pointer: '0.20' }],
    ['1.0.0-beta', { kind: 'pointer', pointer: '1.0.0-beta' }],
    ['0.20.3', { kind: 'version', version: '0.20.3' }],
    [' v0.20.3\n', { kind: 'version', version: '0.20.3' }],
    ['v0.13.5', { kind: 'version', version: '0.13.5' }],
    ['1.0.0-beta.10', { kind: 'version', version: '1.0.0-beta.10' }],
  ])('%j is understood', (value, request) => {
    expect(parseVersionRequest(value)).toEqual(request)
  })

  test.each([
    '1',
    'v1',
    '0.20.x',
    '>=0.20',
    '^0.20.3',
    '0.20.3+meta',
    'main',
    'Latest',
    '../0.20.3',
    '0.20.3/..',
    '0.20.3 0.21.0',
    '$(id)',
    '0.2',
  ])('%s is refused by name, with what is accepted', (value) => {
    expect(() => parseVersionRequest(value)).toThrow(
      `The input \`version\` is "${value}". Accepted are auto, latest, a minor version such as 0.20,`,
    )
  })

  test.each([
    ['0.2', '0.20'],
    ['0.1', '0.10'],
    ['0.3', '0.30'],
    ['1', '1.0'],
    ['2', '2.0'],
  ])('%s may be what YAML makes of a number: quote it', (value, unquoted) => {
    expect(() => parseVersionRequest(value)).toThrow(`quote it: '${unquoted}'.`)
  })

  test.each(['0.20.x', 'v1', '^0.20.3', 'main', '100'])(
    '%s is not a version that YAML has shortened',
    (value) => {
      expect(() => parseVersionRequest(value)).not.toThrow('quote it')
    },
  )

  test('is quoted on one line of the message, and cut if it is long', () => {
    const problem = (value: string): string => {
      try {
        return JSON.stringify(parseVersionRequest(value))
      } catch (error) {
        return String(error)
      }
    }
    expect(problem('x\n::add-mask::y')).toContain(String.raw`"x\n::add-mask::y"`)
    expect(problem('x'.repeat(10_000)).length).toBeLessThan(500)
  })
})

describe('a module', () => {
  test.each([
    ['0.20.3', '0.20.3', true],
    ['0.20.3', '0.20.4', false],
    ['0.21.8', '0.9.9', true],
    ['0.21.8', '0.9.8', false],
    ['1.0.0-beta.10', '1.0.0', true],
    ['1.0.0-beta.4', '1.0.0-beta.10', true],
    ['1.0.0-beta.10', '1.0.1-0', false],
    ['0.20.3', '0.20.3-250918123923-71f2e104b045', true],
    ['0.20.3-250918123923-71f2e104b045', '0.20.3', true],
    ['1.0.0', '0.11.9', true],
  ])('is loaded by %s if it needs %s: %s', (engine, required, loads) => {
    expect(loadsModule(engine, required)).toBe(loads)
  })
})

describe('the version that the CLI prints', () => {
  test.each([
    ['dagger v0.20.3 (docker-image://registry.dagger.io/engine:v0.20.3) linux/amd64\n', '0.20.3'],
    [
      'dagger v0.18.19-250918123923-71f2e104b045 (image://x) linux/amd64',
      '0.18.19-250918123923-71f2e104b045',
    ],
    ['version:     v1.0.0-beta.10\ncommit:      abc\ndirty:       no\n', '1.0.0-beta.10'],
    ['dagger (devel)', undefined],
    ['command not found', undefined],
  ])('%j', (output, version) => {
    expect(parseVersionOutput(output)).toBe(version)
  })
})
