import { expect, test } from '@jest/globals'
import { functionArguments, parseCommandLine } from '../../../rig/dagger/command-line.ts'

test.each([
  ['flags before the verb', ['--progress', 'plain', '-s', 'call', 'echo'], ['call', 'echo']],
  [
    'flags after it',
    ['call', '-m', './module', 'echo', '--text=x', '--silent'],
    ['call', 'echo', '--text=x'],
  ],
  ['flags with their value attached', ['--progress=plain', '-mmodule', 'call'], ['call']],
  ['switches in one word', ['-vvs', 'call'], ['call']],
])('%s are taken out', (_what, args, words) => {
  expect(parseCommandLine(args).words).toEqual(words)
})

test('a function keeps flags that the CLI does not know, and all that follows --', () => {
  const { words } = parseCommandLine(['call', 'argv', '--source=.', '-x', '--', '--silent', '-m'])
  expect(words).toEqual(['call', 'argv', '--source=.', '-x', '--silent', '-m'])
})

test('a command that is run keeps all of its flags', () => {
  expect(parseCommandLine(['-s', 'run', 'sh', '-c', 'exit 3']).words).toEqual(['run', 'sh', '-c', 'exit 3'])
})

test('what the flags say is kept', () => {
  const line = parseCommandLine(['--cloud', '--workdir', 'a', '--mod=b', '-c', 'echo', '--progress', 'dots'])
  expect(line).toMatchObject({
    cloud: true,
    workdir: 'a',
    module: 'b',
    command: 'echo',
    progress: 'dots',
    silent: false,
  })
})

test('a flag without its value is an error', () => {
  expect(() => parseCommandLine(['call', '-m'])).toThrow('flag needs an argument: -m')
})

test('a function takes values attached, apart, and none', () => {
  const found = functionArguments(['--a=1=2', '--b', 'two', '--c', '--d='])
  expect([...found]).toEqual([
    ['a', '1=2'],
    ['b', 'two'],
    ['c', 'true'],
    ['d', ''],
  ])
})
