import { fork } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { attemptAsRoot } from '../privileged.ts'
import { reasonOf } from '../reason.ts'
import type { Store } from '../store/store.ts'
import { endServing } from '../disk/served-file.ts'
import type { VolumeFailure } from './control.ts'
import { failureName, serveVolume, type ServePlan } from './volume-server.ts'

/** The message that starts the process which serves a volume. */
export interface StartMessage<Access> {
  readonly plan: ServePlan
  /** Data to open the store. It may contain secrets, which other programs could read in an environment. */
  readonly access: Access
}

type ReadyMessage = { readonly ready: true } | { readonly error: string }

export interface StartOptions<Access> extends StartMessage<Access> {
  /** A module that calls `runVolumeProcess`. */
  readonly program: string
  readonly env: NodeJS.ProcessEnv
  /** Maximum milliseconds until the volume is ready. */
  readonly readyTimeoutMilliseconds: number
}

/** Lower than that of any program of a job, so that the kernel kills those first if memory runs out. */
const oomScore = '-900'

/** Of V8: collect garbage earlier. By default, the process had 214 to 219 MB at its peak, with this 164 to 174 MB. */
const lessMemory = '--optimize-for-size'

/**
 * Of glibc's malloc(3): memory from this size on, in bytes, goes back to the kernel when it is freed. By default, malloc
 * raises the limit, and keeps the memory of chunks: after 1,650 chunks, that was 30 to 90 MB more.
 */
const memoryToReturn = { MALLOC_MMAP_THRESHOLD_: String(2 ** 18) }

/**
 * Starts the process that serves a volume. It outlives this process and shares nothing with it.
 *
 * @throws Error if the volume cannot be served; then nothing is mounted
 */
export async function startVolumeProcess<Access>(options: StartOptions<Access>): Promise<void> {
  const { program, env, readyTimeoutMilliseconds, plan, access } = options
  const child = fork(program, [], {
    env: { ...env, ...memoryToReturn },
    detached: true,
    execArgv: [lessMemory],
    cwd: dirname(plan.image),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`it was not ready after ${readyTimeoutMilliseconds / 1000} s`))
      }, readyTimeoutMilliseconds)
      child.once('error', reject)
      child.once('exit', (code, signal) => {
        reject(new Error(`its process ended with ${signal ?? `code ${code}`}`))
      })
      child.once('message', (message: ReadyMessage) => {
        clearTimeout(timer)
        if ('ready' in message) resolve()
        else reject(new Error(message.error))
      })
      child.send({ plan, access } satisfies StartMessage<Access>, (error) => {
        if (error) reject(error)
      })
    })
  } catch (error) {
    child.kill('SIGKILL')
    await endServing(plan.image).catch(() => undefined)
    throw error
  } finally {
    if (child.connected) child.disconnect()
    child.unref()
  }
  // Not allowed everywhere, and only needed if memory runs out.
  await attemptAsRoot('tee', [`/proc/${child.pid}/oom_score_adj`], { input: oomScore })
}

/** The body of the process: serves the volume of the message until it is unmounted. */
export async function runVolumeProcess(openStore: (access: unknown) => Promise<Store>): Promise<void> {
  const send = async (message: ReadyMessage): Promise<void> => {
    await new Promise<void>((resolve) =>
      process.send?.(message, () => {
        resolve()
      }),
    )
  }
  const { plan, access } = await new Promise<StartMessage<unknown>>((resolve) =>
    process.once('message', resolve),
  )
  // If the step that started this process was killed, no later step uses the volume.
  const abandoned = (): void => process.exit(1)
  process.once('disconnect', abandoned)
  try {
    await serveVolume(await openStore(access), plan, () => {
      process.off('disconnect', abandoned)
      void send({ ready: true })
    })
  } catch (error) {
    if (process.connected) await send({ error: reasonOf(error) })
    process.exitCode = 1
  } finally {
    if (process.connected) process.disconnect()
  }
}

/** Why nothing of a volume may be saved. Works after its process has ended, too. */
export async function volumeFailure(image: string): Promise<VolumeFailure | undefined> {
  try {
    return JSON.parse(await readFile(join(dirname(image), failureName), 'utf8')) as VolumeFailure
  } catch {
    return undefined
  }
}
