import type { StoredContent } from '../cache-service/service.ts'
import type { MachineJobOptions } from '../machine/machine.ts'
import type { Texts } from '../runner/surroundings.ts'
import type { Content } from './content.ts'
import type { Place } from './point.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

/** A kind of fault: what happens, at which points of a job, and which results are correct. */
export interface Kind {
  readonly name: string
  /** The seed selects one of them, and a point in it. */
  readonly places: readonly [Place, ...Place[]]
  /** What happens there: a signal to the action's process, a cancellation by GitHub, or anything else. */
  readonly strike?: Strike
  /** Prepares the job for the fault. Returns the fault if it depends on the preparation. */
  readonly arrange?: (scene: Scene) => Promise<Arrangement>
  /** Default: the job ends normally, started from the newest snapshot, and saved or did not save. */
  readonly right?: Right
  /** The fault strikes only while the process is held at its point, never with a delay. */
  readonly exact?: true
  /** Why this machine does not support this fault, in a sentence. */
  readonly lacks?: () => Promise<string | undefined>
}

export type Strike =
  | ((target: Target) => unknown)
  | { readonly signal: NodeJS.Signals }
  /** SIGINT, then SIGTERM, then SIGKILL. */
  | 'cancel'

/** The result of a job. `ended`: its process was ended from outside. */
export type Ending = 'done' | 'failed' | 'cancelled' | 'ended'

/** The stored snapshot from which a job started. */
export type Start = 'newest' | 'older' | 'cold'

export interface Right {
  readonly ending?: readonly Ending[]
  readonly start?: readonly Start[]
  /** If the fault found a target. */
  readonly saved?: boolean
  /** What the job cannot remove, because something else holds it. The next job removes it. */
  readonly leaves?: true
  /** A canceled job on a persistent machine also leaves nothing. */
  readonly clearsWhenCancelled?: true
}

/** `thrown away`, like GitHub's; or a persistent machine, which keeps the state or does not. */
export type MachineKind = 'thrown away' | 'stays' | 'keeps'

export type Fetch = 'all' | 'on-demand'

export interface Arrangement {
  readonly job?: MachineJobOptions
  /** Of the save. */
  readonly inputs?: Texts
  /** What the engine does. Default: selected by the seed. */
  readonly call?: string
  /** The parent of the job's temporary folder and tool cache. Default: on the machine's disk. */
  readonly disk?: string
  /** The parent of the temporary folder only. */
  readonly diskForTemporary?: string
  /** The Docker daemon. Default: the machine's. */
  readonly dockerHost?: string
  /** Default: selected by the seed. */
  readonly machine?: MachineKind
  /** What kills our process also kills the runner, like the end of a machine. Default: selected by the seed. */
  readonly runnerDies?: true
  /** Of this job's restore and the next job's. */
  readonly restoreInputs?: Texts
  /** How the job fetches its state, where it has the choice. Default: selected by the seed. */
  readonly fetch?: Fetch
  /** The contents of the job's cache after the job, if that is not the cache service. */
  readonly contents?: () => Promise<readonly StoredContent[]>
  readonly strike?: (target: Target) => unknown
}

/** The situation before the job. */
export interface Scene {
  readonly random: Random
  readonly world: World
  /** The run's folder. */
  readonly folder: string
  /** A folder whose programs take precedence over the machine's in the job. */
  readonly programs: string
  /** Ends the fault. Calls run in reverse order. */
  readonly undo: (step: () => unknown) => void
  /** Like `undo`, but runs after the judgment. */
  readonly atEnd: (step: () => unknown) => void
  /** A check at the end; returns what is wrong, if anything. */
  readonly check: (step: () => Promise<string | undefined>) => void
  /** Reports that the fault damages the entry of this key. */
  readonly spoil: (key: string) => void
  /** Reports what the fault itself leaves, see traces.ts. */
  readonly adds: (trace: string) => void
}

export interface Image {
  readonly file: string
  readonly device: string
  readonly onDemand: boolean
}

/** The situation when the fault strikes. */
export interface Target extends Scene {
  /** Names of the engine's container and volume, which may not exist. */
  readonly container: string
  readonly volume: string
  /** '' for the machine's own daemon. */
  readonly dockerHost: string
  /** The image of the job's volume, if it exists, and whether it is fetched on demand. */
  readonly image: () => Promise<Image | undefined>
  /** Lets the clocks of the process jump by this many milliseconds. */
  readonly jumpClocks: (by: number) => void
  /** Reports that there was no target. */
  readonly miss: () => void
  /** Reports that another job saved a snapshot, whose engine closed this content. */
  readonly knows: (key: string, content: Content) => void
}
