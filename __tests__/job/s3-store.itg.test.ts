import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actions, startMachine, type Machine, type MachineJobOptions } from '../../rig/machine/machine.ts'
import { startVersity, type ObjectStorage } from '../../rig/object-storage/servers.ts'
import type { StepResult } from '../../rig/runner/job.ts'

// Whole jobs with containers, on a machine that may be busy.
jest.setTimeout(120_000)

const version = '0.21.8'
const store = 's3://states/ci'

let machine: Machine
let folder: string
let storage: ObjectStorage

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 's3-jobs-'))
  storage = await startVersity(folder, ['states'])
  machine = await startMachine({ versions: [version] })
})

afterEach(async () => {
  await machine.forgetMachine()
})

afterAll(async () => {
  await machine.stop()
  await storage.stop()
  await rm(folder, { recursive: true })
})

async function wholeJob(
  call: string,
  options: MachineJobOptions = {},
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly main: StepResult; readonly post: StepResult }> {
  const job = await machine.newJob({ ...options, env: { ...storage.env, ...options.env } })
  const inputs = { version, 'volume-size': '1GiB', call, store, ...more }
  const main = await job.uses(actions.allInOne, { with: inputs })
  const [post] = await job.finish()
  await machine.forgetMachine()
  if (!post) throw new Error('the action had no post')
  return { main, post }
}

const unpack = 'unpack --name=demo --source=src'

test('a state that the default branch saves in a bucket is restored there and in a pull request, which saves nothing', async () => {
  const first = await wholeJob(unpack, {}, { clean: 'true' })
  expect(first.main.outputs['cache-hit']).toBe('')
  expect(first.post.log).toMatch(
    /s3:\/\/states\/ci holds 1 snapshot and 1 pack of this repository, \d+\.\d MB for 1 ref\./,
  )
  expect(first.post.summary).toMatch(
    /\| Caches \| s3&#58;\/\/states\/ci holds 1 snapshot and 1 pack of this repo/,
  )
  expect(first.post.log).toContain('and marked 0 packs that no snapshot names')

  const second = await wholeJob(unpack)
  expect(second.main.outputs['cache-hit']).toBe('true')
  expect(second.main.log).toContain('.unpack CACHED')

  const pull = await wholeJob(unpack, { event: 'pull_request' }, { save: 'always' })
  expect(pull.main.outputs['cache-hit']).toBe('true')
  expect(pull.post.log).toContain(
    'This store is shared by all branches, and a pull request may not write what the default branch restores.',
  )

  const stranger = await wholeJob(unpack, { repository: 'acme/other' }, { save: 'never' })
  expect(stranger.main.outputs['cache-hit']).toBe('')
  // Nothing of all this is in GitHub's cache.
  expect(machine.service.entries()).toEqual([])
})

test('a job without credentials, or whose storage does not answer, runs cold and logs why', async () => {
  const none = {
    AWS_ACCESS_KEY_ID: '',
    AWS_SECRET_ACCESS_KEY: '',
    AWS_EC2_METADATA_DISABLED: 'true',
    HOME: folder,
  }
  const { main, post } = await wholeJob(unpack, { env: none })
  expect([main.outcome, main.outputs['cache-hit'], post.outcome]).toEqual(['success', '', 'success'])
  expect(main.log).toMatch(/s3:\/\/states\/ci could not be searched: .*there are no credentials/)
  const wrong = await wholeJob(unpack, { env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' } }, { save: 'never' })
  expect([wrong.main.outcome, wrong.main.outputs['cache-hit']]).toEqual(['success', ''])
  expect(wrong.main.log).toContain('could not be searched')
  const unusable = await wholeJob(unpack, { env: { AWS_ENDPOINT_URL: 'nowhere' } }, { save: 'never' })
  expect([unusable.main.outcome, unusable.main.outputs['cache-hit']]).toEqual(['success', ''])
  expect(unusable.main.log).toContain(
    'The store cannot be opened: the variable AWS_ENDPOINT_URL is not an address',
  )
  expect(unusable.main.log).toContain(
    'The store cannot be opened, and this machine keeps no state. Nothing is restored',
  )
})
