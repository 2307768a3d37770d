import type { MachineJobOptions } from '../machine/machine.ts'
import type { Texts } from '../runner/surroundings.ts'
import type { Content } from './content.ts'
import type { Place } from './point.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

/** A kind of fault: what happens, where in a job it may happen, and what is then right. */
export interface Kind {
  readonly name: string
  /** Chance chooses one of them, and a point in it. */
  readonly places: readonly [Place, ...Place[]]
  /** What happens there: a signal to our process, a cancellation by GitHub, or anything else. */
  readonly strike?: Strike
  /** What the job has to find so that it can be struck; gives the strike where that depends on it. */
  readonly arrange?: (scene: Scene) => Promise<Arrangement>
  /** Left out: the job is done, started from the newest snapshot, and has saved or not. */
  readonly right?: Right
  /** Strikes only while our process stands still at its point, never a little later. */
  readonly exact?: true
  /** Why this machine cannot have this fault, in a sentence. */
  readonly lacks?: () => Promise<string | undefined>
}

export type Strike =
  | ((target: Target) => unknown)
  | { readonly signal: NodeJS.Signals }
  /** SIGINT, then SIGTERM, then SIGKILL. */
  | 'cancel'

/** How a job ended. `ended`: its process was, from outside. */
export type Ending = 'done' | 'failed' | 'cancelled' | 'ended'

/** Which of the two snapshots that were stored a job started from. */
export type Start = 'newest' | 'older' | 'cold'

export interface Right {
  readonly ending?: readonly Ending[]
  readonly start?: readonly Start[]
  /** Where the fault found something to strike. */
  readonly saved?: boolean
  /** What the job's own end cannot clear away, since something else holds on to it: the next job does. */
  readonly leaves?: true
}

/** `thrown away`, as GitHub's are; or one that stays, and that keeps the state or does not. */
export type MachineKind = 'thrown away' | 'stays' | 'keeps'

export interface Arrangement {
  readonly job?: MachineJobOptions
  /** Of the save. */
  readonly inputs?: Texts
  /** Where the job's folders for temporary files and for tools are made, instead of on the machine's own disk. */
  readonly disk?: string
  /** Where that for temporary files alone is made. */
  readonly diskForTemporary?: string
  /** The Docker daemon, instead of the machine's own. */
  readonly dockerHost?: string
  /** Chosen by chance unless given. */
  readonly machine?: MachineKind
  readonly strike?: (target: Target) => unknown
}

/** What there is before the job. */
export interface Scene {
  readonly random: Random
  readonly world: World
  /** Of the run's own. */
  readonly folder: string
  /** Programs in it come before the machine's, for the job. */
  readonly programs: string
  /** Ends the fault. What was done last is undone first. */
  readonly undo: (step: () => unknown) => void
  /** What the fault needs until all is judged. */
  readonly atEnd: (step: () => unknown) => void
  /** Asked when all is over: what is wrong, if anything. */
  readonly check: (step: () => Promise<string | undefined>) => void
  /** The fault itself spoils what the cache has under this key. */
  readonly spoil: (key: string) => void
}

/** What there is when the fault strikes. */
export interface Target extends Scene {
  /** Names of the engine's container and volume, there or not. */
  readonly container: string
  readonly volume: string
  /** '' for the machine's own daemon. */
  readonly dockerHost: string
  /** The image of the job's volume, once there is one. */
  readonly image: () => Promise<{ readonly file: string; readonly device: string } | undefined>
  /** Lets the clocks of our process jump, ms. */
  readonly jumpClocks: (by: number) => void
  /** There was nothing to strike. */
  readonly miss: () => void
  /** The fault itself leaves this, see traces.ts. */
  readonly adds: (trace: string) => void
  /** Another job saved a snapshot, and its engine had closed this. */
  readonly knows: (key: string, content: Content) => void
}
