import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Log } from '../../src/log.ts'

/** A folder for one test. */
export interface Scratch {
  readonly path: string
  /** Writes files by their path in the folder: text as it is, anything else as JSON. */
  write(files: Readonly<Record<string, unknown>>): Promise<void>
  remove(): Promise<void>
}

export async function scratch(): Promise<Scratch> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'warm-dagger-test-')))
  return {
    path: folder,
    async write(files) {
      for (const [name, content] of Object.entries(files)) {
        const file = path.join(folder, name)
        await mkdir(path.dirname(file), { recursive: true })
        await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
      }
    },
    remove: () => rm(folder, { recursive: true }),
  }
}

/** A log that keeps its lines. */
export function recordedLog(): Log & { readonly infos: string[]; readonly debugs: string[] } {
  const infos: string[] = []
  const debugs: string[] = []
  return {
    infos,
    debugs,
    info: (message) => void infos.push(message),
    warning: (message) => void infos.push(`warning: ${message}`),
    debug: (message) => void debugs.push(message),
    group: (_name, body) => body(),
  }
}
