import { readFile, statfs } from 'node:fs/promises'
import { availableParallelism, release, totalmem } from 'node:os'

export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly memoryBytes: number
  readonly kernel: string
  readonly node: string
  readonly freeDiskBytes: number
  /** Runnable threads before the benchmark began, over a minute: others at work make every figure worse. */
  readonly loadBefore: number
}

/** @param folder on the disk that is used */
export async function describeMachine(folder: string): Promise<Machine> {
  const processors = await readFile('/proc/cpuinfo', 'utf8')
  const { bavail, bsize } = await statfs(folder)
  return {
    processor: /^model name\s*: (.*)$/m.exec(processors)?.[1] ?? process.arch,
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    kernel: release(),
    node: process.version,
    freeDiskBytes: bavail * bsize,
    loadBefore: Number((await readFile('/proc/loadavg', 'utf8')).split(' ')[0]),
  }
}
