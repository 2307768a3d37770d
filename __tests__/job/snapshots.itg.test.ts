import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import '../../rig/loopback-blob-host.js'
import { listFilesystem, type Listing } from '../../rig/demo/listing.ts'
import type { Job, StepResult } from '../../rig/runner/job.ts'
import { silent } from '../../src/log.ts'
import { entryKey } from '../../src/policy/keys.ts'
import { storeRequestLimits } from '../../src/network-limits.ts'
import { ActionsV2Store } from '../../src/store/actions-v2.ts'
import { DirectoryStore } from '../../src/store/directory.ts'
import { readRange } from '../../src/store/source.ts'
import { makeImage } from '../../src/disk/image.ts'
import { readManifest } from '../../src/snapshot/read-snapshot.ts'
import { saveSnapshot } from '../../src/snapshot/write-snapshot.ts'
import { openBench } from '../disk/images.ts'
import {
  actions,
  loopsBelow,
  recordOf,
  storeFolder,
  type MachineJobOptions,
} from '../../rig/machine/machine.ts'
import { machineOfFile, messages } from './machine-of-file.ts'

const version = '0.21.8'
const work = 'fill --bytes=2000000'

const machine = machineOfFile({ versions: [version] })

afterEach(async () => {
  await machine.service.injectFaults(undefined)
})

type Inputs = Readonly<Record<string, string>>

function step(more: Inputs = {}) {
  return { with: { version, 'volume-size': '1GiB', ...more } }
}

async function restore(more: Inputs = {}, options: MachineJobOptions = {}) {
  const job = await machine.newJob(options)
  return { job, result: await job.uses(actions.restore, step(more)) }
}

interface Finished {
  readonly main: StepResult
  readonly post: StepResult
}

/** A whole job of one use of the all-in-one, on a machine that is gone afterwards. */
async function wholeJob(more: Inputs = {}, options: MachineJobOptions = {}): Promise<Finished> {
  const job = await machine.newJob(options)
  const main = await job.uses(actions.allInOne, step({ call: work, ...more }))
  const [post] = await job.finish()
  if (!post) throw new Error('the action had no post')
  await machine.forgetMachine()
  return { main, post }
}

async function listingOf(job: Job): Promise<Listing> {
  const record = await recordOf(job)
  if (!record?.volume) throw new Error('the job has no volume')
  return await listFilesystem(record.volume.device)
}

const keys = () => machine.service.entries().map(({ key }) => key)
const isManifest = (key: string) => key.startsWith('warm-dagger-snapshot/')

