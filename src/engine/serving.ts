import { setTimeout as sleep } from 'node:timers/promises'
import { attempt } from '../programs.ts'
import { awaitLogLine } from '../docker-log.ts'
import { inspectContainer } from '../docker.ts'

/** The result of an engine's start. */
export type StartResult =
  /** It listens and has accepted or reset its state. */
  | { readonly kind: 'serves' }
  /** It runs, but did not serve within the time limit. */
  | { readonly kind: 'late' }
  | {
      readonly kind: 'ended'
      /** Its last log line or exit code, as the rest of a sentence about the engine. */
      readonly because: string
      /** Why it ended, if its state is not the cause: a sentence without the final period. */
      readonly otherCause: string | undefined
    }

/**
 * The engine logs this after it has opened its state and listens. A client that connects earlier waits for gRPC's
 * backoff. Source: dagger/dagger v0.20.3, cmd/engine/main.go line 608; v0.21.8, line 621; v1.0.0-beta.10, line
 * 639.
 */
const serving = 'running server on /run/dagger'

/** Milliseconds between two connection attempts to an engine whose log does not have that line. */
const probeEveryMilliseconds = 250

export interface StartedEngine {
  readonly container: string
  /** The start of this run's log, RFC 3339; undefined if the whole log belongs to this run. */
  readonly logsFrom: string | undefined
  /** Whether its configuration makes it log that it serves: see `logsItsStart`. */
  readonly logsStart: boolean
}

/**
 * Waits until an engine serves or has exited.
 *
 * @param timeoutSeconds at least 1
 */
export async function awaitServing(engine: StartedEngine, timeoutSeconds: number): Promise<StartResult> {
  const { container, logsFrom, logsStart } = engine
  const words: string[] = []
  const onLine = (line: string): boolean => {
    if (isLastWord(line)) words.push(line)
    return line.includes(serving)
  }
  const stop = new AbortController()
  const logged = awaitLogLine(container, logsFrom, onLine, timeoutSeconds, stop.signal)
  const outcome = await (
    logsStart ? logged : Promise.race([logged, answers(container, stop.signal)])
  ).finally(() => {
    stop.abort()
  })
  if (outcome !== 'ended') return { kind: outcome === 'found' ? 'serves' : 'late' }
  const ended = await inspectContainer(container)
  return {
    kind: 'ended',
    because: lastWord(words) ?? `ended with exit code ${ended?.exitCode ?? 'unknown'}`,
    otherCause: otherCause(words, {
      exitCode: ended?.exitCode ?? 0,
      outOfMemory: ended?.outOfMemory ?? false,
    }),
  }
}

/** Connects like the CLI. Resolves to `found` when the engine answers, and never if it does not. */
async function answers(container: string, signal: AbortSignal): Promise<'found'> {
  for (;;) {
    const dial = ['exec', '--interactive', container, 'buildctl', 'dial-stdio']
    const { exitCode } = await attempt('docker', dial, { input: '', timeoutSeconds: 10 })
    if (exitCode === 0) return 'found'
    await sleep(probeEveryMilliseconds, undefined, { signal }).catch(
      () => new Promise<never>(() => undefined),
    )
  }
}

/**
 * Whether a line may show why an engine ended: the first line of a panic or a fatal error, or the error of its
 * main function.
 */
function isLastWord(line: string): boolean {
  return /^(panic: |fatal error: |dagger-engine: )/.test(line)
}

function lastWord(words: readonly string[]): string | undefined {
  const word = words.at(-1)
  return word === undefined ? undefined : `ended and logged: ${word.trim().slice(0, 300)}`
}

/**
 * Why an engine ended instead of serving, if the cause is not its state: a sentence without the final period;
 * undefined if it may be the state.
 *
 * Source: dagger/dagger v0.21.8, engine/config/load.go line 19 and cmd/engine/main.go line 347 for the
 * configuration.
 */
export function otherCause(
  lines: readonly string[],
  { exitCode, outOfMemory }: { readonly exitCode: number; readonly outOfMemory: boolean },
): string | undefined {
  if (outOfMemory) return 'this machine has too little memory for it'
  // SIGKILL: no state makes the engine kill itself.
  if (exitCode === 137) return 'it was killed, possibly because memory ran out'
  if (lines.some((line) => line.includes('failed to parse config')))
    return 'it does not accept its engine.json'
  return undefined
}
