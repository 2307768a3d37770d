// Compares a volume that fetches on demand with one that is restored completely, and with a tar file: until it is ready,
// while a job does new work on it, and when an idle job is saved.
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { startCacheService, type CacheService } from '../rig/cache-service/service.ts'
import { askVolume } from '../src/demand/control.ts'
import { startVolumeProcess } from '../src/demand/volume-process.ts'
import { makeImage } from '../src/disk/image.ts'
import { attach, attachServed, detach } from '../src/disk/loop-device.ts'
import { discardImage } from '../src/disk/docker-volume.ts'
import { engineMountOptions } from '../src/disk/mount-options.ts'
import { findServer, servedPath } from '../src/disk/served-file.ts'
import { aroundTrim, environmentFor, storeVariables, type VolumeAccess } from '../src/job/on-demand.ts'
import { silent } from '../src/log.ts'
import { run } from '../src/programs.ts'
import { sizeOf, type Manifest } from '../src/snapshot/manifest.ts'
import { assertClosedInOrder, readManifest, writeImage } from '../src/snapshot/read-snapshot.ts'
import { saveSnapshot, type PartialImage } from '../src/snapshot/write-snapshot.ts'
import { actionsStore } from '../src/store/actions.ts'
import type { Store } from '../src/store/store.ts'
import { extract, Peer } from './contestants.ts'
import { describeMachine, touchMemory, type Machine } from './machine.ts'
import { loadInWords } from './report.ts'
import { spread, spreadInWords, type Spread } from './results.ts'
import { idleState, sizes, stateEntries, type SizeName, type StateSize } from './state.ts'
import { endOfArchive, tarEntry } from './tar.ts'
import { peakBytes } from './yardstick.ts'

const usage = `usage: script/bench --on-demand [options]
  --size NAME,...    of the state: ${Object.keys(sizes).join(', ')} (default medium,large)
  --rounds N         (default 3)
  --bandwidth LIMIT  unlimited, or MB a second such as 125MB (default unlimited)
  --folder DIR       on the disk to measure (default: the system's folder for temporary files)
`
const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'medium,large' },
    rounds: { type: 'string', default: '3' },
    bandwidth: { type: 'string', default: 'unlimited' },
    folder: { type: 'string', default: tmpdir() },
    programs: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
})
const isSize = (name: string): name is SizeName => Object.hasOwn(sizes, name)
const names = values.size.split(',').filter(isSize)
const rounds = Number(values.rounds)
const bytesPerSecond = values.bandwidth === 'unlimited' ? undefined : parseInt(values.bandwidth) * 1e6
if (values.help || names.length === 0 || !(rounds > 0) || Number.isNaN(bytesPerSecond)) {
  process.stdout.write(usage)
  process.exit(values.help ? 0 : 2)
}

const imageSize = 60 * 2 ** 30
const firstKey = 'first'
const engineVersion = '0.21.8'
/** What the work of a job unpacks: 30,000 files. */
const unpacked: StateSize = { bytes: 2e9, entries: 30_000 }

/** Figures by their name, of one round. */
type Figures = Record<string, number>
type Kind = 'whole' | 'on demand'
/** Of each kind of volume, and the seconds in which @actions/cache restores a tar file. */
type Samples = Record<Kind, Figures[]> & { readonly tar: number[] }

const root = dirname(import.meta.dirname)
const dist = join(root, 'dist')
const folder = await mkdtemp(join(values.folder, 'warm-dagger-demand-'))
const mountpoint = join(folder, 'mounted')
await mkdir(mountpoint)

async function compare(size: StateSize): Promise<Samples> {
  const service = await startCacheService({
    ...(totalmem() <= 6 * size.bytes && { folder: join(folder, 'blobs') }),
    totalBytes: Infinity,
  })
  try {
    const stage = { service, store: await storeOf(service), size }
    await storeState(stage)
    const peer = new Peer({ folder, programs: values.programs, service })
    await peer.prepare(size)
    await peer.saveFirst(firstKey)
    await service.limitBandwidth(bytesPerSecond)
    const samples: Samples = { whole: [], 'on demand': [], tar: [] }
    for (let round = 1; round <= rounds; round++) {
      samples.tar.push((await peer.restore(firstKey)).seconds)
      await peer.discard()
      const kinds: Kind[] = ['whole', 'on demand']
      for (const kind of round % 2 === 1 ? kinds : kinds.toReversed()) {
        const figures = await measureVolume(stage, kind)
        samples[kind].push(figures)
        process.stdout.write(`${size.bytes / 1e9} GB, ${kind}: ${JSON.stringify(figures)}\n`)
      }
    }
    return samples
  } finally {
    await service.stop()
    for (const name of ['blobs', 'base']) await rm(join(folder, name), { recursive: true, force: true })
  }
}

