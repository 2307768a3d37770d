import type { RunInputs } from '../github/inputs.ts'
import { timed } from '../record/timeline.ts'
import type { Version } from '../dagger/version.ts'
import { hasImage } from '../docker.ts'
import { engineImage, type RunnerHost } from '../engine/host.ts'
import type { ImageFiles } from '../engine/image-files.ts'
import type { StoreChoice } from '../github/open-store.ts'
import { provideCli, type Cli } from './cli.ts'
import { provideImage } from './engine-files.ts'
import type { ProgramCache } from './program-cache.ts'
import { readJob } from '../record/record.ts'
import { engineReleaseOf } from './version-of-job.ts'

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
  /**
   * Resolves when the engine's image is on this machine, or when we cannot pull it: with the image's files if they came
   * from the cache instead.
   */
  readonly image: Promise<ImageFiles | undefined>
}

/**
 * Starts to download the CLI and the engine's image at the same time.
 *
 * @param choice the inputs that name the job's store; undefined if the job has none
 */
export function startDownloads(
  inputs: RunInputs,
  version: string,
  host: RunnerHost,
  programs: ProgramCache | undefined,
  choice: StoreChoice | undefined,
): Downloads {
  const cli = timed('CLI', () => provideCli(version, programs))
  const engineRelease = engineReleaseOf(version, () => cli)
  const downloads = { version, host, cli, engineRelease, image: fetchImage(inputs, version, host, choice) }
  // They are awaited later. Until then, keep Node from reporting a rejection as unhandled.
  for (const download of [cli, engineRelease, downloads.image]) download.catch(() => undefined)
  return downloads
}

/** Provides the engine's image or its files, if this step may have to start the engine. */
async function fetchImage(
  inputs: RunInputs,
  version: string,
  host: RunnerHost,
  choice: StoreChoice | undefined,
): Promise<ImageFiles | undefined> {
  if (host.kind !== 'docker') return undefined
  // In a later step of a job, the engine already runs.
  if ((await readJob())?.container !== undefined) return undefined
  const image = inputs.engineImage || engineImage(version)
  // A daemon that does not answer cannot pull it either.
  if (await hasImage(image).catch(() => true)) return undefined
  return await timed('engine image', () => provideImage(image, inputs, version, choice))
}
