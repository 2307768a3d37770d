import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventPayload } from '../../src/github/event.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-'))
})

afterAll(() => rm(folder, { recursive: true }))

async function payloadOf(text: string): Promise<unknown> {
  process.env['GITHUB_EVENT_PATH'] = join(folder, 'event.json')
  await writeFile(process.env['GITHUB_EVENT_PATH'], text)
  return eventPayload()
}

test('the payload is the JSON object in the file', async () => {
  const payload = { repository: { default_branch: 'main' }, pull_request: {} }
  expect(await payloadOf(JSON.stringify(payload))).toEqual(payload)
})

test.each([undefined, '', '/nowhere/event.json'])(
  'the payload is empty without a file (%s)',
  async (file) => {
    if (file === undefined) delete process.env['GITHUB_EVENT_PATH']
    else process.env['GITHUB_EVENT_PATH'] = file
    expect(await eventPayload()).toEqual({})
  },
)

test.each(['', '{"pull_request": {', 'null', '"text"', '[]', '[{"pull_request": {}}]'])(
  'a file that holds %j is an error, not a run without a pull request',
  async (text) => {
    await expect(payloadOf(text)).rejects.toThrow(
      /^The payload of the run's event, in .*, is not a JSON object\.$/,
    )
  },
)
