import { hash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Deadline, untilAborted, within } from '../deadline.ts'
import type { ArchiveCache } from '../dagger/install.ts'
import { withOneAttempt } from '../dagger/published.ts'
import { archiveOf, downloadSite, publishedChecksum, resolvePointer } from '../dagger/releases.ts'
import type { PointerAnswers } from '../dagger/resolve.ts'
import { answerKey, archiveKey, readStoredAnswer, readStoredArchive } from '../dagger/stored-cli.ts'
import { hasCode } from '../error-code.ts'
import type { RunnerHost } from '../engine/host.ts'
import { isPersistentMachine, type RunContext } from '../github/context.ts'
import { openStore, type StoreChoice } from '../github/open-store.ts'
import { jobLog as log, quietLog } from '../github/log.ts'
import { parseVersionRequest } from '../dagger/version.ts'
import { isDefaultBranch } from '../policy/saving.ts'
import { reasonOf } from '../reason.ts'
import { inOnePiece } from '../snapshot/pack-writer.ts'
import type { Store } from '../store/store.ts'
import { megabytes } from '../units.ts'
import { downloadOptions } from './download-options.ts'
import { storeEngineFiles } from './engine-files.ts'
import { jobFolder, type JobRecord } from '../record/record.ts'

/** What a job reads from the store instead of Dagger's site. */
export interface ProgramCache {
  readonly archives: ArchiveCache
  readonly answers: PointerAnswers
}

/** Time limit for a request to the store. */
const answerTimeoutMilliseconds = 5000
/** Time limit for reading an archive from the store. It usually takes less than a second. */
const readTimeoutMilliseconds = 20_000

/**
 * Time limit for storing the engine's image, which usually takes less than 20 s. Where it takes longer, each job on
 * the default branch would wait for it.
 */
const imageLimitSeconds = 120

// Records for the save, which trusts neither of them: it compares the archive with the checksum that Dagger publishes,
// and resolves the pointer again.
const archiveFile = join(jobFolder, 'cli-archive')
const pointerFile = join(jobFolder, 'pointer')

/**
 * The cache of a job for Dagger's programs; undefined if it has none: on a machine that later jobs use, which keeps
 * programs itself, and for an engine elsewhere, whose job saves nothing.
 *
 * @param choice the inputs that name the job's store; undefined if the job has none
 */
export function programCache(
  { cachePrograms }: { readonly cachePrograms: boolean },
  host: RunnerHost,
  choice: StoreChoice | undefined,
): ProgramCache | undefined {
  if (!cachePrograms || isPersistentMachine || host.kind !== 'docker' || !choice) return undefined
  return {
    archives: {
      read: async (archive, file) => {
        const failureMessage = (reason: string) => `The CLI is downloaded: ${reason}.`
        const read = await queryStore(
          choice,
          failureMessage,
          readTimeoutMilliseconds,
          async (store, signal) => {
            const content = await readStoredArchive(store, archive, signal)
            if (content) await writeFile(file, content)
            return content !== undefined
          },
        )
        return read ?? false
      },
      keep: async (_archive, file) => {
        await keepForSave('The CLI', () => rename(file, archiveFile))
      },
    },
    answers: {
      last: (pointer) => {
        const failureMessage = (reason: string) => `The last answer for ${pointer} is unknown: ${reason}.`
        return queryStore(choice, failureMessage, answerTimeoutMilliseconds, (store) =>
          readStoredAnswer(store, downloadSite(process.env), pointer),
        )
      },
      recordAnswer: async (pointer) => {
        await keepForSave('The version', () => writeFile(pointerFile, pointer))
      },
    },
  }
}

async function keepForSave(what: string, keep: () => Promise<void>): Promise<void> {
  try {
    await mkdir(jobFolder, { recursive: true })
    await keep()
  } catch (error) {
    log.info(`${what} will not be stored for later jobs: ${reasonOf(error)}`)
  }
}

/**
 * Asks the store of a job, if it isolates repositories and branches.
 *
 * @param failureMessage what to log if that fails, with the reason as a clause
 * @returns undefined if the store does not have it; also, with one line in the log, if it does not answer in time
 */
async function queryStore<T>(
  choice: StoreChoice,
  failureMessage: (reason: string) => string,
  milliseconds: number,
  query: (store: Store, signal: AbortSignal) => Promise<T | undefined>,
): Promise<T | undefined> {
  const signal = AbortSignal.timeout(milliseconds)
  try {
    // The restore of the state logs which store the job has.
    const store = await openStore(choice, quietLog, signal)
    return store?.isolatesBranches ? await untilAborted(signal, query(store, signal)) : undefined
  } catch (error) {
    const reason = signal.aborted
      ? `the cache did not answer within ${milliseconds / 1000} s`
      : reasonOf(error)
    log.info(failureMessage(reason))
    return undefined
  }
}

/**
 * Stores the programs that the job had to download, for later jobs: only on the default branch. Of what came from
 * Dagger's site, only what that site still confirms, because the job's code may have changed the files. Never throws.
 *
 * @param store of a job that may save
 */
export async function storePrograms(
  { version }: Pick<JobRecord, 'version'>,
  store: Store,
  context: RunContext,
  deadline: Deadline,
): Promise<void> {
  const { event = '', ref, defaultBranch } = context
  if (!store.isolatesBranches || isDefaultBranch({ event, ref, defaultBranch }) !== true) return
  const site = downloadSite(process.env)
  const { signal } = deadline
  await tryToStore('CLI', deadline, () => storeCli(version, site, store, signal))
  await tryToStore('version', deadline, () => storeAnswer(site, store))
  const ofImage = deadline.atMost(imageLimitSeconds)
  await tryToStore("engine's image", ofImage, () => storeEngineFiles(version, store, ofImage.signal))
}

async function tryToStore(what: string, deadline: Deadline, store: () => Promise<void>): Promise<void> {
  try {
    await within(deadline, () => untilAborted(deadline.signal, store()))
  } catch (error) {
    log.info(`The ${what} was not stored for later jobs: ${reasonOf(error)}`)
  }
}

async function storeCli(version: string, site: string, store: Store, signal: AbortSignal): Promise<void> {
  const content = await readIfThere(archiveFile)
  if (!content) return
  const archive = archiveOf(site, { kind: 'release', version }, process.platform, process.arch)
  const sha256 = await publishedChecksum(archive, oneAttempt)
  if (hash('sha256', content) !== sha256) throw new Error(`${archive.name} was changed after its download.`)
  const stored = await readStoredArchive(store, archive, signal).catch(() => 'unusable' as const)
  if (Buffer.isBuffer(stored)) return
  // Entries are immutable, so another one with a key of its own replaces an entry that cannot be used.
  const key = archiveKey(archive, sha256, stored && process.env['GITHUB_RUN_ID'])
  if (await store.put(key, inOnePiece(content))) {
    log.info(`Stored the CLI ${version} (${megabytes(content.length)}) in ${store.name} for later jobs.`)
  }
}

async function storeAnswer(site: string, store: Store): Promise<void> {
  const pointer = (await readIfThere(pointerFile))?.toString()
  if (pointer === undefined || parseVersionRequest(pointer).kind !== 'pointer') return
  const answer = await resolvePointer(site, pointer, oneAttempt)
  if (answer !== undefined)
    await store.put(answerKey(site, pointer, answer), inOnePiece(Buffer.from(`${answer}\n`)))
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  return await readFile(file).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  })
}

const oneAttempt = withOneAttempt(downloadOptions)
