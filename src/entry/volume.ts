import { runVolumeProcess } from '../demand/volume-process.ts'
import type { VolumeAccess } from '../job/on-demand.ts'
import { silent } from '../log.ts'

/** The body of the process that serves a volume: it opens the store that the job's step used. */
export async function serveVolume(): Promise<void> {
  await runVolumeProcess(async (access) => {
    const { choice, variables } = access as VolumeAccess
    Object.assign(process.env, variables)
    const { openStore } = await import('../github/open-store.ts')
    const store = await openStore(choice, silent)
    if (!store) throw new Error('This job has no store for its state.')
    return store
  })
}
