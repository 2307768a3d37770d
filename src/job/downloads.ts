import type { RunInputs } from '../github/inputs.ts'
import { jobLog as log } from '../github/log.ts'
import { timed } from './timeline.ts'
import { asksForCloudEngine } from '../dagger/command.ts'
import { versionOfCli } from '../dagger/installed.ts'
import { parseVersion, type Version } from '../dagger/version.ts'
import { dockerMissing, hasImage, pullImage } from '../docker.ts'
import { engineImage, findRunnerHost } from '../engine/host.ts'
import { reasonOf } from '../reason.ts'
import { behaviourOf, settleCli } from './version.ts'

/** What a command needs beside a volume: on its way as soon as the version is known, and awaited where it is used. */
export interface Provisions {
  /** A full version, or a commit's hash, or `head`. */
  readonly version: string
  readonly cli: Promise<{ readonly path: string; readonly origin: string }>
  /** The version by which to start and judge the engine. What a commit's build is like only its CLI can tell. */
  readonly behaviour: Promise<Version>
  /** Fulfilled when the engine's image is there, or is not to be had by us. */
  readonly image: Promise<void>
}

/** Sends for the CLI and the engine's image, at the same time. */
export function sendForProvisions(inputs: RunInputs, version: string): Provisions {
  const release = parseVersion(version)
  const cli = timed('CLI', () => settleCli(version))
  const behaviour =
    release === undefined
      ? cli.then(async ({ path }) => (await versionOfCli(path)) ?? behaviourOf(version))
      : Promise.resolve(release)
  const provisions = { version, cli, behaviour, image: fetchImage(inputs, version) }
  // Until one is awaited, its failure is nobody's.
  for (const provision of [cli, behaviour, provisions.image]) provision.catch(() => undefined)
  return provisions
}

/** Only for an engine that is ours to start. */
async function fetchImage(inputs: RunInputs, version: string): Promise<void> {
  // For a later step of a job it is not: it finds the address that the first one set, and the engine runs.
  const host = findRunnerHost(
    { ...process.env, ...inputs.env },
    undefined,
    asksForCloudEngine(inputs.daggerFlags, inputs.variables),
  )
  if (host.kind !== 'docker' || (await dockerMissing()) !== undefined) return
  const image = inputs.engineImage || engineImage(version)
  if (await hasImage(image)) return
  await timed('engine image', async () => {
    // An image that is not to be had is for the engine's start to tell.
    await pullImage(image).catch((error: unknown) => {
      log.debug(reasonOf(error))
    })
  })
}
