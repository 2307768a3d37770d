import { createHash } from 'node:crypto'

/** How long a job's first command took when its engine had started cold: what a warm one is compared with. */
export interface ColdStart {
  /** Which command it was, by `commandShape`. */
  readonly command: string
  readonly milliseconds: number
  /** Milliseconds since 1970. */
  readonly at: number
}

/** A command that a job ran, as its later steps remember it. */
export interface PastCommand extends ColdStart {
  readonly succeeded: boolean
  /** It was ended in the middle, when the time of input call-timeout was up. */
  readonly timedOut?: true
  /** What the engine had made of its state: the output engine-cache. */
  readonly engineCache: string
  readonly traceUrl?: string
}

/**
 * Tells commands apart whose times are not to be compared. The values of flags are left out: they may differ from
 * run to run, as a commit's hash does, and may be secret. So are those of variables.
 *
 * @param displayed the command's words, those with values of variables as they are shown
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
 * What a job's snapshot is to say of cold starts: what this job measured, else what the last snapshot of the same
 * key said. A command that failed is no measure.
 */
export function coldStartOf(
  first: PastCommand | undefined,
  lastOfKey: ColdStart | undefined,
): ColdStart | undefined {
  if (!first?.succeeded || !isCold(first)) return lastOfKey
  return { command: first.command, milliseconds: first.milliseconds, at: first.at }
}

/** Whether the engine had nothing to start from, or threw it away. */
export function isCold({ engineCache }: PastCommand): boolean {
  return engineCache === 'cold' || engineCache.startsWith('discarded:')
}

/** The cold start that the job's first command may be compared with: of the same command, both successful. */
export function comparable(
  first: PastCommand | undefined,
  coldStart: ColdStart | undefined,
): ColdStart | undefined {
  if (!first?.succeeded || isCold(first)) return undefined
  return coldStart?.command === first.command ? coldStart : undefined
}
