import { namespaceOf, namespaces, type Namespace } from '../engine/log-lines.ts'
import type { Notes } from '../snapshot/manifest.ts'
import { clientNotes } from './client-identity.ts'
import { readJob, writeJobOrWarn, type JobRecord } from '../record/record.ts'
import { releaseOfWriter } from '../downloads/version-of-job.ts'

/** The names of the notes, in manifests and in kept states. */
const namespacesNote = 'engine-namespaces'
const diskBytesNote = 'disk-bytes'

/**
 * The namespaces in which engines have worked on a restored state: those that its notes list, or else the one of
 * the engine that closed it.
 *
 * @param writer version of that engine; undefined for an empty state
 * @returns undefined if the namespaces are unknown
 */
export function namespacesIn(
  notes: Notes | undefined,
  writer: string | undefined,
  job: Pick<JobRecord, 'version' | 'engineRelease'>,
): readonly Namespace[] | undefined {
  const noted = notes?.[namespacesNote]?.split(' ')
  if (noted) return namespaces.filter((name) => noted.includes(name))
  const engineRelease = writer === undefined ? undefined : releaseOfWriter(writer, job)
  return engineRelease === undefined ? undefined : [namespaceOf(engineRelease)]
}

/** Bytes that a state used on its disk when its engine stopped; undefined if its notes do not contain it. */
export function diskBytesIn(notes: Notes | undefined): number | undefined {
  const bytes = Number(notes?.[diskBytesNote])
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined
}

/** Called after an engine emptied its state: only the job's own engine has then worked on what the job leaves. */
export async function forgetNamespaces(): Promise<void> {
  const job = await readJob()
  if (job) await writeJobOrWarn({ ...job, namespaces: [] })
}

/**
 * The notes that a job's state carries for the next job.
 *
 * @param now milliseconds since 1970
 * @param diskBytes that the state uses on its disk; undefined if unknown
 */
export function stateNotes(
  job: Pick<JobRecord, 'engineRelease' | 'client' | 'namespaces'>,
  now: number,
  diskBytes?: number,
): Notes {
  const held = new Set<Namespace>([...(job.namespaces ?? []), namespaceOf(job.engineRelease)])
  return {
    ...clientNotes(job, now),
    [namespacesNote]: [...held].toSorted().join(' '),
    ...(diskBytes !== undefined && { [diskBytesNote]: `${diskBytes}` }),
  }
}