interface Stage {
  readonly service: CacheService
  readonly store: Store
  readonly size: StateSize
}

function variablesOf(service: CacheService): Record<string, string> {
  return { ...service.environmentFor({ scopes: ['refs/heads/main'] }), GITHUB_ACTIONS: 'true' }
}

async function storeOf(service: CacheService): Promise<Store> {
  const store = actionsStore({ ...process.env, ...variablesOf(service) }, silent, join(folder, 'staging'))
  return await Promise.resolve(store ?? Promise.reject(new Error('there is no cache service')))
}

/** Saves a state, and saves it again after an idle job that fetched on demand, so that it has an order of first use. */
async function storeState({ store, size, service }: Stage): Promise<void> {
  const image = join(folder, 'base.img')
  await makeImage(image, imageSize)
  const device = await attach(image)
  await mounted(device, async () => {
    await extract(mountpoint, stateEntries(size))
    await run('fstrim', [mountpoint])
  })
  await detach(device)
  await saveSnapshot({ image, store, engineVersion, previous: undefined, entryKey: 'made' })
  await rm(image)
  const previous = { key: 'made', manifest: await readManifest(store, 'made') }
  const volume = await serve(service, previous.manifest)
  await mounted(volume.device, async () => {
    await beIdle(size)
    await run('fstrim', [mountpoint])
  })
  const partial = await flush(volume)
  await saveSnapshot({ image: volume.image, store, engineVersion, previous, entryKey: firstKey, partial })
  await volume.discard()
}

/** What an engine does that finds everything in its cache: it reads its databases, and changes some of their pages. */
async function beIdle(size: StateSize): Promise<void> {
  await run('sh', ['-c', 'cat worker/*.db >/dev/null; ls worker/snapshots/snapshots >/dev/null'], {
    cwd: mountpoint,
  })
  await idleState(mountpoint, { ...size, bytes: size.bytes / 10 })
}

interface ReadyVolume {
  readonly image: string
  readonly device: string
  discard(): Promise<void>
}

async function serve(service: CacheService, manifest: Manifest): Promise<ReadyVolume> {
  const image = join(folder, 'volume', 'engine.img')
  await mkdir(dirname(image))
  const environment = { ...process.env, ...variablesOf(service) }
  await startVolumeProcess<VolumeAccess>({
    program: join(dist, 'volume.js'),
    env: environmentFor(environment),
    readyTimeoutMilliseconds: 60_000,
    plan: { image, manifest, imageSize },
    access: { choice: {}, variables: storeVariables(environment) },
  })
  await assertClosedInOrder(image, manifest, 'The snapshot')
  const device = await attachServed(servedPath(image))
  return { image, device, discard: () => discardImage(image) }
}

async function restore({ store }: Stage, manifest: Manifest): Promise<ReadyVolume> {
  const image = join(folder, 'volume', 'engine.img')
  await mkdir(dirname(image))
  await writeImage(store, { key: firstKey, manifest }, image)
  const device = await attach(image)
  return { image, device, discard: () => discardImage(image) }
}