describe('if the stored data is damaged', () => {
  /** In the order in which they were written: a pack and the manifest of one job, then of the next. */
  interface Stored {
    readonly key: string
    readonly bytes: Buffer
  }
  let stored: readonly [Stored, Stored, Stored, Stored]
  let first: Listing

  async function store<T>(body: (store: ActionsV2Store) => Promise<T>): Promise<T> {
    const url = new URL(machine.service.url)
    const token = machine.service.tokenFor({ scopes: ['refs/heads/main'] })
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true) // masks for a runner
    try {
      return await body(
        new ActionsV2Store(
          { url, token },
          { readable: true, writable: true, isGitHubs: true },
          silent,
          '/nonexistent',
        ),
      )
    } finally {
      write.mockRestore()
    }
  }

  async function put(key: string, bytes: Buffer): Promise<void> {
    // eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for
    async function* content() {
      yield bytes
    }
    expect(await store((one) => one.put(key, content()))).toBe(true)
  }

  beforeAll(async () => {
    await wholeJob({ call: 'unpack --name=demo --source=src' })
    const { job } = await restore()
    first = await listingOf(job)
    await machine.forgetMachine()
    await wholeJob()
    const all = await store((one) =>
      Promise.all(
        keys().map(async (key): Promise<Stored> => {
          const entry = await one.open(key)
          if (!entry) throw new Error(`${key} was listed`)
          return { key, bytes: await readRange(entry.source, 0, entry.size) }
        }),
      ),
    )
    expect(all.map(({ key }) => isManifest(key))).toEqual([false, true, false, true])
    stored = all as unknown as typeof stored
    machine.forgetEntries()
  })

  beforeEach(async () => {
    for (const { key, bytes } of stored) await put(key, bytes)
  })

  const shaOf = ({ key }: Stored) => key.split('/')[1] ?? ''

  const damages: readonly { what: string; damage: () => void | Promise<void>; says: string }[] = [
    {
      what: 'a pack is gone',
      damage: () => {
        machine.service.remove(stored[2].key)
      },
      says: 'no longer in the store',
    },
    {
      what: 'a pack was cut short',
      damage: () => machine.service.corrupt(stored[2].key, { cut: 1000 }),
      says: 'cannot be used',
    },
    {
      what: 'one byte of a pack was changed',
      damage: () => machine.service.corrupt(stored[2].key, { flip: 4321 }),
      says: 'cannot be used',
    },
  ]

  test.each(damages)('the predecessor is restored completely if $what', async ({ damage, says }) => {
    await damage()
    const { job, result } = await restore({ 'fail-on-cache-miss': 'true' })
    expect(result.outcome).toBe('success')
    expect(messages(result, 'warning')).toEqual([expect.stringContaining(shaOf(stored[2]))])
    expect(messages(result, 'warning')[0]).toContain(says)
    expect(result.outputs['cache-hit']).toBe('true')
    expect(result.outputs['cache-matched-key']).toBe(stored[1].key)
    expect(await listingOf(job)).toEqual(first)
  })

  test('a save after the restore of a predecessor is complete', async () => {
    await machine.service.corrupt(stored[2].key, { flip: 4321 })
    await wholeJob()
    const { result } = await restore()
    expect(messages(result, 'warning')).toEqual([])
    expect(result.outputs['cache-matched-key']).not.toBe(stored[3].key)
    expect(result.outputs['cache-matched-key']).toBe(keys().findLast(isManifest))
  })

  const hopeless: readonly {
    what: string
    damage: () => void | Promise<void>
    named: () => readonly string[]
  }[] = [
    {
      what: 'the packs of the predecessor are gone too',
      damage: () => {
        machine.service.remove(stored[0].key)
        machine.service.remove(stored[2].key)
      },
      named: () => [shaOf(stored[2]), shaOf(stored[0])],
    },
    {
      what: 'a manifest is damaged',
      damage: () => machine.service.corrupt(stored[3].key, { cut: 100 }),
      named: () => [stored[3].key],
    },
    {
      what: 'a manifest has a format of the future',
      damage: async () => {
        machine.service.remove(stored[3].key)
        const bytes = Buffer.from(stored[3].bytes)
        bytes.writeUInt8(99, 'WARMDAG'.length)
        await put(stored[3].key, bytes)
      },
      named: () => [stored[3].key],
    },
  ]

  test.each(hopeless)(
    'fail-on-cache-miss fails the step if $what; without it, the job starts cold',
    async ({ what, damage, named }) => {
      await damage()
      const { result: failed } = await restore({ 'fail-on-cache-miss': 'true' })
      expect(failed.outcome).toBe('failure')
      expect(failed.exitCode).toBe(1)
      expect(messages(failed, 'warning').join('\n')).toContain(named()[0])
      expect(messages(failed, 'error')).toEqual([expect.stringContaining('fail-on-cache-miss')])
      await machine.forgetMachine()

      const job = await machine.newJob()
      const main = await job.uses(actions.allInOne, step({ call: work }))
      expect(main.outcome).toBe('success')
      const warnings = messages(main, 'warning')
      expect(warnings).toHaveLength(named().length)
      for (const [at, name] of named().entries()) expect(warnings[at]).toContain(name)
      expect(main.outputs).toMatchObject({ 'cache-hit': '', 'cache-matched-key': '', 'engine-cache': 'cold' })
      if (what !== 'a manifest is damaged') return
      const [post] = await job.finish()
      expect(post?.log).toContain('Saved')
      await machine.forgetMachine()
      // The damage is gone with the next save.
      const { result } = await restore()
      expect(messages(result, 'warning')).toEqual([])
      expect(result.outputs['cache-hit']).toBe('true')
    },
  )

  test('a volume is empty if nothing could be restored', async () => {
    // Late in both packs, when much is written already.
    for (const { key } of [stored[0], stored[2]]) await machine.service.corrupt(key, { cut: 1 })
    const { job } = await restore()
    expect([...(await listingOf(job)).keys()].filter(Boolean)).toEqual(['lost+found'])
  })
})

