import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { megabytes } from '../src/units.ts'
import type { Machine } from './machine.ts'
import { spreadInWords, type Spread } from './results.ts'

export interface StartSample {
  /** Until the image or its files are there. */
  readonly readySeconds: number
  /** Until the engine serves, from the same moment. */
  readonly servesSeconds: number
}

interface StartSummary {
  readonly ready: Spread
  readonly serves: Spread
}

export type StartWay = 'pull' | 'files'

export interface StartResults extends Readonly<
  Record<StartWay, Readonly<Record<'unlimited' | 'slow', StartSummary>>>
> {
  readonly date: string
  readonly machine: Machine
  /** Versions of the daemon and of the engine. */
  readonly docker: string
  readonly version: string
  readonly rounds: number
  /** Of the image in Docker, and of its files in the cache. */
  readonly bytes: { readonly unpacked: number; readonly stored: number }
  /** What a save takes to store the files. */
  readonly storeSeconds: number
}

/** Writes engine-start.md. */
export async function writeStartReport(folder: string, results: StartResults): Promise<void> {
  await writeFile(join(folder, 'engine-start.md'), startPage(results))
}

export function startPage(results: StartResults): string {
  const { date, machine, docker, version, rounds, bytes, storeSeconds, pull, files } = results
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const seconds = (of: Spread) => spreadInWords(of, 1)
  const rows = (network: 'unlimited' | 'slow', name: string) =>
    (['ready', 'serves'] as const).map((what) => {
      const [pulled, stored] = [pull[network][what], files[network][what]]
      const share = `${Math.round((100 * stored.median) / pulled.median)}%`
      const until = what === 'ready' ? 'image or files are ready' : 'engine serves'
      return row([name, until, seconds(pulled), seconds(stored), share])
    })
  return [
    '# Starting the engine from the cache',
    '',
    "A job takes the files of the engine's image [from the cache](../how-it-works.md#the-engines-image) instead of pulling the image. `script/bench --engine-start --archive IMAGE.tar` measures both with a real engine and generates this page.",
    '',
    `${date}, ${rounds} rounds. ${machine.processor}, ${machine.cores} cores, ${(machine.memoryBytes / 1e9).toFixed(0)} GB of memory, Linux ${machine.kernel}, Docker ${docker}, Dagger ${version}. Load before the start: ${machine.loadBefore.toFixed(1)}.`,
    '',
    row(['Network', 'Seconds until', '`docker pull`', 'Files from the cache', 'Relative to the pull']),
    row(Array<string>(5).fill('---')),
    ...rows('unlimited', 'Unlimited'),
    ...rows('slow', '125 MB/s'),
    '',
    `The image has ${megabytes(bytes.unpacked)} unpacked, and its files take ${megabytes(bytes.stored)} in the cache. To export and store them took ${storeSeconds.toFixed(0)} s, once per release. This image was built from source, without the SDKs that the published one contains: [that one](engine-image.md) takes about 320 MB in the cache.`,
    '',
    'The registry, the stand-in for the cache service, the Docker daemon and the engine share the cores of one machine. Each measurement starts a daemon without any image and an engine without a state.',
    '',
  ].join('\n')
}
