import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { which } from '@actions/io'
import { basename, join } from 'node:path'
import '../../rig/loopback-blob-host.js'
import { startCacheService, type CacheAccess, type CacheService } from '../../rig/cache-service/service.ts'
import { attempt, run } from '../../src/programs.ts'
import { silent } from '../../src/log.ts'
import { ActionsToolkitStore } from '../../src/store/actions-toolkit.ts'
import { actionsStore } from '../../src/store/actions.ts'
import { ActionsV2Store } from '../../src/store/actions-v2.ts'
import { readRange } from '../../src/store/source.ts'
import type { Store } from '../../src/store/store.ts'

const sources = join(import.meta.dirname, '../../src')
const mainJob: CacheAccess = { scopes: ['refs/heads/main'] }
const anything = { readable: true, writable: true, isGitHubs: true }

let service: CacheService
let folder: string
let machines = 0
let logged: { kind: 'info' | 'warning' | 'debug'; line: string }[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'actions-toolkit-'))
  service = await startCacheService()
})

beforeEach(() => {
  // Masks for the runner.
  jest.spyOn(process.stdout, 'write').mockReturnValue(true)
})

afterEach(async () => {
  jest.restoreAllMocks()
  await service.injectFaults(undefined)
  logged = []
})

afterAll(async () => {
  await service.stop()
  await rm(folder, { recursive: true })
})

/** As on a machine of its own: another staging folder each time. */
function storeFor(
  access: CacheAccess,
  {
    env = {},
    allowed = anything,
    version = 2,
  }: { env?: object; allowed?: typeof anything; version?: 1 | 2 } = {},
): { store: Store; staging: string } {
  const staging = join(folder, `machine-${++machines}`, 'staging')
  const log = {
    ...silent,
    info: (line: string) => logged.push({ kind: 'info', line }),
    warning: (line: string) => logged.push({ kind: 'warning', line }),
    debug: (line: string) => logged.push({ kind: 'debug', line }),
  }
  const jobEnv = {
    PATH: process.env['PATH'],
    GITHUB_WORKSPACE: tmpdir(),
    ...service.environmentFor(access, version),
    ...env,
  }
  return { store: new ActionsToolkitStore(allowed, jobEnv, log, staging), staging }
}

// eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for
async function* content(...pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces
}

describe('a crafted archive writes only our one file', () => {
  /** Puts what `tar` makes of these arguments, as somebody who may write to the cache can. */
  async function putArchive(key: string, args: readonly string[]): Promise<void> {
    const programs = await mkdtemp(join(folder, 'programs-'))
    const quoted = args.map((arg) => `'${arg}'`).join(' ')
    const program = [
      '#!/bin/sh',
      `exec env -u TAR_OPTIONS ${await which('tar')} -P --use-compress-program=zstd -cf cache.tzst ${quoted}`,
    ]
    await writeFile(join(programs, 'tar'), program.join('\n'), { mode: 0o755 })
    const PATH = `${programs}:${process.env['PATH'] ?? ''}`
    expect(await storeFor(mainJob, { env: { PATH } }).store.put(key, content(Buffer.from('x')))).toBe(true)
  }

  let made: string
  let outside: string

  beforeAll(async () => {
    made = join(folder, 'made')
    outside = join(folder, 'outside')
    await mkdir(join(made, 'a folder'), { recursive: true })
    await writeFile(join(made, 'file'), 'theirs')
    await symlink(outside, join(made, 'link'))
    await run('mkfifo', [join(made, 'pipe')])
  })

  const named = (name: string) => [`--transform=s,^file$,${name},`, '-C', made, 'file']

  test.each<[string, () => readonly string[], 'read' | 'refused']>([
    ['with a place of its own', () => named(outside), 'read'],
    ['with a place above', () => named(`../../${basename(folder)}/outside`), 'read'],
    ['with a link to a place and a file under its name', () => ['-C', made, 'link', 'file'], 'read'],
    ['with a link alone', () => ['-C', made, 'link'], 'refused'],
    ['with a pipe', () => ['-C', made, 'pipe'], 'refused'],
    ['with a folder', () => ['-C', made, 'a folder'], 'refused'],
  ])('%s', async (what, args, result) => {
    await writeFile(outside, 'ours')
    await putArchive(what, args())
    const { store, staging } = storeFor(mainJob)
    if (result === 'refused') {
      await expect(store.open(what)).rejects.toThrow(`opening ${what}: the stored entry is not a file`)
    } else {
      const opened = await store.open(what)
      expect(opened && (await readRange(opened.source, 0, opened.size)).toString()).toBe('theirs')
      await opened?.close()
    }
    expect(await readFile(outside, 'utf8')).toBe('ours')
    expect(await readdir(staging)).toEqual([])
  })
})

