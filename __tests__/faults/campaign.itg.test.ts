import { expect, jest, test } from '@jest/globals'
import { join } from 'node:path'
import { campaign, tableOf } from '../../rig/faults/campaign.ts'
import type { Kind } from '../../rig/faults/kind.ts'
import { kinds } from '../../rig/faults/kinds.ts'
import { packPrefix } from '../../src/policy/keys.ts'
import { makeSparseFile } from '../../src/disk/image.ts'
import { attach, detach } from '../../src/disk/loop-device.ts'

// A job and the next one for each fault, on a machine that may be busy.
jest.setTimeout(400_000)

/**
 * One of engines, of disks, of buckets, and of volumes that fetch on demand, so that each kind of set-up is tried;
 * script/faults has all. Tests of jobs have the others: full disks (machine-lacks), missing packs (on-demand), killed
 * processes and recycled loop numbers (machine-leftovers).
 */
const few = [
  'engine out of memory',
  'image cut short underneath',
  'credentials for the bucket expire',
  'serving process killed',
]

/** A fault that the campaign does not know of. It leaves a loop device, and damages the pack that the job saves. */
const quiet: Kind = {
  name: 'what the campaign is not told of',
  places: ['save'],
  arrange: async ({ folder, world, atEnd }) => {
    const image = join(folder, 'left-behind.img')
    await makeSparseFile(image, 2 ** 20)
    return {
      machine: 'stays',
      strike: async () => {
        const device = await attach(image)
        atEnd(() => detach(device))
        const packs = world.machine.service.entries().filter(({ key }) => key.startsWith(packPrefix))
        await world.machine.service.corrupt(packs.at(-1)?.key ?? '', { flip: 1000 })
      },
    }
  },
  right: { ending: ['failed'] },
}

test('whatever goes wrong in a job, its result is right, no state is lost, nothing is left behind, and the campaign would notice', async () => {
  const chosen = kinds.filter(({ name }) => few.includes(name))
  expect(chosen).toHaveLength(few.length)
  // One campaign, because the states that it begins with take longer than a fault.
  const runs = await campaign({ kinds: [...chosen, quiet], seed: 1, runs: few.length + 1 })
  const noticed = runs.at(-1)
  const right = runs.slice(0, -1)
  expect(right.flatMap(({ wrong, again, log }) => (wrong.length > 0 ? [{ wrong, again, log }] : []))).toEqual(
    [],
  )
  expect(tableOf(right)).toHaveLength(few.length + 2)
  expect(noticed?.lost.join('\n')).toMatch(/The bytes of warm-dagger-pack\/.* are others/)
  expect(noticed?.lost.join('\n')).toMatch(/cannot be restored: its chunk \d+ in pack [0-9a-f]+ is another/)
  expect(noticed?.wrong.join('\n')).toMatch(/Left after the job: \/dev\/loop\d+ .*left-behind\.img/)
  expect(noticed?.wrong.join('\n')).toContain('The job is done.')
})