async function measureVolume(stage: Stage, kind: Kind): Promise<Figures> {
  const manifest = await readManifest(stage.store, firstKey)
  const figures: Figures = { 'compressed bytes': sizeOf(manifest).compressed }
  await run('sync')
  const volume = await timed(figures, 'ready', async () => {
    return kind === 'whole' ? await restore(stage, manifest) : await serve(stage.service, manifest)
  })
  const fetched = async () => (await askVolume(dirname(volume.image), { kind: 'status' })).fetched.bytes
  try {
    await mounted(volume.device, async () => {
      await timed(figures, 'idle engine', () => beIdle(stage.size))
    })
    if (kind === 'on demand') figures['fetched by the idle engine'] = await fetched()
    await saveIdle(stage, kind, volume, manifest, figures)
    if (kind === 'on demand') {
      figures['fetched by the save'] = (await fetched()) - (figures['fetched by the idle engine'] ?? 0)
    }
    await mounted(volume.device, () => work(figures))
    await mounted(volume.device, () =>
      timed(figures, 'all', () => run('sh', ['-c', readAll], { cwd: mountpoint, timeoutSeconds: 600 })),
    )
    figures['ready and all'] = (figures['ready'] ?? 0) + (figures['all'] ?? 0)
    if (kind === 'on demand') {
      figures['fetched in all'] = await fetched()
      const { pid = 0 } = (await findServer(volume.image)) ?? {}
      figures['peak memory'] = peakBytes(pid) ?? Number.NaN
    }
  } finally {
    await volume.discard()
  }
  return figures
}

/** Reads all files of the state. */
const readAll = 'find worker -type f -print0 | xargs -0 cat >/dev/null'

async function saveIdle(
  { store }: Stage,
  kind: Kind,
  volume: ReadyVolume,
  manifest: Manifest,
  figures: Figures,
): Promise<void> {
  const trim = () => run('fstrim', [mountpoint])
  await mounted(volume.device, () =>
    timed(figures, 'trim', () => (kind === 'whole' ? trim() : aroundTrim({ ...volume, served: '' }, trim))),
  )
  const entryKey = `idle-${Math.random()}`
  await timed(figures, 'idle save', async () => {
    const partial = kind === 'on demand' && { partial: await flush(volume) }
    const previous = { key: firstKey, manifest }
    await saveSnapshot({ image: volume.image, store, engineVersion, previous, entryKey, ...partial })
  })
}

async function flush({ image }: ReadyVolume): Promise<PartialImage> {
  const { written, firstUse, failure } = await askVolume(dirname(image), { kind: 'flush' })
  if (failure) throw new Error(failure.reason)
  return {
    written,
    firstUse,
    fetch: async (chunks) => {
      await askVolume(dirname(image), { kind: 'fetch', chunks })
    },
  }
}

/** New work of 2 GB: unpacks 30,000 files, compiles 30 of them, and waits until all is on the disk. */
async function work(figures: Figures): Promise<void> {
  const place = join(mountpoint, 'work')
  await mkdir(place)
  await timed(figures, 'unpack', () =>
    run('tar', ['-xf', join(folder, 'archive.tar'), '-C', place], { timeoutSeconds: 600 }),
  )
  await timed(figures, 'compile', async () => {
    await mkdir(join(place, 'source'))
    await run('sh', ['-ec', compile], { cwd: join(place, 'source'), timeoutSeconds: 600 })
  })
  await timed(figures, 'sync', () => run('sync', ['-f', mountpoint], { timeoutSeconds: 600 }))
  figures['new work'] = ['unpack', 'compile', 'sync'].reduce((sum, name) => sum + (figures[name] ?? 0), 0)
  await timed(figures, 'read', () => run('sh', ['-c', 'cat * >/dev/null'], { cwd: join(place, 'source') }))
}

/** Writes 30 sources of 200 functions each, compiles them, two at a time, and links them. */
const compile = `
seq 30 | while read n; do
  seq 200 | sed "s/.*/int f_\${n}_&(int a, int *b) { for (int i = 0; i < a; i++) b[i] = b[i] * & + i % ($n + 1); return b[a - 1]; }/" >$n.c
done
seq 30 | xargs -P 2 -I N gcc -O1 -g -c N.c
ar rcs all.a *.o
`

async function makeArchive(): Promise<void> {
  const entries = stateEntries(unpacked)
  const pieces = function* () {
    for (const entry of entries) yield* tarEntry(entry)
    yield endOfArchive
  }
  await pipeline(Readable.from(pieces()), createWriteStream(join(folder, 'archive.tar')))
}

async function mounted(device: string, body: () => Promise<unknown>): Promise<void> {
  await run('mount', ['-t', 'ext4', '-o', engineMountOptions, device, mountpoint])
  try {
    await body()
  } finally {
    await run('umount', [mountpoint], { timeoutSeconds: 600 })
  }
}

