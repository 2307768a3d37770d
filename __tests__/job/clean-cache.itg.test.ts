import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { startGithubApi, type GithubApi } from '../../rig/github-api/server.ts'
import type { StepResult } from '../../rig/runner/job.ts'
import { actions, type MachineJobOptions } from '../../rig/machine/machine.ts'
import { machineOfFile, messages } from './machine-of-file.ts'

const version = '0.21.7'
const main = 'refs/heads/main'
const orphan = `warm-dagger-pack/${'0'.repeat(64)}`
const hour = 3600_000

let clock = Date.now()
const machine = machineOfFile({ versions: [version], now: () => clock })
let api: GithubApi

beforeEach(async () => {
  api = await startGithubApi(machine.service.cache, { now: () => clock })
})

afterEach(async () => {
  await api.stop()
})

interface Finished {
  readonly cacheHit: string | undefined
  readonly unpacked: StepResult
  readonly saved: StepResult
}

/** A job that changes so much that it is saved, on a machine that is gone afterwards. */
async function job(
  save: Readonly<Record<string, string>>,
  options: MachineJobOptions = {},
): Promise<Finished> {
  const one = await machine.newJob({ apiUrl: api.url, ...options })
  const volume = { version, volume: 'clean-test-engine' }
  const restored = await one.uses(actions.restore, { with: { ...volume, 'volume-size': '1GiB' } })
  const unpacked = await one.uses(actions.run, {
    with: { ...volume, call: 'unpack --name=demo --source=src' },
  })
  await one.uses(actions.run, { with: { ...volume, call: 'fill --bytes=2000000' } })
  const saved = await one.uses(actions.save, { with: save })
  await machine.forgetMachine()
  return { cacheHit: restored.outputs['cache-hit'], unpacked, saved }
}

/** A pack that no snapshot names, as an interrupted save leaves one. */
function leaveOrphan(): void {
  machine.service.cache.reserve(main, orphan, 'any', 'no blob')
  machine.service.cache.finalize(main, orphan, 'any', 5_000_000)
}

/** Asked of GitHub for a cleaning; a save also asks how much all caches hold. */
const listings = () => api.requests().filter(({ url }) => url.includes('/actions/caches'))
const keys = () => machine.service.entries().map(({ key }) => key)
const snapshots = () => keys().filter((key) => key.startsWith('warm-dagger-snapshot/'))
test('a save on the default branch deletes obsolete entries, if its token may, and leaves what the next job restores', async () => {
  leaveOrphan()
  const first = await job({ clean: 'true' }, { token: api.tokenFor('write') })
  expect(first.saved.log).toContain('There is nothing to clean.')
  clock += 30 * hour

  const refused = await job({ clean: 'true' }, { token: api.tokenFor('read') })
  expect(refused.saved.outcome).toBe('success')
  expect(refused.saved.log).toContain('Saved')
  expect(messages(refused.saved)).toEqual([
    expect.stringContaining('the token lacks the permission actions: write (403'),
  ])
  expect(keys()).toContain(orphan)
  const before = snapshots()
  expect(before).toHaveLength(2)

  const cleaned = await job({ clean: 'true' }, { token: api.tokenFor('write') })
  expect(messages(cleaned.saved)).toEqual([])
  expect(cleaned.saved.log).toContain(`Deleted ${orphan}: no snapshot names this pack`)
  expect(cleaned.saved.log).toContain(`Deleted ${before[0] ?? ''}: its key has two newer snapshots`)
  expect(keys()).not.toContain(orphan)
  expect(snapshots()).toEqual([before[1], expect.anything()])

  const next = await job({ save: 'never', clean: 'true' }, { token: api.tokenFor('write') })
  expect(next.cacheHit).toBe('true')
  expect(next.unpacked.log).toContain('.unpack CACHED')
})

test('a save on another branch deletes nothing, and lists nothing', async () => {
  leaveOrphan()
  clock += 30 * hour
  const pull = await job(
    { save: 'always', clean: 'true' },
    { event: 'pull_request', token: api.tokenFor('write') },
  )
  expect(pull.saved.log).toContain('Nothing is cleaned: refs/pull/1/merge is not the default branch.')
  expect(keys()).toContain(orphan)
  expect(listings()).toEqual([])
})

test('a rate limit that lasts too long ends the cleanup with one warning, but not the save', async () => {
  leaveOrphan()
  clock += 30 * hour
  api.injectFaults(() => ({ status: 429, headers: { 'retry-after': '600' }, body: '{}' }))
  const { saved } = await job({ clean: 'true' }, { token: api.tokenFor('write') })
  expect(saved.log).toContain('Saved')
  expect(messages(saved)).toEqual([expect.stringContaining('asks to wait 600 s')])
  expect(listings()).toHaveLength(1)
})
