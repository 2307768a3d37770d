import { afterEach, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import { parseWorkflowCommand } from '../../rig/runner/workflow-command.ts'
import { escapeCommands, jobLog } from '../../src/github/log.ts'

afterEach(() => {
  jest.restoreAllMocks()
})

const pieces = [
  ...['::', ':', '##', '##[', '[', ']', ' ', '\n', '\r', '\t', '\u0085', '\u2028', '\0', '%0A', '=', ','],
  ...['error', 'stop-commands', 'add-mask', 'x', 'ü', '𝄞'],
]

test('a line of the log is always one line and never a command', () => {
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((all) => all.join(''))
  let commands = 0
  fc.assert(
    fc.property(text, (message) => {
      if (message.split(/[\r\n]/).some((line) => parseWorkflowCommand(line))) commands++
      const line = escapeCommands(message)
      expect(line).not.toMatch(/\p{Cc}/u)
      expect(parseWorkflowCommand(line)).toBeUndefined()
    }),
    { numRuns: 20_000 },
  )
  expect(commands).toBeGreaterThan(0)
})

test('a harmless line of the log stays unchanged', () => {
  const line = 'Restored 12.3 MB from warm-dagger-snapshot/a::b#[c]/ü@1-1-0@ in 0.3 s: “it”.'
  expect(escapeCommands(line)).toBe(line)
})

test.each(['info', 'warning', 'debug'] as const)('text that %s logs is never a workflow command', (how) => {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true)
  jobLog[how]('a key\n::error::theirs\r::stop-commands::x ##[add-mask]e')
  const lines = write.mock.calls
    .map(([text]) => String(text))
    .join('')
    .split(/[\r\n]+/)
  const names = lines.flatMap((line) => parseWorkflowCommand(line)?.name ?? [])
  expect(names).toEqual(how === 'info' ? [] : [how])
})

test('a group without other lines shows its duration, even if it fails', async () => {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true)
  await expect(jobLog.group('Wait', () => Promise.reject(new Error('no network')))).rejects.toThrow(
    'no network',
  )
  expect(write.mock.calls.map(([text]) => String(text)).join('')).toMatch(
    /^::group::Wait\nIt took 0\.\d s\.\n/,
  )
})

test('the name of a group is never a workflow command', async () => {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true)
  await jobLog.group('a key\n::error::theirs', () => Promise.resolve())
  const lines = write.mock.calls
    .map(([text]) => String(text))
    .join('')
    .split(/[\r\n]+/)
  expect(lines.flatMap((line) => parseWorkflowCommand(line)?.name ?? [])).toEqual(['group', 'endgroup'])
})