describe.each([2, 1] as const)('an entry in version %i of the service', (version) => {
  const whole = `whole-${version}-`
  const taken = `taken-${version}`

  test('stored on one machine is found and opened completely on another, and closing it leaves nothing behind', async () => {
    const bytes = randomBytes(9_000_000)
    expect(
      await storeFor(mainJob, { version }).store.put(
        `${whole}1`,
        content(bytes.subarray(0, 5), bytes.subarray(5)),
      ),
    ).toBe(true)
    const { store, staging } = storeFor(mainJob, { version })
    expect(await store.has(`${whole}1`)).toBe(true)
    expect(await store.has(whole)).toBe(false)
    expect(await store.find(['absent-', whole])).toEqual({ key: `${whole}1` })
    const [first, second] = await Promise.all([store.open(`${whole}1`), store.open(`${whole}1`)])
    expect(first).toMatchObject({ source: { kind: 'file' }, size: bytes.length })
    expect(first && (await readRange(first.source, 0, first.size)).equals(bytes)).toBe(true)
    await first?.close()
    await second?.close()
    expect(await readdir(staging)).toEqual([])
  })

  test('of another key that begins with the requested one is not opened', async () => {
    const { store, staging } = storeFor(mainJob, { version })
    await store.put(`longer-key-${version}`, content(Buffer.from('x')))
    expect(await store.open('longer-')).toBeUndefined()
    expect(await store.open('absent')).toBeUndefined()
    expect(await readdir(staging)).toEqual([])
  })

  test('is not stored with an existing key, with a read-only token, or in a cache mode that forbids it', async () => {
    await storeFor(mainJob, { version }).store.put(taken, content(Buffer.from('x')))
    const readOnly: CacheAccess = { ...mainJob, permission: 'read' }
    expect(await storeFor(mainJob, { version }).store.put(taken, content(Buffer.from('y')))).toBe(false)
    expect(await storeFor(readOnly, { version }).store.put('refused', content(Buffer.from('y')))).toBe(false)
    const forbidden = { allowed: { readable: true, writable: false, isGitHubs: true }, version }
    expect(await storeFor(mainJob, forbidden).store.put('refused', content(Buffer.from('y')))).toBe(false)
    expect(service.entries().map((entry) => entry.key)).not.toContain('refused')
  })
})

describe('an outage is thrown, and never counts as a miss or an existing key', () => {
  test('if the service cannot be reached', async () => {
    const gone = { env: { ACTIONS_RESULTS_URL: 'http://127.0.0.1:9/' } }
    const { store } = storeFor(mainJob, gone)
    await expect(store.find(['key'])).rejects.toThrow('ECONNREFUSED')
    await expect(store.open('key')).rejects.toThrow('ECONNREFUSED')
    await expect(store.put('key', content(Buffer.from('x')))).rejects.toThrow('ECONNREFUSED')
  })

  test("when version 1 of the service answers with a server's error", async () => {
    await service.injectFaults(() => ({ status: 500 }))
    const { store } = storeFor(mainJob, { version: 1 })
    await expect(store.has('key')).rejects.toThrow('Cache service responded with 500')
    await expect(store.open('key')).rejects.toThrow('Cache service responded with 500')
    await expect(store.put('key', content(Buffer.from('x')))).rejects.toThrow(
      'Cache service responded with 500',
    )
  })

  test('if a web page replaces version 1 of the service', async () => {
    const { store } = storeFor(mainJob, { version: 1 })
    const page = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' }
    await service.injectFaults(() => page)
    await expect(store.put('paged', content(Buffer.from('x')))).rejects.toThrow('storing paged: ')
    await expect(store.has('paged')).rejects.toThrow('looking up paged: ')
  })

  test('if an entry cannot be unpacked', async () => {
    const { store } = storeFor(mainJob)
    await store.put('cut', content(randomBytes(100_000)))
    await service.corrupt('cut', { cut: 1000 })
    await expect(store.open('cut')).rejects.toThrow('opening cut: Failed to restore')
  })

  test('if an upload fails, and then no entry exists', async () => {
    await service.injectFaults(({ operation }) => (operation === 'PutBlob' ? { status: 403 } : undefined))
    const { store } = storeFor(mainJob)
    await expect(store.put('no upload', content(Buffer.from('x')))).rejects.toThrow('storing no upload')
    await service.injectFaults(undefined)
    expect(await store.has('no upload')).toBe(false)
  })

  test('if the content ends with an error, and then no entry exists', async () => {
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield* content(Buffer.from('x'))
      throw new Error('the disk is gone')
    }
    const { store, staging } = storeFor(mainJob)
    await expect(store.put('broken', breaking())).rejects.toThrow('the disk is gone')
    expect(await store.has('broken')).toBe(false)
    expect(await readdir(staging)).toEqual([])
  })

  test('if the process of the toolkit dies', async () => {
    const { store } = storeFor(mainJob, {
      env: { NODE_OPTIONS: '--import=data:text/javascript,process.exit(3)' },
    })
    await expect(store.has('key')).rejects.toThrow('the process of @actions/cache ended')
    await expect(store.has('key')).rejects.toThrow('the process of @actions/cache ended')
  })
})

