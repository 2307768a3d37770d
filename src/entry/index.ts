import { hideFromChildren } from '../environment.ts'
import { isIdlePost } from './idle-post.ts'

/** What a file in dist/ names. Each loads no more than it needs, and so does this file, which every worker thread loads. */
const entries = {
  main: async () => {
    await (await import('./all-in-one.ts')).allInOne()
  },
  post: async () => {
    if (!isIdlePost()) await (await import('./all-in-one.ts')).postAllInOne()
  },
  restore: async () => {
    await (await import('./restore.ts')).restore()
  },
  'clean-up': async () => {
    if (!isIdlePost()) await (await import('./clean-up.ts')).cleanUp()
  },
  run: async () => {
    await (await import('./run.ts')).run()
  },
  save: async () => {
    await (await import('./save.ts')).save()
  },
  'select-runner': async () => {
    await (await import('./select-runner.ts')).selectRunner()
  },
} as const

// On Debian, mke2fs and losetup are in folders that are not in the PATH of ordinary users.
function addSystemPrograms(): void {
  if (process.platform === 'linux') process.env['PATH'] = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`
}

/** Runs one step. An error fails the step with its message. */
export async function step(entry: keyof typeof entries): Promise<void> {
  addSystemPrograms()
  hideFromChildren()
  try {
    await entries[entry]()
  } catch (error) {
    const [core, { reasonOf }] = await Promise.all([import('@actions/core'), import('../reason.ts')])
    core.setFailed(reasonOf(error))
    core.debug(error instanceof Error ? (error.stack ?? '') : '')
  }
}

/** The body of a worker thread. */
export async function thread(): Promise<void> {
  const { work } = await import('../snapshot/worker.ts')
  work()
}

/** The body of the process that serves a volume which fetches on demand. */
export async function volume(): Promise<void> {
  addSystemPrograms()
  hideFromChildren()
  await (await import('./volume.ts')).serveVolume()
}

/** The body of a thread of that process. */
export async function fuseThread(): Promise<void> {
  const { answerKernel } = await import('../demand/fuse-thread.ts')
  answerKernel()
}

/** The body of the process that @actions/cache runs in. */
export async function toolkit(): Promise<void> {
  await import('../store/actions-toolkit-process.ts')
}
