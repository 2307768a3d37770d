import { createHash } from 'node:crypto'

/** How long a job's first command took with a cold engine: the baseline for warm starts. */
export interface ColdStart {
  /** Identifies the command: the result of `commandShape`. */
  readonly command: string
  readonly milliseconds: number
  /** Milliseconds since 1970. */
  readonly at: number
}

/** A command that a job ran, recorded for its later steps. */
export interface PastCommand extends ColdStart {
  readonly succeeded: boolean
  /** The command was stopped because it exceeded the input call-timeout. */
  readonly timedOut?: true
  /** What the engine did with its state: the output engine-cache. */
  readonly engineCache: string
  readonly traceUrl?: string
}

/**
 * Identifies commands whose durations can be compared. Excludes the values of flags, which may change with every
 * run, such as a commit's hash, and may be secret. Excludes the values of variables for the same reasons.
 *
 * @param displayed the command's words; those that contain values of variables in their displayed form
 * @returns 16 hex digits
 */
export function commandShape(displayed: readonly string[], script: string | undefined): string {
  const words = displayed.map((word) => word.replace(/^'?(--?[^=]*)=.*$/s, '$1'))
  return createHash('sha256')
    .update(JSON.stringify([words, script ?? '']))
    .digest('hex')
    .slice(0, 16)
}

/**
 * The cold start to record in the job's snapshot: what this job measured, otherwise what the last snapshot of the
 * same key recorded. A failed command is not a measurement.
 */
export function coldStartOf(
  first: PastCommand | undefined,
  lastOfKey: ColdStart | undefined,
): ColdStart | undefined {
  if (!first?.succeeded || !isCold(first)) return lastOfKey
  return { command: first.command, milliseconds: first.milliseconds, at: first.at }
}

/** Whether the engine started without a state or discarded it. */
export function isCold({ engineCache }: PastCommand): boolean {
  return engineCache === 'cold' || engineCache.startsWith('discarded:')
}

/** The cold start to compare the job's first command with: of the same command, if both succeeded. */
export function comparable(
  first: PastCommand | undefined,
  coldStart: ColdStart | undefined,
): ColdStart | undefined {
  if (!first?.succeeded || isCold(first)) return undefined
  return coldStart?.command === first.command ? coldStart : undefined
}
