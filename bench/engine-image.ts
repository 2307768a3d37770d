// Compares methods to get an image of the size of Dagger's engine onto a machine, from a registry or from the cache.
// Both, and the Docker daemon, run on loopback in a separate network namespace, which script/bench creates.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { startCacheService } from '../rig/cache-service/service.ts'
import { run } from '../src/programs.ts'
import { silent } from '../src/log.ts'
import { actionsStore } from '../src/store/actions.ts'
import { readRange } from '../src/store/source.ts'
import type { Store } from '../src/store/store.ts'
import { makeImage } from '../src/disk/image.ts'
import { attach, detach } from '../src/disk/loop-device.ts'
import { readManifest, writeImage } from '../src/snapshot/read-snapshot.ts'
import { saveSnapshot } from '../src/snapshot/write-snapshot.ts'
import { engineMountOptions } from '../src/disk/mount-options.ts'
import { layers, writeBuildContext } from './image-layers.ts'
import { writeImageReport, type ImageResults, type ImageSample, type WayName } from './image-report.ts'
import { describeMachine } from './machine.ts'
import { Daemon, startRegistry, throttle, type DaemonOptions } from './registry.ts'
import { spread, type Spread } from './results.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    folder: { type: 'string', default: tmpdir() },
    registry: { type: 'string', default: 'docker-registry' },
    pigz: { type: 'string', default: 'unpigz' },
  },
})

const port = 5000
const throttledPort = 5001
const slow = 125e6
const name = 'dagger/engine:v0'
const folder = await mkdtemp(join(values.folder, 'warm-dagger-image-'))
await mkdir(join(folder, 'staging'))
const image = join(folder, 'files.img')
const mounted = join(folder, 'files')
let device = ''
const machine = await describeMachine(folder)
const docker = (await run('docker', ['version', '--format', '{{.Server.Version}}'])).trim()

interface Way {
  readonly name: WayName
  readonly daemon: DaemonOptions
  /** Loads the image from the registry at this port, or from the cache. */
  bring(env: Daemon['env'], port: number): Promise<void>
  /** Removes what the method created outside the daemon. */
  clear?(): Promise<void>
}

const service = await startCacheService({ totalBytes: Infinity })
const registry = await startRegistry(values.registry, join(folder, 'registry'), port)
try {
  await throttle(port, throttledPort, slow)
  const store = actionsStore(
    service.environmentFor({ scopes: ['refs/heads/main'] }),
    silent,
    join(folder, 'staging'),
  )
  if (!store) throw new Error('there is no cache service')
  say('making the image')
  const bytes = await provide(store)
  const ways = waysWith(store).map((way) => ({
    ...way,
    unlimited: [] as ImageSample[],
    slow: [] as ImageSample[],
  }))
  for (let round = 1; round <= Number(values.rounds); round++) {
    // The order rotates, so that no method is always the first.
    const turned = [...ways.slice(round % ways.length), ...ways.slice(0, round % ways.length)]
    for (const network of ['unlimited', 'slow'] as const) {
      await service.limitBandwidth(network === 'slow' ? slow : undefined)
      for (const way of turned) {
        const sample = await measured(way, network === 'slow' ? throttledPort : port)
        way[network].push(sample)
        say(
          `${round}, ${network}, ${way.name}: ${sample.seconds.toFixed(2)} s, ${sample.cpuSeconds.toFixed(2)} s of CPU`,
        )
      }
    }
    // After each round, so that an interrupted run keeps its finished rounds.
    await writeImageReport(join(dirname(import.meta.dirname), 'docs/benchmark'), {
      date: new Date().toISOString().slice(0, 10),
      machine,
      docker,
      rounds: round,
      layers: layers.length,
      bytes,
      ways: Object.fromEntries(
        ways.map((way) => [way.name, { unlimited: summary(way.unlimited), slow: summary(way.slow) }]),
      ) as ImageResults['ways'],
    })
  }
} finally {
  await registry.stop()
  await service.stop()
  await rm(folder, { recursive: true, force: true })
}

/** Builds the image, pushes it to the registry, and stores it in the cache in both forms. @returns their sizes */
async function provide(store: Store): Promise<ImageResults['bytes']> {
  const context = join(folder, 'context')
  await writeBuildContext(context)
  const daemon = await Daemon.start(folder, values.pigz, { pigz: true })
  const { env } = daemon
  const tag = `127.0.0.1:${port}/${name}`
  await run('docker', ['build', '--quiet', '--tag', tag, context], { env })
  await rm(context, { recursive: true })
  say('pushing it')
  await run('docker', ['push', '--quiet', tag], { env })
  say('caching it')
  const container = (await run('docker', ['create', tag], { env })).trim()
  const save = await cache(store, 'save', spawn('docker', ['save', tag], { env: { ...process.env, ...env } }))
  const flat = await cache(
    store,
    'flat',
    spawn('docker', ['export', container], { env: { ...process.env, ...env } }),
  )
  const files = await snapshot(
    store,
    spawn('docker', ['export', container], { env: { ...process.env, ...env } }),
  )
  const unpacked = Number(await run('docker', ['image', 'inspect', '--format', '{{.Size}}', tag], { env }))
  await daemon.stop()
  return { unpacked, pulled: await bytesOfLayers(), save, flat, files }
}

