// How a measured process reports its own cost. Its parent must watch the peak memory of the descendants, because Linux
// does not report that after they have ended.
import { readFileSync } from 'node:fs'

/** The cost of one step. */
export interface Cost {
  readonly seconds: number
  /** Of all threads and of children that have ended. */
  readonly cpuSeconds: number
  /** Maximum of resident bytes of the process itself. */
  readonly peakBytes: number
  /** The step's own description of its result. */
  readonly detail?: Readonly<Record<string, number | string>>
}

/** Does the work and writes its cost to stdout, as the last line. */
export async function measured(work: () => Promise<Cost['detail']>): Promise<void> {
  const start = performance.now()
  const before = cpuSeconds()
  const detail = await work()
  const cost: Cost = {
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: cpuSeconds() - before,
    peakBytes: peakBytes('self') ?? 0,
    ...(detail && { detail }),
  }
  process.stdout.write(`\n${JSON.stringify(cost)}\n`)
}

/** The unit of /proc/PID/stat: 100 per second on every current Linux. */
const ticksPerSecond = 100

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  // After the name, which ends with the last parenthesis: cutime and cstime are the 14th and 15th (proc_pid_stat(5)).
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\)\s/s, '')
    .split(' ')
  const ofChildren = Number(fields[13]) + Number(fields[14])
  return (user + system) / 1e6 + ofChildren / ticksPerSecond
}

/** The peak resident bytes of a process; undefined if it has ended. */
export function peakBytes(pid: number | 'self'): number | undefined {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
  } catch {
    return undefined
  }
}