test("of what the toolkit writes, the job's log gets nothing but the masks", async () => {
  const written: string[] = []
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(...text.toString().split('\n').filter(Boolean))
    return true
  })
  const { store } = storeFor(mainJob)
  await store.put('quiet', content(Buffer.from('x')))
  await store.put('quiet', content(Buffer.from('x')))
  await (await store.open('quiet'))?.close()
  expect(written).not.toHaveLength(0)
  expect(written.filter((line) => !line.startsWith('::add-mask::'))).toEqual([])
  expect(logged.filter(({ kind }) => kind !== 'debug')).toEqual([])
  expect(logged.map(({ line }) => line).join('\n')).toContain('Cache restored successfully')
})

test('a program that the toolkit starts gets no token', async () => {
  const programs = await mkdtemp(join(folder, 'programs-'))
  const names = join(programs, 'names')
  const tar = `#!/bin/sh\nenv | cut -d= -f1 >>${names}\nexec ${await which('tar')} "$@"\n`
  await writeFile(join(programs, 'tar'), tar, { mode: 0o755 })
  const PATH = `${programs}:${process.env['PATH'] ?? ''}`
  const { store } = storeFor(mainJob, { env: { PATH, INPUT_TOKEN: 'x', HTTPS_PROXY_HELPER: 'kept' } })
  expect(await store.put('by tar', content(Buffer.from('x')))).toBe(true)
  await (await store.open('by tar'))?.close()
  const got = (await readFile(names, 'utf8')).split('\n')
  expect(got).toContain('HTTPS_PROXY_HELPER')
  expect(got.filter((name) => /^(ACTIONS|INPUT|STATE)_/.test(name))).toEqual([])
})

test('the process of the toolkit does not prevent the job from ending', async () => {
  const script = `
    import { silent } from ${JSON.stringify(join(sources, 'log.ts'))}
    import { ActionsToolkitStore } from ${JSON.stringify(join(sources, 'store/actions-toolkit.ts'))}
    const allowed = { readable: true, writable: true, isGitHubs: true }
    const store = new ActionsToolkitStore(allowed, process.env, silent, ${JSON.stringify(join(folder, 'ending'))})
    process.stdout.write(String(await store.has('absent')))`
  const job = await attempt(process.execPath, ['--input-type=module', '-e', script], {
    env: service.environmentFor(mainJob),
    timeoutSeconds: 60,
  })
  expect(job).toMatchObject({ exitCode: 0, stdout: 'false' })
})

test('a job whose runner exports only version 1 stores entries', async () => {
  const env = { PATH: process.env['PATH'], ...service.environmentFor(mainJob, 1) }
  const store = actionsStore(env, silent, join(folder, 'version-1'))
  expect(await store?.put('from the environment', content(Buffer.from('x')))).toBe(true)
  expect(await store?.has('from the environment')).toBe(true)
  expect(service.entries().some((entry) => entry.key === 'from the environment')).toBe(true)
})

test('neither store reads what the other wrote with the same key', async () => {
  const toolkit = storeFor(mainJob).store
  const url = new URL(service.url)
  const direct = new ActionsV2Store(
    { url, token: service.tokenFor(mainJob) },
    anything,
    silent,
    join(folder, 'direct'),
  )
  const ways: readonly (readonly [Store, Store, string])[] = [
    [toolkit, direct, 'mixed-1'],
    [direct, toolkit, 'mixed-2'],
  ]
  for (const [writer, reader, key] of ways) {
    expect(await writer.put(key, content(Buffer.from(writer.name)))).toBe(true)
    expect(await reader.has(key)).toBe(false)
    expect(await reader.find([key])).toBeUndefined()
    expect(await reader.open(key)).toBeUndefined()
    expect(await reader.put(key, content(Buffer.from(reader.name)))).toBe(true)
    for (const store of [writer, reader]) {
      const opened = await store.open(key)
      expect(opened && (await readRange(opened.source, 0, opened.size)).toString()).toBe(store.name)
      await opened?.close()
    }
  }
})