describe('keys', () => {
  const hits = ({ outputs }: StepResult) => [outputs['cache-hit'], outputs['cache-matched-key'] ?? '']
  /** What a restore would find. */
  const lookUp = (more: Inputs, options?: MachineJobOptions) =>
    restore({ ...more, 'lookup-only': 'true' }, options)
  let entry: string

  beforeAll(async () => {
    await wholeJob({ key: 'build-release' })
    entry = keys().find(isManifest) ?? ''
    machine.keepEntries()
  })

  afterAll(() => {
    machine.forgetEntries()
  })

  test('a key that is a prefix of another does not match it', async () => {
    const { result } = await lookUp({ key: 'build' })
    expect(hits(result)).toEqual(['', ''])
    expect(result.outputs['cache-primary-key']).toBe('build')
  })

  test('restore keys are prefixes, and the first match counts', async () => {
    const { result } = await lookUp({ key: 'build', 'restore-keys': 'nothing\nbui' })
    expect(hits(result)).toEqual(['false', entry])
  })

  test('the key itself comes before a newer entry of a restore key', async () => {
    await wholeJob({ key: 'build-other' })
    const { result } = await lookUp({ key: 'build-release', 'restore-keys': 'build' })
    expect(hits(result)).toEqual(['true', entry])
  })

  test('lookup-only finds an entry and changes nothing', async () => {
    const before = (await machine.service.traffic()).bytesOut
    const { job, result } = await lookUp({ key: 'build-release' })
    expect(hits(result)).toEqual(['true', entry])
    expect(result.log).toContain('no volume is created')
    expect(await loopsBelow(job.temp)).toEqual([])
    expect(await recordOf(job)).toBeUndefined()
    // The end of an earlier job's answers may still be counted, but a pack is larger than this.
    expect((await machine.service.traffic()).bytesOut - before).toBeLessThan(100_000)
  })

  test('lookup-only with fail-on-cache-miss fails if there is no entry', async () => {
    const { result } = await lookUp({ key: 'x', 'fail-on-cache-miss': 'true' })
    expect(result.exitCode).toBe(1)
    expect(result.log).not.toContain('starts cold')
  })

  test('a job with another matrix value starts from the state of its sibling, and saves under its own key', async () => {
    await wholeJob({}, { matrix: { node: 20 } })
    const { main, post } = await wholeJob({}, { matrix: { node: 22 } })
    expect(main.outputs['cache-hit']).toBe('false')
    expect(post.log).toContain('Saved')
    const { result } = await lookUp({}, { matrix: { node: 22 } })
    expect(result.outputs['cache-hit']).toBe('true')
    const sibling = await lookUp({}, { matrix: { node: 20 } })
    expect(sibling.result.outputs['cache-hit']).toBe('true')
  })
})

describe('a cache service that is down', () => {
  test('makes a job start cold, and has no other effect', async () => {
    let lookUps = 0
    await machine.service.injectFaults(({ operation }) => {
      if (operation === 'GetCacheEntryDownloadURL') lookUps++
      return { status: 503 }
    })
    const shorterWaits = join(import.meta.dirname, '../../rig/faults/shorter-waits.js')
    const { main, post } = await wholeJob({}, { preload: [shorterWaits] })
    // For the state, and no second time for what else there may be.
    expect(lookUps).toBe(storeRequestLimits.attempts)
    expect([main.outcome, post.outcome]).toEqual(['success', 'success'])
    expect(messages(main, 'warning')).toEqual([expect.stringMatching(/could not be searched: .*503/)])
    expect(main.log.match(/The engine starts cold\./g)).toHaveLength(1)
    expect(messages(post, 'warning')).toEqual([expect.stringContaining('Nothing was saved: ')])
    expect([main, post].flatMap((one) => messages(one, 'error'))).toEqual([])
  })
})

test('a job continues without a state if its manifest arrives at a byte every few seconds', async () => {
  await wholeJob({ key: 'dripping' })
  await machine.service.injectFaults(({ operation }) =>
    operation === 'GetBlob' ? { dripMilliseconds: 1000 } : undefined,
  )
  // What is waited for takes a fifteenth of its time.
  const preload = [resolve(import.meta.dirname, '../../rig/faults/shorter-waits.js')]
  const { result } = await restore({ key: 'dripping' }, { preload })
  expect([result.outcome, result.outputs['cache-hit']]).toEqual(['success', ''])
  expect(messages(result, 'warning')).toEqual([
    expect.stringMatching(
      /^The manifest .* could not be fetched: there was no answer within 120 s\. The engine starts cold\.$/,
    ),
  ])
})

