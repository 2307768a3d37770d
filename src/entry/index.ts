import { isIdlePost } from './idle-post.ts'
import { prepareEnvironment } from './processes.ts'

export { fuseThread, thread, toolkit, volume } from './processes.ts'

/** The steps that files in dist/ name. Each loads no more than it needs, because every worker thread loads this file. */
const steps = {
  main: async () => (await import('./all-in-one.ts')).allInOne(),
  post: async () => isIdlePost() || (await import('./all-in-one.ts')).postAllInOne(),
  restore: async () => (await import('./restore.ts')).restore(),
  'clean-up': async () => isIdlePost() || (await import('./clean-up.ts')).cleanUp(),
  run: async () => (await import('./run.ts')).run(),
  save: async () => (await import('./save.ts')).save(),
  'select-runner': async () => (await import('./select-runner.ts')).selectRunner(),
} as const

/** Runs one step. An error fails the step with its message. */
export async function step(name: keyof typeof steps): Promise<void> {
  prepareEnvironment()
  try {
    await steps[name]()
  } catch (error) {
    const { failStep } = await import('../github/failed-step.ts')
    failStep(error)
  }
}
