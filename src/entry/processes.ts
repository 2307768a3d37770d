import { hideFromChildren } from '../environment.ts'

/** Prepares `process.env` of this process for the programs that it starts. */
export function prepareEnvironment(): void {
  // On Debian, mke2fs and losetup are in folders that are not in the PATH of ordinary users.
  if (process.platform === 'linux') process.env['PATH'] = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`
  hideFromChildren()
}

/** The body of a worker thread. */
export async function thread(): Promise<void> {
  const { work } = await import('../snapshot/worker.ts')
  work()
}

/** The body of the process that serves a volume which fetches on demand. */
export async function volume(): Promise<void> {
  prepareEnvironment()
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
