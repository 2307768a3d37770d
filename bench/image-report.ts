import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Machine } from './machine.ts'
import type { Spread } from './results.ts'

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
  /** Of the files, of the layers in the registry, and of three forms in the cache. */
  readonly bytes: {
    readonly unpacked: number
    readonly pulled: number
    readonly save: number
    readonly flat: number
    readonly files: number
  }
  /** `pull` is what the others are compared with. */
  readonly ways: Readonly<Record<WayName, Way>>
}

interface Way {
  readonly unlimited: Summary
  readonly slow: Summary
}

/** What is measured, with what the page calls it. */
export const wayNames = {
  pull: '`docker pull`',
  pullTen: '`docker pull`, 10 layers at once instead of 3',
  pullWithoutPigz: '`docker pull`, without pigz',
  load: '`docker load` of a cached `docker save`',
  import: '`docker import` of its files, cached as one layer',
  mount: 'its files as a filesystem image, from a snapshot, mounted',
  pullBesideRestore: '`docker pull` while a state of that size is restored',
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
  const seconds = ({ median, least, most }: Spread) =>
    `${median.toFixed(1)} (${least.toFixed(1)}–${most.toFixed(1)})`
  const share = (one: Summary, of: Summary) =>
    `${Math.round((100 * one.seconds.median) / of.seconds.median)}%`
  const megabytes = (size: number) => `${(size / 1e6).toFixed(0)} MB`
  return [
    "# The engine's image",
    '',
    'Every job on a new machine needs the image of its Dagger engine. Is there a faster way than `docker pull`? `script/bench --engine-image` measured it and wrote this page.',
    '',
    `${date}, ${rounds} rounds. ${machine.processor}, ${machine.cores} cores, ${(machine.memoryBytes / 1e9).toFixed(0)} GB of memory, Linux ${machine.kernel}, Docker ${docker}. Load before it began: ${machine.loadBefore.toFixed(1)}.`,
    '',
    row(['way', 'unlimited, s', 'of the pull', 'CPU s', '125 MB/s, s', 'of the pull']),
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
    `The image is made up as Dagger's is: ${layers} layers, ${megabytes(bytes.unpacked)} unpacked, packages below, a layer for each program, the SDKs as blobs that are compressed already. As layers in a registry (gzip) it has ${megabytes(bytes.pulled)}; as an entry in the cache (zstd) ${megabytes(bytes.save)} from \`docker save\`, ${megabytes(bytes.flat)} as one layer of files, ${megabytes(bytes.files)} as a filesystem image.`,
    '',
    "The registry (Debian's `docker-registry`), the stand-in of the cache service and the Docker daemon share the cores of one machine. The daemon is started anew for each measurement, without any image. An entry of the cache is fetched in parallel ranges and decompressed as it comes. CPU is that of the daemon and of the fetching process. What is left to be written to disk afterwards is in no figure.",
    '',
    '## What follows',
    '',
    `- \`docker pull\` it is. A cached \`docker save\` takes ${share(load.unlimited, pull.unlimited)} of its time, at 125 MB/s ${share(load.slow, pull.slow)}. Neither the network nor gunzip decides much, but what Docker does with a layer wherever it comes from: hash it, record its archive, unpack it, one layer after another.`,
    `- Only what Docker need not unpack is much faster: to mount a filesystem image takes ${share(mount.unlimited, pull.unlimited)}, at 125 MB/s ${share(mount.slow, pull.slow)}. But Docker runs no container from one. The engine would run in an empty image with folders mounted into it; its programs, which are privileged, would be what somebody could write into the cache, instead of what a registry serves for a digest; and each version would take ${megabytes(bytes.files)} of the 10 GB that a repository has.`,
    `- It pays to begin the pull early. One after the other, the pull and the restore of a state of that size take ${(pull.unlimited.seconds.median + mount.unlimited.seconds.median).toFixed(1)} s, at once ${pullBesideRestore.unlimited.seconds.median.toFixed(1)} s; at 125 MB/s ${(pull.slow.seconds.median + mount.slow.seconds.median).toFixed(1)} s and ${pullBesideRestore.slow.seconds.median.toFixed(1)} s. On two cores both are short of processors rather than of the network.`,
    "- What differs elsewhere: GitHub's runners have pigz and Docker 28 ([actions/runner-images](https://github.com/actions/runner-images/blob/main/images/ubuntu/toolsets/toolset-2404.json)), whose way of keeping images is the one measured here; Docker 29 begins with another, containerd's. A registry may be slower than 125 MB/s: a maintainer of Dagger saw [13 to 19 s](https://github.com/dagger/dagger/issues/10570) for a pull of the engine.",
    '',
  ].join('\n')
}
