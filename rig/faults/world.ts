import { link, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actions, recordOf, startMachine, type Machine, type MachineJobOptions } from '../machine/machine.ts'
import { startSecondDaemon, type DockerDaemon } from '../machine/docker-daemon.ts'
import { snapshotPrefix } from '../../src/policy/keys.ts'
import { engineImage } from '../engine/image.ts'
import { startGithubApi, type GithubApi } from '../github-api/server.ts'
import { contentOf, type Content } from './content.ts'
import { startFaultyBucket, type FaultyBucket } from './faulty-bucket.ts'

export const version = '0.21.8'

/** The snapshots of a repository before the fault, and the content that its engine closed. */
export interface Snapshot {
  readonly key: string
  readonly content: Content
}

/** A machine, a cache service with the snapshots of two jobs, and what the runs share. */
export interface World {
  readonly machine: Machine
  readonly api: GithubApi
  readonly older: Snapshot
  readonly newest: Snapshot
  /** The only one that @actions/cache stored. */
  readonly wrapped: Snapshot
  /** The version of entries that are stored directly, without a tar. */
  readonly plainVersion: string
  /** A second Docker daemon, started on first use. */
  secondDaemon(): Promise<DockerDaemon>
  /** An empty bucket, started on first use. */
  bucket(): Promise<FaultyBucket>
  /** Milliseconds by which the clock of the cache service and the API is ahead. */
  clock: number
  /** Resets the cache to its initial contents. */
  reset(): Promise<void>
  stop(): Promise<void>
}

/** With the whole state in the image's file, whose content the campaign compares. */
export const commonInputs = { version, 'volume-size': '1GiB', fetch: 'all' }

export async function buildWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'faults-world-'))
  const clock = { ahead: 0 }
  const now = () => Date.now() + clock.ahead
  const machine = await startMachine({ versions: [version], now })
  const api = await startGithubApi(machine.service.cache, { now })
  let daemon: Promise<DockerDaemon> | undefined
  let bucket: Promise<FaultyBucket> | undefined
  const stop = async (): Promise<void> => {
    await (await daemon)?.remove()
    await (await bucket)?.stop()
    await api.stop()
    await machine.stop()
    await rm(folder, { recursive: true })
  }
  const saveAll = async () => ({
    wrapped: await save('fill --bytes=1000000', { cacheService: 1 }),
    // So large that it may be fetched on demand.
    older: await save('fill --bytes=80000000'),
    // Also lists packs of the previous snapshot.
    newest: await save('unpack --name=demo --source=src'),
  })
  const snapshots = await saveAll().catch(async (error: unknown) => {
    await stop()
    throw error
  })
  const stored = await machine.service.contents()

  async function save(call: string, options: MachineJobOptions = {}): Promise<Snapshot> {
    const job = await machine.newJob(options)
    const main = await job.uses(actions.allInOne, { with: { ...commonInputs, call } })
    const image = (await recordOf(job))?.volume?.image
    const closed = join(folder, 'closed.img')
    if (image !== undefined) await link(image, closed)
    const [post] = await job.finish()
    const key = machine.service.entries().at(-1)?.key ?? ''
    if (image === undefined || !key.startsWith(snapshotPrefix)) {
      throw new Error(`A job in which nothing goes wrong saved nothing:\n${main.log}${post?.log ?? ''}`)
    }
    const content = await contentOf(closed)
    await rm(closed)
    await machine.forgetMachine()
    return { key, content }
  }

  return {
    machine,
    api,
    ...snapshots,
    plainVersion: stored.at(-1)?.version ?? '',
    secondDaemon: () => (daemon ??= startSecondDaemon(folder, false, engineImage(version))),
    bucket: () => (bucket ??= startFaultyBucket(join(folder, 'bucket'))),
    get clock() {
      return clock.ahead
    },
    set clock(ahead) {
      clock.ahead = ahead
    },
    reset: async () => {
      clock.ahead = 0
      await machine.service.injectFaults(undefined)
      await machine.service.limitBandwidth(undefined)
      await machine.service.replaceContents(stored)
      await (await bucket)?.reset()
    },
    stop,
  }
}
