import { readdirSync, readFileSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { resolve } from 'node:path'

/** The observed maximum of a process. */
export interface Peak {
  /** Resident bytes. */
  readonly memory: number
  readonly descriptors: number
}

/** The preload of a job whose actions note their usage in the file that its RUNNER_USAGE_FILE names. */
export const notesUsage = resolve(import.meta.dirname, 'note-usage.js')

/** Reads and removes what the actions of a job noted. @returns the largest process of each, by file in dist/ */
export async function takeUsage(file: string): Promise<ReadonlyMap<string, Peak>> {
  const text = await readFile(file, 'utf8').catch(() => '')
  await rm(file, { force: true })
  const largest = new Map<string, Peak>()
  for (const line of text.split('\n').filter(Boolean)) {
    const { name, ...peak } = JSON.parse(line) as Peak & { readonly name: string }
    largest.set(name, most(largest.get(name), peak))
  }
  return largest
}

/** Current resident bytes of a process and its descendants. */
export function residentBytes(pid: number): number {
  return withDescendants(pid).reduce((sum, one) => {
    const [, kilobytes = 0] = /^VmRSS:\s+(\d+) kB$/m.exec(read(one, 'status')) ?? []
    return sum + Number(kilobytes) * 1024
  }, 0)
}

/** Current open files of a process and its descendants. */
export function openDescriptors(pid: number): number {
  return withDescendants(pid).reduce((sum, one) => sum + openFiles(one), 0)
}

function openFiles(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length
  } catch {
    return 0
  }
}

function most(a: Peak | undefined, b: Peak): Peak {
  return {
    memory: Math.max(a?.memory ?? 0, b.memory),
    descriptors: Math.max(a?.descriptors ?? 0, b.descriptors),
  }
}

function withDescendants(pid: number): number[] {
  const children = read(pid, `task/${pid}/children`).split(' ').filter(Boolean).map(Number)
  return [pid, ...children.flatMap(withDescendants)]
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
