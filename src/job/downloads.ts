import type { RunInputs } from '../github/inputs.ts'
import { jobLog as log } from '../github/log.ts'
import { timed } from './timeline.ts'
import type { Version } from '../dagger/version.ts'
import { dockerMissing, hasImage, pullImage } from '../docker.ts'
import { engineImage, type RunnerHost } from '../engine/host.ts'
import { reasonOf } from '../reason.ts'
import { readJob } from './record.ts'
import { behaviorOf, settleCli, type Cli } from './version.ts'

/** What a command needs beside a volume: on its way as soon as the version is known, and awaited where it is used. */
export interface Provisions {
  /** A full version, or a commit's hash, or `head`. */
  readonly version: string
  readonly cli: Promise<Cli>
  /** See `JobRecord.behavior`. */
  readonly behavior: Promise<Version>
  /** Where the engine of this step is. */
  readonly host: RunnerHost
  /** Fulfilled when the engine's image is there, or is not to be had by us. */
  readonly image: Promise<void>
}

/** Sends for the CLI and the engine's image, at the same time. */
export function sendForProvisions(inputs: RunInputs, version: string, host: RunnerHost): Provisions {
  const cli = timed('CLI', () => settleCli(version))
  const behavior = behaviorOf(version, () => cli)
  const provisions = { version, host, cli, behavior, image: fetchImage(inputs, version, host) }
  // Until one is awaited, its failure is nobody's.
  for (const provision of [cli, behavior, provisions.image]) provision.catch(() => undefined)
  return provisions
}

/** Only for an engine that is ours to start. */
async function fetchImage(inputs: RunInputs, version: string, host: RunnerHost): Promise<void> {
  if (host.kind !== 'docker') return
  // For a later step of a job it is not: the engine runs.
  if ((await readJob())?.container !== undefined || (await dockerMissing()) !== undefined) return
  const image = inputs.engineImage || engineImage(version)
  if (await hasImage(image)) return
  await timed('engine image', async () => {
    // An image that is not to be had is for the engine's start to tell.
    await pullImage(image).catch((error: unknown) => {
      log.debug(reasonOf(error))
    })
  })
}
