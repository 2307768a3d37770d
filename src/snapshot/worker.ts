import { parentPort } from 'node:worker_threads'
import { SourceError } from '../store/source.ts'
import { scan, write, type ScannedChunk, type Task } from './worker-tasks.ts'
import { reasonOf } from '../reason.ts'

export interface Answer {
  readonly id: number
  readonly result?: ScannedChunk[] | undefined
  /** A message instead of an Error: errors lose their class in transit. */
  readonly error?: string
  /** Whether the error was a SourceError. */
  readonly ofSource?: boolean
}

/** The body of a worker thread: answers each task until the thread is terminated. */
export function work(): void {
  const port = parentPort
  if (!port) throw new Error('work() is for a worker thread')
  port.on('message', ({ id, task }: { id: number; task: Task }) => {
    perform(task).then(
      (result) => {
        const transferred = result?.flatMap(({ compressed }) => (compressed ? [compressed.bytes.buffer] : []))
        port.postMessage({ id, result } satisfies Answer, transferred ?? [])
      },
      (error: unknown) => {
        port.postMessage({
          id,
          error: reasonOf(error),
          ofSource: error instanceof SourceError,
        } satisfies Answer)
      },
    )
  })
}

async function perform(task: Task): Promise<ScannedChunk[] | undefined> {
  if (task.kind === 'scan') return scan(task)
  await write(task)
  return undefined
}