async function timed<Result>(figures: Figures, name: string, body: () => Promise<Result>): Promise<Result> {
  const start = performance.now()
  try {
    return await body()
  } finally {
    figures[name] = (performance.now() - start) / 1000
  }
}

const inSeconds = {
  ready: 'Volume ready: restored or served, and attached',
  'idle engine': 'An idle engine: reads its databases, and changes some pages',
  trim: '`fstrim` before the save',
  'idle save': 'Save of that',
  'new work': 'New work',
  unpack: 'of that: unpack 2 GB in 30,000 files',
  compile: 'of that: write and compile 30 files in C',
  sync: 'of that: wait until all is on the disk',
  read: 'Read what was compiled',
  all: 'Read the whole state',
  'ready and all': 'Volume ready, and read the whole state',
} as const

const inMegabytes = {
  'compressed bytes': 'State, compressed',
  'fetched by the idle engine': 'Fetched until the idle engine is done',
  'fetched by the save': 'Fetched by the save',
  'fetched in all': 'Fetched after all of it was read',
  'peak memory': 'Peak memory of the process',
} as const

function page(
  { processor, cores, kernel, node, ...rest }: Machine,
  all: ReadonlyMap<SizeName, Samples>,
): string {
  const network = bytesPerSecond === undefined ? 'unlimited' : `${bytesPerSecond / 1e6} MB/s`
  const options = bytesPerSecond === undefined ? '' : ` --bandwidth ${values.bandwidth}`
  return [
    '# A volume that fetches on demand',
    '',
    `\`script/bench --on-demand --size ${values.size}${options}\` measures these figures and generates this page. It compares a volume with \`fetch: on-demand\` with one that is restored completely, on the generated states of [the benchmark](README.md). The state was last saved by an idle job, so it has the order of first use. “Idle engine” stands for an engine that finds everything in its cache. [Whole jobs](real-dagger.md) show the real one.`,
    '',
    `${new Date().toISOString().slice(0, 10)}, ${rounds} rounds, network ${network}. ${processor}, ${cores} cores, Linux ${kernel}, Node ${node}. ${loadInWords({ processor, cores, kernel, node, ...rest })} Figures are medians, with the minimum and maximum in parentheses.`,
    ...[...all].flatMap(([name, samples]) => [
      '',
      `## ${name}: ${sizes[name].bytes / 1e9} GB`,
      '',
      againstTar(samples),
      '',
      '| | Whole | On demand | On demand / whole |',
      '| --- | --- | --- | --- |',
      ...Object.entries(inSeconds).map(([figure, title]) => {
        const [whole, onDemand] = (['whole', 'on demand'] as const).map((kind) =>
          spreadOf(samples[kind], figure),
        )
        if (!whole || !onDemand) throw new Error(`nothing was measured of ${figure}`)
        const ratio = (onDemand.median / whole.median).toFixed(2)
        return `| ${title}, s | ${spreadInWords(whole, 2)} | ${spreadInWords(onDemand, 2)} | ${ratio} |`
      }),
      ...Object.entries(inMegabytes).map(([figure, title]) => {
        const { median } = spreadOf(samples['on demand'], figure)
        return `| ${title}, MB | | ${(median / 1e6).toFixed(1)} | |`
      }),
    ]),
    '',
  ].join('\n')
}

function spreadOf(samples: readonly Figures[], figure: string): Spread {
  return spread(samples.map((one) => one[figure] ?? Number.NaN))
}

function againstTar(samples: Samples): string {
  const tar = spread(samples.tar)
  const ready = spreadOf(samples['on demand'], 'ready')
  const times = (tar.median / ready.median).toFixed(0)
  return `@actions/cache restored a tar file of the same state in ${spreadInWords(tar, 1)} s. With \`fetch: on-demand\`, the volume is ready ${times} times faster.`
}

const machine = await describeMachine(folder)
const results = new Map<SizeName, Samples>()
await touchMemory()
try {
  await makeArchive()
  for (const name of names) results.set(name, await compare(sizes[name]))
  const target = join(root, 'docs/benchmark/on-demand.md')
  await writeFile(target, page(machine, results))
} finally {
  await rm(folder, { recursive: true, force: true })
}
