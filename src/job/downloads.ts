import type { RunInputs } from '../github/inputs.ts'
import { jobLog as log } from '../github/log.ts'
import { timed } from './timeline.ts'
import type { Version } from '../dagger/version.ts'
import { hasImage, pullImage } from '../docker.ts'
import { engineImage, type RunnerHost } from '../engine/host.ts'
import { reasonOf } from '../reason.ts'
import type { ProgramCache } from './program-cache.ts'
import { readJob } from './record.ts'
import { engineReleaseOf, provideCli, type Cli } from './version.ts'

/**
 * What a command needs in addition to a volume. The downloads start as soon as the version is known, and are
 * awaited where they are needed.
 */
export interface Downloads {
  /** A full version, a commit hash, or `head`. */
  readonly version: string
  readonly cli: Promise<Cli>
  /** See `JobRecord.engineRelease`. */
  readonly engineRelease: Promise<Version>
  /** Where the engine of this step is. */
  readonly host: RunnerHost
  /** Resolves when the engine's image is on this machine, or when we cannot pull it. */
  readonly image: Promise<void>
}

/** Starts to download the CLI and the engine's image at the same time. */
export function startDownloads(
  inputs: RunInputs,
  version: string,
  host: RunnerHost,
  programs: ProgramCache | undefined,
): Downloads {
  const cli = timed('CLI', () => provideCli(version, programs))
  const engineRelease = engineReleaseOf(version, () => cli)
  const downloads = { version, host, cli, engineRelease, image: fetchImage(inputs, version, host) }
  // They are awaited later. Until then, keep Node from reporting a rejection as unhandled.
  for (const download of [cli, engineRelease, downloads.image]) download.catch(() => undefined)
  return downloads
}

/** Pulls the engine's image, if this step may have to start the engine. */
async function fetchImage(inputs: RunInputs, version: string, host: RunnerHost): Promise<void> {
  if (host.kind !== 'docker') return
  // In a later step of a job, the engine already runs.
  if ((await readJob())?.container !== undefined) return
  const image = inputs.engineImage || engineImage(version)
  // A daemon that does not answer cannot pull it either.
  if (await hasImage(image).catch(() => true)) return
  await timed('engine image', async () => {
    // If the image cannot be pulled, the engine's start reports it.
    await pullImage(image).catch((error: unknown) => {
      log.debug(reasonOf(error))
    })
  })
}
