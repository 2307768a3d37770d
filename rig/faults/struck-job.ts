import { link } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { actions, recordOf } from '../machine/machine.ts'
import type { FinishOptions, Job, StepResult } from '../runner/job.ts'
import type { Texts } from '../runner/surroundings.ts'
import type { Strike, Target } from './kind.ts'
import type { Stopover } from './point.ts'
import { version } from './world.ts'

export interface StruckJobOptions {
  readonly job: Job
  /** The calls of the engine. */
  readonly call: string
  readonly restoreInputs: Texts
  readonly saveInputs: Texts
  /** One step of the all-in-one action, or one of each of the separate actions. */
  readonly inOneStep: boolean
  readonly stopover: Stopover
  readonly strike: Strike
  readonly target: Target
  /** Killing the process also kills the runner, so that nothing of the job runs after it. */
  readonly runnerDies: boolean
  /** A second name for a whole image, so that the content that the engine closes outlives the job. */
  readonly closed: string
  /** Called with the restored image before its first use, if the restore is a separate step and fetched all. */
  readonly restored: (result: StepResult, image: string) => Promise<void>
}

export interface StruckJob {
  readonly results: readonly StepResult[]
  /** The operation of the process at the point; undefined if it did not reach the point. */
  readonly where: string | undefined
}

/** Runs a job to its end, with the fault at the stopover. */
export async function playStruck(options: StruckJobOptions): Promise<StruckJob> {
  const { job, stopover, strike, target } = options
  const signal = new Signal()
  let clockJump = 0
  const visit = stopover.visit(async () => {
    if (typeof strike === 'function') {
      await strike({ ...target, jumpClocks: (by) => (clockJump = by) })
    } else {
      await signal.send()
    }
    return clockJump
  })
  // An error of the fault itself is reported after the job.
  visit.catch(() => undefined)
  const interruption: FinishOptions =
    strike === 'cancel'
      ? { cancel: { when: () => signal.isDue() } }
      : typeof strike === 'function'
        ? {}
        : { kill: { signal: strike.signal, when: () => signal.isDue() } }

  const results: StepResult[] = []
  const isOver = (): boolean => options.runnerDies && results.some(({ outcome }) => outcome === 'killed')
  const { call, restoreInputs, saveInputs } = options
  const step = (action: string, inputs: Texts) =>
    // A job that failed saves, too.
    job.uses(action, {
      with: inputs,
      ...interruption,
      ...(action === actions.save && { if: '!cancelled()' }),
    })
  const steps: (() => Promise<StepResult>)[] = options.inOneStep
    ? [() => step(actions.allInOne, { ...restoreInputs, ...saveInputs, call })]
    : [
        () => step(actions.restore, restoreInputs),
        () => step(actions.run, { version, call }),
        () => step(actions.save, saveInputs),
      ]
  try {
    for (const [at, play] of steps.entries()) {
      if (isOver()) break
      results.push(await play())
      if (at === 0) await noteImage()
    }
    if (!isOver()) results.push(...(await job.finish(interruption)))
  } finally {
    stopover.end()
  }
  return { results, where: await visit }

  async function noteImage(): Promise<void> {
    const { image, served } = (await recordOf(job))?.volume ?? {}
    // The image of a volume that is fetched on demand lacks what was not read.
    if (image === undefined || served !== undefined) return
    await link(image, options.closed).catch(() => undefined)
    const [result] = results
    if (!options.inOneStep && result?.outcome === 'success') await options.restored(result, image)
  }
}

/** Reports once that a signal is due, and gives the runner time to ask. */
class Signal {
  #due = false
  #sent = false

  isDue(): boolean {
    if (!this.#due || this.#sent) return false
    this.#sent = true
    return true
  }

  async send(): Promise<void> {
    this.#due = true
    // The runner asks every 20 ms.
    await setTimeout(100)
  }
}
