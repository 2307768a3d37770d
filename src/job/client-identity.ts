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
import { lookAt, uploadRoots, verbOf, type LocalCommand } from '../dagger/uploads.ts'
import { isAtLeast, parseVersion, type Version } from '../dagger/version.ts'
import { reasonOf } from '../reason.ts'
import { shown } from '../shown.ts'
import type { Notes } from '../snapshot/manifest.ts'
import { jobFolder, readJob, tellLaterSteps, type JobRecord } from './record.ts'

/** The client under whose ID the engine's state mirrors what was uploaded. */
export interface KnownClient {
  readonly id: string
  /** When jobs before this one last uploaded as it: no file of the mirror is newer. Milliseconds since 1970. */
  readonly until: number
  /** The same of this job's own uploads; absent before the first. */
  readonly uploaded?: number
}

/** Names of notes in manifests, and in what machines keep. */
const idNote = 'client-id'
const untilNote = 'client-id-until'

/** The client that a restored state knows; undefined where none is noted, or something else. */
export function clientIn(notes: Notes | undefined): KnownClient | undefined {
  const id = notes?.[idNote] ?? ''
  const until = Number(notes?.[untilNote])
  return isClientId(id) && Number.isSafeInteger(until) && until > 0 ? { id, until } : undefined
}

/**
 * What a saved state is to note. The ID of a job that needed another one stays as it was: a mirror with times that
 * tools have set is not for jobs to come.
 */
export function clientNotes({ client }: Pick<JobRecord, 'client'>, now: number): Notes | undefined {
  if (!client) return undefined
  const { id, until, uploaded } = client
  const last = uploaded === undefined ? until : Math.max(until, uploaded, now)
  // A cold job whose commands all needed another ID has put nothing into its mirror.
  return last === 0 ? undefined : { [idNote]: id, [untilNote]: String(last) }
}

/**
 * The environment of a command, whose client is the one that the state knows where no file's time can deceive the
 * engine, and else another one. Nothing is exported, and the user's own ID is neither written nor replaced: where there
 * is one before the job's first command, it is used. Never throws.
 *
 * @param job undefined, or without a volume of ours: the engine is none of ours, and nothing is changed
 * @param version the engine's
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
  log.info(`The engine gets all local files again, because this job's client has a new identity: ${doubt}.`)
  if (keepsAnonymous(version)) await makeStateHome(newHome, users, '')
  // The CLI makes an ID there, which serves the job's later commands too.
  else if (!(await hasClientId(newHome))) await makeStateHome(newHome, users, undefined)
  return newHome
}

const keptHome = join(jobFolder, 'client')
const newHome = join(jobFolder, 'new-client')
/** For what we ask the engine ourselves: no file is uploaded. */
export const ownStateHome = join(jobFolder, 'own-client')

/** Removes the job's clients; the user's own state, to which links lead, stays. */
export async function removeClients(): Promise<void> {
  for (const home of [keptHome, newHome, ownStateHome]) await rm(home, { recursive: true, force: true })
}

/**
 * Why the command is not to run as the client that the state knows, as a part of a sentence; else when the latest of
 * the files that it may upload was modified.
 */
async function doubtAbout(command: LocalCommand, until: number, now: number): Promise<string | number> {
  const roots = await uploadRoots(command)
  if (!roots) return `dagger ${shown(verbOf(command.argv) ?? '')} may upload any file of this machine`
  const { doubtful, because = '', newest } = lookAt(roots, { until, now })
  return doubtful === undefined ? newest : `${shown(doubtful)} ${because}`
}

/**
 * Whether an empty ID makes the engine forget the mirror after each upload: nothing is then left in the state (v0.21.0,
 * core/schema/host.go lines 288 to 309; v0.20.3, engine/filesync/filesyncer.go line 236, makes one ID an upload, and
 * keeps all of them). A commit's build, whose version may be any, counts as the newest.
 */
function keepsAnonymous(version: Version): boolean {
  return parseVersion(version) === undefined || isAtLeast(version, '0.21.0')
}

async function noteClient(client: Pick<JobRecord, 'client' | 'clientIsOwn'>): Promise<void> {
  const job = await readJob()
  if (job) await tellLaterSteps({ ...job, ...client })
}
