// The program that script/cache runs.
import { globSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { openStore } from '../src/github/open-store.ts'
import { silent, type Log } from '../src/log.ts'
import { commonPrefix } from '../src/policy/keys.ts'
import { reasonOf } from '../src/reason.ts'
import { actionsRest, type ListedCache } from '../src/github/caches-api.ts'
import { DirectoryStore } from '../src/store/directory.ts'
import type { ListingStore, Store } from '../src/store/store.ts'
import { copySnapshot } from './copy.ts'
import { openScope } from './bucket.ts'
import { listFolder, listRepository } from './listing.ts'
import { countOf, oursInFolder, oursOnGitHub } from './purge.ts'
import { readRequest, usage, UsageError, type Request } from './request.ts'
import { findSnapshot, isOfEngineImage, shownKey } from './snapshot.ts'
import { extentOf, snapshotProblems } from './verify.ts'
import { removeVolumeOfOurs, restoreInto, usageOf } from './volume.ts'

const log: Log = { ...silent, warning: printError }

function print(text: string): void {
  console.log(plain(text))
}

function printError(text: string): void {
  console.error(plain(text))
}

/** Anyone may have written what a store holds, so control characters are shown as `?`. */
function plain(text: string): string {
  return text.replaceAll(/(?!\n)\p{C}/gu, '?')
}

/** Each prints its result to stdout and returns the exit code. */
const commands = { list, verify, restore, remove, export: exportCopy, purge } satisfies Record<
  Request['command'],
  (request: Request) => Promise<number>
>

async function list(request: Request): Promise<number> {
  const lines =
    request.repo === undefined
      ? await listFolder(await openFolder(request), Date.now())
      : listRepository(
          (await (await openCaches(request.repo)).list(undefined, commonPrefix)).entries,
          Date.now(),
        )
  print(lines.join('\n'))
  return 0
}

async function verify(request: Request): Promise<number> {
  const store = await openCache(request)
  const snapshot = await findSnapshot(store, request.key)
  const problems = await snapshotProblems(store, snapshot)
  if (problems.length > 0) {
    print([`${shownKey(snapshot.key)} is damaged:`, ...problems].join('\n'))
    return 1
  }
  print(
    `${shownKey(snapshot.key)} is complete: ${extentOf(snapshot)}. Every hash matches, and the filesystem is clean.`,
  )
  return 0
}

async function restore(request: Request): Promise<number> {
  const store = await openCache(request)
  const snapshot = await findSnapshot(store, request.key)
  if (isOfEngineImage(snapshot.key)) throw new Error(`${snapshot.key} is an engine's image, and no state.`)
  await restoreInto(request.volume, store, snapshot)
  const { engineVersion } = snapshot.manifest
  print(`The volume ${request.volume} holds ${shownKey(snapshot.key)}: ${extentOf(snapshot)}.
To use it, with the CLI of Dagger ${engineVersion}:

${usageOf(request.volume, engineVersion)
  .map((line) => `  ${line}`)
  .join('\n')}
  dagger call …

It does not outlive a restart of this machine. \`script/cache remove --volume ${request.volume}\` removes it.`)
  return 0
}

async function remove({ volume }: Request): Promise<number> {
  const removed = await removeVolumeOfOurs(volume)
  print(removed ? `The volume ${volume} is removed.` : `There is no volume ${volume}.`)
  return 0
}

async function exportCopy(request: Request): Promise<number> {
  const store = await openCache(request)
  const snapshot = await findSnapshot(store, request.key)
  await copySnapshot(snapshot, store, new DirectoryStore(resolve(request.to)))
  print(`${request.to} holds ${shownKey(snapshot.key)}: ${extentOf(snapshot)}.`)
  return 0
}

async function purge(request: Request): Promise<number> {
  const ours =
    request.repo === undefined
      ? await oursInFolder(await openFolder(request))
      : await oursOnGitHub(await openCaches(request.repo))
  if (!request.yes) {
    for (const { key } of ours) print(key)
    print(`${countOf(ours)}. Nothing was deleted: --yes deletes them.`)
    return 0
  }
  const removed = []
  for (const entry of ours) if (await entry.remove()) removed.push(entry)
  print(`Deleted ${countOf(removed)}.`)
  return 0
}

async function openCache({ dir, store: address }: Request): Promise<Store> {
  if (address !== undefined) return await openScope(address, process.env, log)
  if (dir !== undefined) return await openDirectory(resolve(dir))
  const store = await openStore({}, log)
  if (store) return store
  throw new Error(
    'This job has no Actions cache, or this is a `run:` step, which GitHub gives no access to it: docs/local.md shows a step that has access.',
  )
}

/** @throws Error if the folder does not exist, because it would look like an empty cache; or if it holds several caches */
async function openDirectory(dir: string): Promise<DirectoryStore> {
  if (!(await stat(dir).catch(() => undefined))?.isDirectory()) {
    throw new Error(`--dir is ${dir}, which is not a folder.`)
  }
  const repositories = globSync('*/*/entries', { cwd: dir })
  if (repositories.length > 0) {
    const folders = repositories.map((path) => join(dir, dirname(path))).sort()
    throw new Error(
      `--dir is ${dir}, which has one folder for each repository. Name one:\n${folders.join('\n')}`,
    )
  }
  return new DirectoryStore(dir)
}

async function openFolder(request: Request): Promise<ListingStore> {
  const store = await openCache(request)
  if (store.cleanable.kind === 'folder') return store.cleanable.folder
  if (store.cleanable.kind === 'bucket') return store.cleanable.bucket
  throw new Error(`${request.command} does not work with a job's own cache service: use --repo.`)
}

async function openCaches(repository: string): Promise<ListedCache> {
  const token = process.env['GH_TOKEN'] || process.env['GITHUB_TOKEN']
  if (!token) {
    throw new Error(
      'GitHub requires a token, but GH_TOKEN and GITHUB_TOKEN are empty. `gh auth token` prints one.',
    )
  }
  return await actionsRest(token, repository, log, new AbortController().signal)
}

try {
  const args = process.argv.slice(2)
  if (args.includes('--help') || args[0] === 'help') print(usage.trimEnd())
  else {
    const request = readRequest(args)
    process.exitCode = await commands[request.command](request)
  }
} catch (error) {
  for (const line of reasonOf(error).split('\n')) printError(`script/cache: ${line}`)
  if (error instanceof UsageError) printError('script/cache: --help shows the usage.')
  process.exitCode = error instanceof UsageError ? 2 : 1
}