describe('a signed URL that expires in the middle of a restore', () => {
  test('causes another request, but loses no state', async () => {
    const { post } = await wholeJob()
    expect(post.log).toContain('Saved')
    let refusals = 0
    let expired = false
    await machine.service.injectFaults(({ service, headers }) => {
      if (service === 'twirp') expired = false
      // Of a pack alone: a manifest is read as soon as it has a URL, from its beginning to its end.
      const range = String(headers['x-ms-range'] ?? headers.range)
      if (service !== 'blob' || !/^bytes=\d+-[1-9]/.test(range)) return undefined
      if (refusals === 0) expired = true
      if (expired) refusals++
      return expired ? { status: 403 } : undefined
    })
    const { result } = await restore()
    expect(refusals).toBeGreaterThan(0)
    expect(messages(result, 'warning')).toEqual([])
    expect(result.log).toContain('Restored ')
  })
})

describe('a complete snapshot whose filesystem no kernel mounts', () => {
  test('makes a job start cold, and its save replaces the snapshot', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'unmountable-'))
    try {
      const image = join(folder, 'image')
      await makeImage(image, 2 ** 30)
      const file = await open(image, 'r+')
      // The superblock stays; what follows it, the descriptors of the block groups, has no right checksum.
      await file.write(Buffer.alloc(4096, 0xff), 0, 4096, 4096)
      await file.close()
      await saveSnapshot({
        image,
        store: new DirectoryStore(storeFolder(join(folder, 'store'))),
        engineVersion: version,
        entryKey: entryKey('unmountable', { runId: '1', attempt: '1', random: '1' }),
        previous: undefined,
      })
      const inputs = { key: 'unmountable', 'cache-dir': join(folder, 'store') }
      const { main, post } = await wholeJob(inputs)
      expect(main.outcome).toBe('success')
      expect(main.log).toContain('Restored ')
      expect(messages(main, 'warning')).toEqual([
        expect.stringMatching(
          /^The volume dagger-engine could not be used \(.*\): the engine starts cold, on an empty volume\.$/s,
        ),
      ])
      expect(main.outputs['engine-cache']).toBe('cold')
      expect(post.log).toContain('Saved ')

      const next = await (await machine.newJob()).uses(actions.allInOne, step({ call: work, ...inputs }))
      expect(messages(next, 'warning')).toEqual([])
      expect(next.outputs['engine-cache']).toBe('warm')
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

/** Of a folder in which a file got another inode, resize2fs notes the time. */
function withoutFolderTimes(listing: Listing): Listing {
  return new Map([...listing].map(([name, text]) => [name, text.replace(/^(d .*) mtime=\S+/, '$1')]))
}

describe('a snapshot of a larger volume than the job may have', () => {
  const GiB = 2 ** 30

  test('is shrunk; if that fails, the previous one is restored', async () => {
    const bench = await openBench()
    try {
      const store = new DirectoryStore(storeFolder(join(bench.folder, 'store')))
      const image = join(bench.folder, 'image')
      const key = (random: string) => entryKey('large', { runId: '1', attempt: '1', random })
      const save = async (random: string, before?: string) => {
        const previous =
          before === undefined
            ? undefined
            : { key: key(before), manifest: await readManifest(store, key(before)) }
        await saveSnapshot({
          image,
          store,
          entryKey: key(random),
          engineVersion: version,
          previous,
        })
      }
      const restoreHere = async () => {
        const more = { key: 'large', 'cache-dir': join(bench.folder, 'store') }
        const { job, result } = await restore(more, { cacheService: 'none' })
        const { volume } = (await recordOf(job)) ?? {}
        expect((await stat(volume?.image ?? '')).size).toBe(GiB)
        const listing = withoutFolderTimes(await listFilesystem(volume?.device ?? ''))
        await machine.forgetMachine()
        return { result, listing }
      }
      await makeImage(image, 6 * GiB)
      await bench.fill(image)
      const device = await bench.attached(image)
      const listing = withoutFolderTimes(await listFilesystem(device))
      await save('1')
      const smaller = await restoreHere()
      expect(messages(smaller.result, 'warning')).toEqual([])
      expect(smaller.result.outputs['cache-matched-key']).toBe(key('1'))
      expect(smaller.listing).toEqual(listing)

      await bench.withMounted(image, 'fallocate -l 1100M "$1/large"')
      await save('2', '1')
      const older = await restoreHere()
      expect(messages(older.result, 'warning')).toEqual([
        expect.stringMatching(
          /^The state .* could not be resized for this machine: .* Trying the previous state\.$/s,
        ),
      ])
      expect(older.result.outputs['cache-matched-key']).toBe(key('1'))
      expect(older.listing).toEqual(listing)
    } finally {
      await bench.close()
    }
  })
})
