import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'

/** The observed maximum of a process. */
export interface Peak {
  /** Resident bytes. */
  readonly memory: number
  readonly descriptors: number
}

/** The current values of a process; undefined if it has ended. */
export function usageOf(pid: number): Peak | undefined {
  try {
    // VmHWM: the peak resident size (proc_pid_status(5)).
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    if (kilobytes === undefined) return undefined
    return { memory: Number(kilobytes) * 1024, descriptors: readdirSync(`/proc/${pid}/fd`).length }
  } catch {
    return undefined
  }
}

/** Current resident bytes of a process and its descendants. */
export function residentBytes(pid: number): number {
  return withDescendants(pid).reduce((sum, one) => {
    const [, kilobytes = 0] = /^VmRSS:\s+(\d+) kB$/m.exec(read(one, 'status')) ?? []
    return sum + Number(kilobytes) * 1024
  }, 0)
}

export function openDescriptors(pid: number): number {
  return withDescendants(pid).reduce((sum, one) => sum + (usageOf(one)?.descriptors ?? 0), 0)
}

/** Samples, many times per second, the processes of the built actions that this process started. */
export class ActionProcesses {
  readonly #peaks = new Map<number, Peak & { readonly name: string; readonly runner: string }>()
  readonly #timer = setInterval(() => {
    this.#look()
  }, 50)

  /** The largest process of each action of a runner since the last call, by file of the bundle. */
  take(runner: string): ReadonlyMap<string, Peak> {
    this.#look()
    const largest = new Map<string, Peak>()
    for (const [pid, peak] of this.#peaks) {
      if (peak.runner !== runner) continue
      largest.set(peak.name, most(largest.get(peak.name), peak))
      this.#peaks.delete(pid)
    }
    return largest
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #look(): void {
    for (const pid of withDescendants(process.pid)) {
      const name = /\/dist\/[\w-]+\.js$/.exec(read(pid, 'cmdline').split('\0')[1] ?? '')?.[0]
      const usage = name === undefined ? undefined : usageOf(pid)
      if (name === undefined || !usage) continue
      const runner = /(?:^|\0)RUNNER_NAME=([^\0]*)/.exec(read(pid, 'environ'))?.[1] ?? ''
      const peak = most(this.#peaks.get(pid), usage)
      this.#peaks.set(pid, { ...peak, name: basename(name, '.js'), runner })
    }
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
