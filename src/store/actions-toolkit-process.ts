// A process that only calls @actions/cache for ActionsToolkitStore, one call after another. It is a separate
// process because the toolkit takes its working directory, GITHUB_WORKSPACE and RUNNER_TEMP from the process,
// writes internal output to stdout, and takes a third of a second to load.
import { restoreCache, saveCache } from '@actions/cache'
import { hideFromChildren } from '../environment.ts'
import { reasonOf } from '../reason.ts'

export type ToolkitCall =
  | { readonly kind: 'lookUp'; readonly path: string; readonly keys: readonly string[] }
  | { readonly kind: 'restore'; readonly path: string; readonly key: string }
  | { readonly kind: 'save'; readonly path: string; readonly key: string }

export interface ToolkitAnswer {
  /** The key that a lookup or a restore matched, if any. */
  readonly matchedKey?: string | undefined
  /** Whether a save stored the entry. */
  readonly saved?: boolean
  /** What the toolkit threw, which is rare. */
  readonly error?: string
  /** What it printed, including workflow commands. */
  readonly output: string
}

// The programs that it starts, such as tar, need no token.
hideFromChildren()

let output = ''
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    output += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
    const done = rest.at(-1)
    if (typeof done === 'function') process.nextTick(done)
    return true
  }
}

async function answer(call: ToolkitCall): Promise<Omit<ToolkitAnswer, 'output'>> {
  if (call.kind === 'save') return { saved: (await saveCache([call.path], call.key)) !== -1 }
  const [key = '', ...restoreKeys] = call.kind === 'restore' ? [call.key] : call.keys
  return {
    matchedKey: await restoreCache([call.path], key, restoreKeys, { lookupOnly: call.kind === 'lookUp' }),
  }
}

process.on('message', (call: ToolkitCall) => {
  output = ''
  answer(call)
    .catch((error: unknown) => ({ error: reasonOf(error) }))
    .then((result) => process.send?.({ ...result, output } satisfies ToolkitAnswer))
    .catch(() => process.exit(1))
})
process.on('disconnect', () => process.exit())
