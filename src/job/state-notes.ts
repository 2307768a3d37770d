import { namespaceOf, namespaces, type Namespace } from '../engine/journal.ts'
import type { Notes } from '../snapshot/manifest.ts'
import { clientNotes } from './client-identity.ts'
import { readJob, tellLaterSteps, type JobRecord } from './record.ts'
import { behaviorOfWriter } from './version.ts'

/** Name of a note in manifests, and in what machines keep. */
const namespacesNote = 'engine-namespaces'

/**
 * In which namespaces engines have worked on a restored state: as it is noted, else that of the engine which closed it.
 *
 * @param writer version of that engine; undefined for an empty state
 * @returns undefined where it is not known
 */
export function namespacesIn(
  notes: Notes | undefined,
  writer: string | undefined,
  job: Pick<JobRecord, 'version' | 'behavior'>,
): readonly Namespace[] | undefined {
  const noted = notes?.[namespacesNote]?.split(' ')
  if (noted) return namespaces.filter((name) => noted.includes(name))
  const behavior = writer === undefined ? undefined : behaviorOfWriter(writer, job)
  return behavior === undefined ? undefined : [namespaceOf(behavior)]
}

/** After an engine emptied its state: what the job leaves is its own alone. */
export async function forgetNamespaces(): Promise<void> {
  const job = await readJob()
  if (job) await tellLaterSteps({ ...job, namespaces: [] })
}

/** What the state that a job leaves is to note for the next. @param now milliseconds since 1970 */
export function stateNotes(job: Pick<JobRecord, 'behavior' | 'client' | 'namespaces'>, now: number): Notes {
  const held = new Set<Namespace>([...(job.namespaces ?? []), namespaceOf(job.behavior)])
  return { ...clientNotes(job, now), [namespacesNote]: [...held].toSorted().join(' ') }
}
