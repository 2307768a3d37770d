import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { jobLog as log } from '../github/log.ts'
import {
  hasClientId,
  isClientId,
  makeStateHome,
  newClientId,
  stateHomeOf,
  stateHomeVariable,
} from '../dagger/client-id.ts'
import { scanUploads, uploadRoots, verbOf, type LocalCommand } from '../dagger/uploads.ts'
import { isAtLeast, parseVersion, type Version } from '../dagger/version.ts'
import { reasonOf } from '../reason.ts'
import { printable } from '../printable.ts'
import type { Notes } from '../snapshot/manifest.ts'
import { jobFolder, readJob, writeJobOrWarn, type JobRecord, type KnownClient } from '../record/record.ts'

/** The names of the notes, in manifests and in kept states. */
const idNote = 'client-id'
const untilNote = 'client-id-until'

/** The client that a restored state knows; undefined if the notes contain no valid one. */
export function clientIn(notes: Notes | undefined): KnownClient | undefined {
  const id = notes?.[idNote] ?? ''
  const until = Number(notes?.[untilNote])
  return isClientId(id) && Number.isSafeInteger(until) && until > 0 ? { id, until } : undefined
}

/**
 * The notes for a saved state. If the job needed another ID, the noted one stays: later jobs must not use a mirror
 * with times that tools have set.
 */
export function clientNotes({ client }: Pick<JobRecord, 'client'>, now: number): Notes | undefined {
  if (!client) return undefined
  const { id, until, uploaded } = client
  const last = uploaded === undefined ? until : Math.max(until, uploaded, now)
  // A cold job whose commands all needed another ID has uploaded nothing to this ID's mirror.
  return last === 0 ? undefined : { [idNote]: id, [untilNote]: String(last) }
}

/**
 * The environment of a command. It uses the client ID that the state knows if no file's time can mislead the
 * engine, and otherwise another ID. Exports nothing, and neither writes nor replaces the user's own ID: if one
 * exists before the job's first command, the command uses it. Never throws.
 *
 * @param job undefined or without a volume of ours: the engine is not ours, and the environment stays unchanged
 * @param version of the engine
 */
export async function withIdentity(
  job: JobRecord | undefined,
  version: Version,
  command: LocalCommand,
): Promise<NodeJS.ProcessEnv> {
  const { env } = command
  if (!job?.volume) return env
  try {
    const stateHome = await stateHomeFor(job, version, command)
    return stateHome === undefined ? env : { ...env, [stateHomeVariable]: stateHome }
  } catch (error) {
    log.info(`The client keeps no identity between jobs: ${reasonOf(error)}`)
    return env
  }
}

async function stateHomeFor(
  job: JobRecord,
  version: Version,
  command: LocalCommand,
): Promise<string | undefined> {
  const users = stateHomeOf(command.env)
  const isOwn = job.clientIsOwn ?? (await hasClientId(users))
  const client = job.client ?? { id: newClientId(), until: 0 }
  const now = Date.now()
  const doubt = isOwn ? undefined : await doubtAbout(command, client.until, now)
  const uploaded = typeof doubt === 'number' ? Math.max(client.uploaded ?? 0, doubt, now) : client.uploaded
  const known = { ...client, ...(uploaded !== undefined && { uploaded }) }
  await noteClient({ client: known, clientIsOwn: isOwn })
  if (isOwn) return undefined
  if (typeof doubt !== 'string') {
    await makeStateHome(keptHome, users, client.id)
    return keptHome
  }
  log.info(
    `The CLI uploads all local files again, because the client of this job has a new identity: ${doubt}.`,
  )
  if (keepsAnonymous(version)) await makeStateHome(newHome, users, '')
  // The CLI creates an ID there, which the job's later commands use too.
  else if (!(await hasClientId(newHome))) await makeStateHome(newHome, users, undefined)
  return newHome
}

const keptHome = join(jobFolder, 'client')
const newHome = join(jobFolder, 'new-client')
/** For our own queries to the engine, which upload no files. */
export const ownStateHome = join(jobFolder, 'own-client')

/** Removes the job's clients. Does not follow the links, so the user's own state stays. */
export async function removeClients(): Promise<void> {
  for (const home of [keptHome, newHome, ownStateHome]) await rm(home, { recursive: true, force: true })
}

/**
 * Why the command must not use the client ID that the state knows, as part of a sentence; otherwise the newest
 * modification time of the files that it may upload, in milliseconds since 1970.
 */
async function doubtAbout(command: LocalCommand, until: number, now: number): Promise<string | number> {
  const roots = await uploadRoots(command)
  if (!roots) return `dagger ${printable(verbOf(command.argv) ?? '')} may upload any file of this machine`
  const { doubtful, because = '', newest } = scanUploads(roots, { until, now })
  return doubtful === undefined ? newest : `${printable(doubtful)} ${because}`
}

/**
 * Whether an empty ID makes the engine drop the mirror after each upload, so that nothing of it stays in the state
 * (v0.21.0, core/schema/host.go lines 288 to 309; v0.20.3, engine/filesync/filesyncer.go line 236, creates an ID
 * for each upload, and keeps all of them). A commit's build, which may have any version, counts as the newest.
 */
function keepsAnonymous(version: Version): boolean {
  return parseVersion(version) === undefined || isAtLeast(version, '0.21.0')
}

async function noteClient(client: Pick<JobRecord, 'client' | 'clientIsOwn'>): Promise<void> {
  const job = await readJob()
  if (job) await writeJobOrWarn({ ...job, ...client })
}
