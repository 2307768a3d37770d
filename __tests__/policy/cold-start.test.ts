import { describe, expect, test } from '@jest/globals'
import { coldStartOf, commandShape, comparable, type PastCommand } from '../../src/policy/cold-start.ts'

const command = commandShape(['call', 'test'], undefined)
const warm: PastCommand = { command, milliseconds: 12_000, at: 9000, succeeded: true, engineCache: 'warm' }
const cold: PastCommand = { ...warm, milliseconds: 95_000, engineCache: 'cold' }
const earlier = { command, milliseconds: 90_000, at: 1000 }
const measured = { command, milliseconds: 95_000, at: 9000 }

describe('the cold start in a snapshot', () => {
  test.each([
    ['is what a job that started cold took', cold, undefined, measured],
    ['is the newest that was measured', cold, earlier, measured],
    [
      'is measured too where the state was discarded',
      { ...cold, engineCache: 'discarded:x' },
      earlier,
      measured,
    ],
    ['stays what it was while jobs start warm', warm, earlier, earlier],
    [
      'stays what it was where an engine tells nothing',
      { ...warm, engineCache: 'unknown' },
      earlier,
      earlier,
    ],
    ['stays what it was when the command failed', { ...cold, succeeded: false }, earlier, earlier],
    ['stays what it was when no command ran', undefined, earlier, earlier],
    ['is nothing where nothing was measured', warm, undefined, undefined],
  ])('%s', (_name, first, lastOfKey, expected) => {
    expect(coldStartOf(first, lastOfKey)).toStrictEqual(expected)
  })
})

describe('a command is compared with a cold start', () => {
  test.each([
    ['of the same command', warm, earlier],
    ['where the engine does not tell what became of its state', { ...warm, engineCache: 'unknown' }, earlier],
  ])('%s', (_name, first, coldStart) => {
    expect(comparable(first, coldStart)).toBe(coldStart)
  })

  test.each([
    ['of another command', { ...warm, command: commandShape(['call', 'lint'], undefined) }, earlier],
    ['when it failed', { ...warm, succeeded: false }, earlier],
    ['when it started cold itself', cold, earlier],
    ['when there was no command', undefined, earlier],
    ['when none was measured', warm, undefined],
  ])('not %s', (_name, first, coldStart) => {
    expect(comparable(first, coldStart)).toBeUndefined()
  })
})

describe('two commands are the same', () => {
  test.each([
    ['if only the value of a flag differs', ['call', 'test', '--sha=a'], ['call', 'test', '--sha=b\nc']],
    ['if nothing differs', ['call', 'test', '-m', './ci'], ['call', 'test', '-m', './ci']],
  ])('%s', (_name, one, other) => {
    expect(commandShape(one, undefined)).toBe(commandShape(other, undefined))
  })

  test.each([
    ['if a flag differs', ['call', 'test', '--a=1'], ['call', 'test', '--b=1']],
    ['if a word differs', ['call', 'test'], ['call', 'lint']],
    ['if words are divided otherwise', ['call', 'a b'], ['call', 'a', 'b']],
  ])('not %s', (_name, one, other) => {
    expect(commandShape(one, undefined)).not.toBe(commandShape(other, undefined))
  })

  test('not if the script differs', () => {
    expect(commandShape(['shell'], 'a')).not.toBe(commandShape(['shell'], 'b'))
  })
})
