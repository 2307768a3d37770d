import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../src/programs.ts'
import { makeImage } from '../src/disk/image.ts'
import { attach, detach } from '../src/disk/loop-device.ts'
import { dataExtents } from '../src/disk/extents.ts'
import { engineMountOptions } from '../src/disk/mount-options.ts'
import type { CacheService } from '../rig/cache-service/service.ts'
import { measure, type Sample } from './measure.ts'
import { addedEntries, changeState, idleState, stateEntries, type StateSize } from './state.ts'
import { endOfArchive, tarEntry, type TarEntry } from './tar.ts'

/** The measured steps, in the order of a round. */
export const steps = ['first save', 'restore', 'save after 7%', 'save after idle'] as const
export type Step = (typeof steps)[number]

export interface Contestant {
  /** Generates the state, once. */
  prepare(size: StateSize): Promise<void>
  /** Runs all steps once and leaves their entries in the service. Calls `heard` after each step. */
  round(size: StateSize, heard: (step: Step, sample: Sample) => void): Promise<void>
}

export interface Stage {
  /** For all temporary files. */
  readonly folder: string
  /** Where the compiled programs are. */
  readonly programs: string
  readonly service: Pick<CacheService, 'environmentFor' | 'traffic'>
}

const imageSize = 16 * 2 ** 30

/** Warm Dagger: snapshots of a filesystem image. */
export class Ours implements Contestant {
  /** The image with the state. */
  readonly base: string
  readonly #stage: Stage
  readonly #work: string
  #rounds = 0

  constructor(stage: Stage) {
    this.#stage = stage
    this.base = join(stage.folder, 'base.img')
    this.#work = join(stage.folder, 'engine.img')
  }

  async prepare(size: StateSize): Promise<void> {
    await makeImage(this.base, imageSize)
    await this.#within(this.base, (root) => extract(root, stateEntries(size)))
  }

  async round(size: StateSize, heard: (step: Step, sample: Sample) => void): Promise<void> {
    const key = `ours-${++this.#rounds}`
    const save = async (step: Step, image: string, name: string, previous = ''): Promise<string> => {
      for (const { offset, length } of await dataExtents(image, imageSize)) await warm(image, offset, length)
      const sample = await this.#measure(['save', image, key, name, previous])
      heard(step, sample)
      return String(sample.detail?.['entry'])
    }
    const first = await save('first save', this.base, '1')
    await rm(this.#work, { force: true })
    heard('restore', await this.#measure(['restore', this.#work, key]))
    await this.#within(this.#work, (root) => work(root, size))
    const second = await save('save after 7%', this.#work, '2', first)
    await this.#within(this.#work, (root) => idleState(root, size))
    await save('save after idle', this.#work, '3', second)
  }

  /** The key of the first snapshot of the last round. */
  get firstEntry(): string {
    return `ours-${this.#rounds}/_/1`
  }

  async #measure(args: readonly string[]): Promise<Sample> {
    const { service, folder, programs } = this.#stage
    await settle()
    return await measure(service, {
      args: [join(programs, 'ours/main.js'), ...args],
      cwd: folder,
      env: service.environmentFor({ scopes: ['refs/heads/main'] }),
    })
  }

  /** Mounts, uses, trims and unmounts the image, as a job with an engine does. */
  async #within(image: string, body: (root: string) => Promise<void>): Promise<void> {
    const root = join(this.#stage.folder, 'mounted')
    await mkdir(root, { recursive: true })
    const device = await attach(image)
    try {
      await run('mount', ['-t', 'ext4', '-o', engineMountOptions, device, root])
      try {
        await body(root)
        await run('fstrim', [root])
      } finally {
        await run('umount', [root])
      }
    } finally {
      await detach(device)
    }
  }
}

/** A tar file of the volume's folder, through @actions/cache. */
export class Peer implements Contestant {
  readonly #stage: Stage
  readonly #base: string
  /** The same for every step, because the toolkit looks up entries by path. */
  readonly #volume: string
  #rounds = 0

  constructor(stage: Stage) {
    this.#stage = stage
    this.#base = join(stage.folder, 'base')
    this.#volume = join(stage.folder, 'volume')
  }

  async prepare(size: StateSize): Promise<void> {
    await mkdir(this.#base)
    await extract(this.#base, stateEntries(size))
  }

  async round(size: StateSize, heard: (step: Step, sample: Sample) => void): Promise<void> {
    const key = `peer-${++this.#rounds}`
    heard('first save', await this.saveFirst(`${key}/1`))
    heard('restore', await this.restore(`${key}/1`))
    await work(this.#volume, size)
    heard('save after 7%', await this.#save(`${key}/2`))
    await idleState(this.#volume, size)
    heard('save after idle', await this.#save(`${key}/3`))
    await this.discard()
  }

  /** Saves the state as it was prepared. */
  async saveFirst(entry: string): Promise<Sample> {
    await rename(this.#base, this.#volume)
    try {
      return await this.#save(entry)
    } finally {
      await rename(this.#volume, this.#base)
    }
  }

  async restore(entry: string): Promise<Sample> {
    return await this.#measure(['restore', this.#volume, entry])
  }

  /** Removes what was restored. */
  async discard(): Promise<void> {
    await rm(this.#volume, { recursive: true })
  }

  async #save(entry: string): Promise<Sample> {
    await warmFolder(this.#volume)
    return await this.#measure(['save', this.#volume, entry])
  }

  async #measure(args: readonly string[]): Promise<Sample> {
    const { service, folder, programs } = this.#stage
    await settle()
    return await measure(service, {
      args: [join(programs, 'bench/peer.js'), ...args],
      cwd: folder,
      env: {
        ...service.environmentFor({ scopes: ['refs/heads/main'] }),
        GITHUB_WORKSPACE: folder,
        RUNNER_TEMP: join(folder, 'runner-temp'),
      },
    })
  }
}

async function work(root: string, size: StateSize): Promise<void> {
  await changeState(root, size)
  await extract(root, addedEntries(size))
}

/** Flushes the writes of a step, so that the next step does not wait for them. */
async function settle(): Promise<void> {
  await run('sync')
}

/** Reads a part of a file into the page cache, because a job that has just used its state has it there. */
async function warm(path: string, offset: number, length: number): Promise<void> {
  const file = await open(path)
  const bytes = Buffer.allocUnsafe(2 ** 20)
  for (let at = offset; at < offset + length; at += bytes.length) {
    await file.read(bytes, 0, Math.min(bytes.length, offset + length - at), at)
  }
  await file.close()
}

async function warmFolder(root: string): Promise<void> {
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    await warm(path, 0, (await stat(path)).size)
  }
}

/** Uses tar, which creates thousands of devices, capabilities, owners and hard links in one run. */
export async function extract(root: string, entries: Iterable<TarEntry>): Promise<void> {
  const tar = spawn('tar', ['-xpf', '-', '-C', root, '--xattrs', '--xattrs-include=*', '--numeric-owner'], {
    stdio: ['pipe', 'inherit', 'inherit'],
  })
  const ended = once(tar, 'exit') as Promise<[number | null]>
  for (const entry of entries) {
    let keepsUp = true
    for (const piece of tarEntry(entry)) keepsUp = tar.stdin.write(piece)
    if (!keepsUp) await once(tar.stdin, 'drain')
  }
  tar.stdin.end(endOfArchive)
  const [exitCode] = await ended
  if (exitCode !== 0) throw new Error(`tar could not make the state: exit code ${exitCode ?? 'none'}`)
}