async function bytesOfLayers(): Promise<number> {
  const [repository = '', reference = ''] = name.split(':')
  const response = await fetch(`http://127.0.0.1:${port}/v2/${repository}/manifests/${reference}`, {
    headers: { accept: 'application/vnd.docker.distribution.manifest.v2+json' },
  })
  const manifest = (await response.json()) as { layers: { size: number }[] }
  return manifest.layers.reduce((sum, { size }) => sum + size, 0)
}

/** Stores the compressed output of a program as one entry. @returns its bytes */
async function cache(store: Store, key: string, { stdout }: ChildProcess): Promise<number> {
  if (!stdout) throw new Error('a program without output')
  const compress = createZstdCompress({
    params: { [constants.ZSTD_c_compressionLevel]: 3 },
    chunkSize: 2 ** 20,
  })
  let bytes = 0
  const counted = async function* () {
    for await (const piece of stdout.pipe(compress) as AsyncIterable<Buffer>) {
      bytes += piece.length
      yield piece
    }
  }
  if (!(await store.put(key, counted()))) throw new Error(`${key} was not stored`)
  return bytes
}

function waysWith(store: Store): Way[] {
  const pull: Way['bring'] = async (env, from) => {
    await run('docker', ['pull', '--quiet', `127.0.0.1:${from}/${name}`], { env })
  }
  return [
    { name: 'pull', daemon: { pigz: true }, bring: pull },
    { name: 'pullTen', daemon: { pigz: true, downloads: 10 }, bring: pull },
    { name: 'pullWithoutPigz', daemon: { pigz: false }, bring: pull },
    {
      name: 'load',
      daemon: { pigz: true },
      bring: (env) => feed(store, 'save', ['load', '--quiet'], env),
    },
    {
      name: 'import',
      daemon: { pigz: true },
      bring: (env) => feed(store, 'flat', ['import', '-', name], env),
    },
    {
      name: 'mount',
      daemon: { pigz: true },
      bring: async () => {
        await restoreImage(store)
        await mount()
      },
      clear: unmount,
    },
    {
      name: 'pullBesideRestore',
      daemon: { pigz: true },
      bring: async (env, from) => {
        await Promise.all([pull(env, from), restoreImage(store)])
      },
    },
  ]
}

async function restoreImage(store: Store): Promise<void> {
  await rm(image, { force: true })
  await writeImage(store, { key: 'snapshot', manifest: await readManifest(store, 'snapshot') }, image)
}

async function mount(): Promise<void> {
  await mkdir(mounted, { recursive: true })
  device = await attach(image)
  await run('mount', ['-t', 'ext4', '-o', engineMountOptions, device, mounted])
}

async function unmount(): Promise<void> {
  await run('umount', [mounted])
  await detach(device)
}

/** Stores a snapshot of a filesystem with the container's files. @returns its bytes in the cache */
async function snapshot(store: Store, container: ChildProcess): Promise<number> {
  await makeImage(image, 4 * 2 ** 30)
  await mount()
  const tar = spawn('tar', ['-x', '-C', mounted], { stdio: [container.stdout, 'inherit', 'inherit'] })
  const [exitCode] = (await once(tar, 'exit')) as [number | null]
  await unmount()
  if (exitCode !== 0) throw new Error(`tar exited with code ${exitCode ?? 'none'}`)
  const { writtenBytes } = await saveSnapshot({
    image,
    store,
    entryKey: 'snapshot',
    engineVersion: 'v0.0.0',
    previous: undefined,
  })
  return writtenBytes
}

/** Downloads an entry in parallel ranges, decompresses it as it arrives, and pipes it into docker. */
async function feed(store: Store, key: string, args: readonly string[], env: Daemon['env']): Promise<void> {
  const docker = spawn('docker', args, {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const ended = once(docker, 'exit') as Promise<[number | null]>
  await pipeline(
    Readable.from(fetched(store, key)),
    createZstdDecompress({ chunkSize: 2 ** 20 }),
    docker.stdin,
  )
  const [exitCode] = await ended
  if (exitCode !== 0) throw new Error(`docker ${args.join(' ')} exited with code ${exitCode ?? 'none'}`)
}

async function* fetched(store: Store, key: string): AsyncIterable<Buffer> {
  const opened = await store.open(key)
  if (!opened) throw new Error(`${key} is not in the cache`)
  const step = 4 * 2 ** 20
  const ahead: Promise<Buffer>[] = []
  for (let start = 0; start < opened.size || ahead.length > 0; start += step) {
    if (start < opened.size) ahead.push(readRange(opened.source, start, Math.min(opened.size, start + step)))
    if (ahead.length === 8 || start + step >= opened.size) yield (await ahead.shift()) ?? Buffer.alloc(0)
  }
}

/** Runs on a daemon without images, after pending writes are flushed. */
async function measured(way: Way, from: number): Promise<ImageSample> {
  const daemon = await Daemon.start(folder, values.pigz, way.daemon)
  try {
    await run('sync')
    const before = { seconds: performance.now() / 1000, cpu: daemon.cpuSeconds() + ownCpuSeconds() }
    await way.bring(daemon.env, from)
    return {
      seconds: performance.now() / 1000 - before.seconds,
      cpuSeconds: daemon.cpuSeconds() + ownCpuSeconds() - before.cpu,
    }
  } finally {
    await way.clear?.()
    await daemon.stop()
  }
}

function ownCpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

function summary(samples: readonly ImageSample[]): { seconds: Spread; cpuSeconds: Spread } {
  return {
    seconds: spread(samples.map(({ seconds }) => seconds)),
    cpuSeconds: spread(samples.map(({ cpuSeconds }) => cpuSeconds)),
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
