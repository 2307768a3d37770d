import { afterAll, afterEach, beforeAll } from '@jest/globals'
import { startMachine, type Machine, type MachineOptions } from '../../rig/machine/machine.ts'
import type { StepResult } from '../../rig/runner/job.ts'

/** The machine of all tests of a file. After each test, it removes the test's jobs and what they stored. */
export interface MachineOfFile extends Omit<Machine, 'stop'> {
  /** Keeps the current entries of the cache for the following tests. */
  keepEntries(): void
  /** Removes all entries of the cache, including kept ones. */
  forgetEntries(): void
}

/** Starts the machine before the first test of a file, and stops it after the last one. */
export function machineOfFile(options: MachineOptions): MachineOfFile {
  let started: Machine | undefined
  let kept: ReadonlySet<string> = new Set()

  function machine(): Machine {
    if (!started) throw new Error('the machine starts before the first test')
    return started
  }

  const entries = () => machine().service.entries()

  function forgetNewEntries(): void {
    for (const { key } of entries()) if (!kept.has(key)) machine().service.remove(key)
  }

  beforeAll(async () => {
    started = await startMachine(options)
  })

  afterEach(async () => {
    await machine().forgetMachine()
    forgetNewEntries()
  })

  afterAll(async () => {
    await started?.stop()
  })

  return {
    get service() {
      return machine().service
    },
    newJob: (jobOptions) => machine().newJob(jobOptions),
    forgetMachine: () => machine().forgetMachine(),
    keepEntries: () => {
      kept = new Set(entries().map(({ key }) => key))
    },
    forgetEntries: () => {
      kept = new Set()
      forgetNewEntries()
    },
  }
}

/** Of the annotations of a step, those of one level or all. */
export function messages({ annotations }: StepResult, level?: 'warning' | 'error'): readonly string[] {
  return annotations.filter((one) => level === undefined || one.level === level).map(({ message }) => message)
}
