// Compares how soon a real engine serves on a new machine: its image pulled from a registry, or its files taken from the
// cache. Runs in a separate network namespace, like engine-image.ts.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { startCacheService } from '../rig/cache-service/service.ts'
import { discardImage } from '../src/disk/docker-volume.ts'
import { makeFilesystem, mountFilesystem, unmountFilesystem } from '../src/disk/image-files.ts'
import { inspectImage } from '../src/docker.ts'
import type { ImageFiles } from '../src/engine/image-files.ts'
import { awaitServing } from '../src/engine/serving.ts'
import { startEngine } from '../src/engine/start.ts'
import { silent } from '../src/log.ts'
import { run } from '../src/programs.ts'
import { readManifest, writeImage } from '../src/snapshot/read-snapshot.ts'
import { saveSnapshot } from '../src/snapshot/write-snapshot.ts'
import { actionsStore } from '../src/store/actions.ts'
import type { Store } from '../src/store/store.ts'
import {
  writeStartReport,
  type StartSample,
  type StartResults,
  type StartWay,
} from './engine-start-report.ts'
import { describeMachine } from './machine.ts'
import { Daemon, startRegistry, throttle } from './registry.ts'
import { spread } from './results.ts'

const { values } = parseArgs({
  options: {
    archive: { type: 'string', default: '' },
    version: { type: 'string', default: '0.21.8' },
    rounds: { type: 'string', default: '3' },
    folder: { type: 'string', default: tmpdir() },
    registry: { type: 'string', default: 'docker-registry' },
    pigz: { type: 'string', default: 'unpigz' },
  },
})
if (values.archive === '') throw new Error('--archive names the `docker save` of an engine image')

const { version } = values
const ports = { unlimited: 5000, slow: 5001 } as const
const slowBytesPerSecond = 125e6
const tagAt = (port: number) => `127.0.0.1:${port}/dagger/engine:v${version}`
const [container, volume] = ['warm-dagger-bench', 'warm-dagger-bench']
const folder = await mkdtemp(join(values.folder, 'warm-dagger-start-'))
await mkdir(join(folder, 'staging'))
const filesystem = join(folder, 'files', 'engine.img')
// The functions of the action use it, too.
process.env['DOCKER_HOST'] = `unix://${folder}/docker.sock`
const machine = await describeMachine(folder)
const service = await startCacheService({ totalBytes: Infinity })
const registry = await startRegistry(values.registry, join(folder, 'registry'), ports.unlimited)
try {
  await throttle(ports.unlimited, ports.slow, slowBytesPerSecond)
  const scopes = ['refs/heads/main']
  const store = actionsStore(service.environmentFor({ scopes }), silent, join(folder, 'staging'))
  if (!store) throw new Error('there is no cache service')
  const { docker, ...sizes } = await provide(store)
  const samples = {
    pull: { unlimited: [] as StartSample[], slow: [] as StartSample[] },
    files: { unlimited: [] as StartSample[], slow: [] as StartSample[] },
  }
  for (let round = 1; round <= Number(values.rounds); round++) {
    for (const network of ['unlimited', 'slow'] as const) {
      await service.limitBandwidth(network === 'slow' ? slowBytesPerSecond : undefined)
      for (const way of round % 2 === 0 ? (['files', 'pull'] as const) : (['pull', 'files'] as const)) {
        const sample = await measured(way, store, ports[network])
        samples[way][network].push(sample)
        process.stdout.write(`${round}, ${network}, ${way}: ${JSON.stringify(sample)}\n`)
      }
    }
    await writeStartReport(join(dirname(import.meta.dirname), 'docs/benchmark'), {
      ...{ date: new Date().toISOString().slice(0, 10), machine, docker, version, rounds: round },
      ...sizes,
      pull: summary(samples.pull),
      files: summary(samples.files),
    })
  }
} finally {
  await registry.stop()
  await service.stop()
  await rm(folder, { recursive: true, force: true })
}

/** Pushes the image to the registry, and stores its files in the cache like a save. */
async function provide(store: Store): Promise<Pick<StartResults, 'docker' | 'bytes' | 'storeSeconds'>> {
  const daemon = await Daemon.start(folder, values.pigz, { pigz: true })
  try {
    const loaded = await run('docker', ['load', '--quiet', '--input', values.archive])
    const name = tagAt(ports.unlimited)
    await run('docker', ['tag', loaded.trim().replace('Loaded image: ', ''), name])
    await run('docker', ['push', '--quiet', name], { timeoutSeconds: 600 })
    const image = await inspectImage(name)
    if (!image) throw new Error('the image was just loaded')
    const start = performance.now()
    await makeFilesystem(filesystem, name, image)
    const { writtenBytes } = await saveSnapshot({
      ...{ image: filesystem, store, entryKey: 'engine', engineVersion: version, previous: undefined },
    })
    const storeSeconds = (performance.now() - start) / 1000
    await discardImage(filesystem)
    const unpacked = Number(await run('docker', ['image', 'inspect', '--format', '{{.Size}}', name]))
    const docker = (await run('docker', ['version', '--format', '{{.Server.Version}}'])).trim()
    return { docker, bytes: { unpacked, stored: writtenBytes }, storeSeconds }
  } finally {
    await daemon.stop()
  }
}

/** On a daemon without images, after pending writes are flushed and with nothing of the image in memory. */
async function measured(way: StartWay, store: Store, port: number): Promise<StartSample> {
  const daemon = await Daemon.start(folder, values.pigz, { pigz: true })
  let files: ImageFiles | undefined
  try {
    await run('sync')
    const start = performance.now()
    const image = tagAt(port)
    if (way === 'pull') await run('docker', ['pull', '--quiet', image], { timeoutSeconds: 600 })
    else files = await restoreFiles(store)
    const ready = performance.now()
    const name = { image, container, volume, version, files }
    await startEngine({ ...name, cloudToken: '', env: {} })
    const { kind } = await awaitServing({ container, logsFrom: undefined, logsStart: true }, 120)
    if (kind !== 'serves') throw new Error(`the engine ${kind}`)
    return { readySeconds: (ready - start) / 1000, servesSeconds: (performance.now() - start) / 1000 }
  } finally {
    await run('docker', ['rm', '--force', '--volumes', container])
    if (files) await unmountFilesystem(filesystem, files)
    await daemon.stop()
  }
}

async function restoreFiles(store: Store): Promise<ImageFiles> {
  await mkdir(dirname(filesystem), { recursive: true })
  const manifest = await readManifest(store, 'engine')
  await writeImage(store, { key: 'engine', manifest }, filesystem)
  return await mountFilesystem(filesystem)
}

function summary(samples: Record<'unlimited' | 'slow', readonly StartSample[]>): StartResults[StartWay] {
  const of = (some: readonly StartSample[]) => ({
    ready: spread(some.map(({ readySeconds }) => readySeconds)),
    serves: spread(some.map(({ servesSeconds }) => servesSeconds)),
  })
  return { unlimited: of(samples.unlimited), slow: of(samples.slow) }
}
