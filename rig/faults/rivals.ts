import { hash } from 'node:crypto'
import { link, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { actions, recordOf } from '../machine/machine.ts'
import { packPrefix, snapshotPrefix } from '../../src/policy/keys.ts'
import type { Texts } from '../runner/surroundings.ts'
import { contentOf } from './content.ts'
import type { Kind, Target } from './kind.ts'
import { commonInputs } from './world.ts'

const hour = 3600_000

/** Other jobs with the same key at the same time. */
export const rivalFaults: readonly Kind[] = [
  {
    name: 'two savers of one key',
    places: ['restore', 'run', 'stop', 'save'],
    strike: (target) => rival(target, {}),
    right: { saved: true },
  },
  {
    name: 'a saver and a cleaner',
    places: ['restore', 'run', 'stop', 'save'],
    arrange: async ({ world }) => {
      // Packs that no snapshot listed for more than a day, so that there is something to clean.
      const bytes = Buffer.from('a pack that no snapshot lists')
      const stored = await world.machine.service.contents()
      const { scope = '', version = '' } = stored[0] ?? {}
      const orphan = { scope, version, key: packPrefix + hash('sha256', bytes), bytes }
      await world.machine.service.replaceContents([...stored, orphan])
      world.clock = 30 * hour
      return {}
    },
    strike: (target) => rival(target, { clean: 'true' }),
    right: { saved: true },
  },
]

/** A whole job of another runner on the same machine. */
async function rival(target: Target, more: Texts): Promise<void> {
  const { folder, world, random } = target
  const disk = join(folder, 'rival')
  await mkdir(disk)
  const job = await world.machine.newJob({
    runnerName: 'runner-2',
    runnerEnvironment: 'self-hosted',
    runId: 2,
    temp: join(disk, '_temp'),
    toolCache: join(disk, 'tools'),
    token: world.api.tokenFor('write'),
    apiUrl: world.api.url,
  })
  const inputs = { ...commonInputs, keep: 'false', save: 'always', ...more }
  const call = `churn --seed=${random.integer(1, 9)} --files=30`
  const main = await job.uses(actions.allInOne, { with: { ...inputs, call } })
  const image = (await recordOf(job))?.volume?.image
  const closed = join(disk, 'closed.img')
  if (image !== undefined) await link(image, closed)
  const [post] = await job.finish()
  const key = world.machine.service
    .entries()
    .map((entry) => entry.key)
    .find((one) => one.startsWith(snapshotPrefix) && one.includes('@2-1-'))
  target.check(() =>
    Promise.resolve(
      key === undefined ? `The other job did not save:\n${main.log}${post?.log ?? ''}` : undefined,
    ),
  )
  if (key !== undefined) target.knows(key, await contentOf(closed))
}
