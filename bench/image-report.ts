import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Machine } from './machine.ts'
import { spreadInWords, type Spread } from './results.ts'

export interface ImageSample {
  readonly seconds: number
  readonly cpuSeconds: number
}

interface Summary {
  readonly seconds: Spread
  readonly cpuSeconds: Spread
}

export interface ImageResults {
  readonly date: string
  readonly machine: Machine
  /** Version of the daemon. */
  readonly docker: string
  readonly rounds: number
  readonly layers: number
  /** Of the unpacked files, of the layers in the registry, and of three forms in the cache. */
  readonly bytes: {
    readonly unpacked: number
    readonly pulled: number
    readonly save: number
    readonly flat: number
    readonly files: number
  }
  /** The others are compared with `pull`. */
  readonly ways: Readonly<Record<WayName, Way>>
}

interface Way {
  readonly unlimited: Summary
  readonly slow: Summary
}

/** The methods, with their names on the page. */
export const wayNames = {
  pull: '`docker pull`',
  pullTen: '`docker pull`, 10 layers at a time instead of 3',
  pullWithoutPigz: '`docker pull`, without pigz',
  load: '`docker load` of a cached `docker save`',
  import: '`docker import` of its files, cached as one layer',
  mount: 'Mounting its files as a filesystem image, restored from a snapshot',
  pullBesideRestore: '`docker pull` during the restore of a state of the same size',
} as const
export type WayName = keyof typeof wayNames

/** Writes engine-image.json and engine-image.md. */
export async function writeImageReport(folder: string, results: ImageResults): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'engine-image.json'), `${JSON.stringify(results, undefined, 2)}\n`)
  await writeFile(join(folder, 'engine-image.md'), imagePage(results))
}

export function imagePage({ date, machine, docker, rounds, layers, bytes, ways }: ImageResults): string {
  const { pull, load, mount, pullBesideRestore } = ways
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const seconds = (of: Spread) => spreadInWords(of, 1)
  const share = (one: Summary, of: Summary) =>
    `${Math.round((100 * one.seconds.median) / of.seconds.median)}%`
  const megabytes = (size: number) => `${(size / 1e6).toFixed(0)} MB`
  return [
    "# Downloading the engine's image",
    '',
    'Every job on a new machine needs the image of its Dagger engine. `script/bench --engine-image` compares `docker pull` with other methods and generates this page.',
    '',
    `${date}, ${rounds} rounds. ${machine.processor}, ${machine.cores} cores, ${(machine.memoryBytes / 1e9).toFixed(0)} GB of memory, Linux ${machine.kernel}, Docker ${docker}. Load before the start: ${machine.loadBefore.toFixed(1)}.`,
    '',
    row([
      'Method',
      'Unlimited network, s',
      'Relative to the pull',
      'CPU, s',
      '125 MB/s, s',
      'Relative to the pull',
    ]),
    row(Array<string>(6).fill('---')),
    ...(Object.keys(wayNames) as WayName[]).map((way) => {
      const { unlimited, slow } = ways[way]
      return row([
        wayNames[way],
        seconds(unlimited.seconds),
        share(unlimited, pull.unlimited),
        unlimited.cpuSeconds.median.toFixed(1),
        seconds(slow.seconds),
        share(slow, pull.slow),
      ])
    }),
    '',
    `The image has the structure of Dagger's: ${layers} layers, ${megabytes(bytes.unpacked)} unpacked. Its layers take ${megabytes(bytes.pulled)} in a registry (gzip). In the cache (zstd), it takes ${megabytes(bytes.save)} as \`docker save\`, ${megabytes(bytes.flat)} as one layer of files, and ${megabytes(bytes.files)} as a filesystem image.`,
    '',
    'The registry, the cache service and the Docker daemon share the cores of one machine. Each measurement starts a daemon without any image. CPU is that of the daemon and the downloading process. No figure includes data that is flushed to disk later.',
    '',
    '## Conclusions',
    '',
    `- **\`docker pull\` is the best method to get an image.** A cached \`docker save\` takes ${share(load.unlimited, pull.unlimited)} of its time, at 125 MB/s ${share(load.slow, pull.slow)}. Wherever a layer comes from, Docker hashes and unpacks it, one layer after another.`,
    `- **Only a method without unpacking is much faster.** Mounting a filesystem image takes ${share(mount.unlimited, pull.unlimited)}, at 125 MB/s ${share(mount.slow, pull.slow)}. [Jobs do this](../how-it-works.md#the-engines-image); each version uses ${megabytes(bytes.files)} of the repository's cache.`,
    `- **Start the pull early.** The pull and the restore of a state of the same size take ${(pull.unlimited.seconds.median + mount.unlimited.seconds.median).toFixed(1)} s one after the other and ${pullBesideRestore.unlimited.seconds.median.toFixed(1)} s in parallel; at 125 MB/s, ${(pull.slow.seconds.median + mount.slow.seconds.median).toFixed(1)} s and ${pullBesideRestore.slow.seconds.median.toFixed(1)} s.`,
    "- **Other machines**: GitHub-hosted runners have pigz and Docker 28 ([actions/runner-images](https://github.com/actions/runner-images/blob/main/images/ubuntu/toolsets/toolset-2404.json)), which stores images as measured here; Docker 29 uses containerd's image store by default. A maintainer of Dagger measured [13 to 19 s](https://github.com/dagger/dagger/issues/10570) for a pull of the engine.",
    '',
  ].join('\n')
}
