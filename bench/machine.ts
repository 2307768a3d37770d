import { open, readFile, rm, statfs } from 'node:fs/promises'
import { availableParallelism, freemem, release, totalmem } from 'node:os'

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

/**
 * Uses most of the memory once and gives it back. In a virtual machine the first use of a page waits for the host,
 * and whoever is measured first would pay that for all.
 */
export async function touchMemory(): Promise<void> {
  const path = '/dev/shm/warm-dagger-bench'
  const piece = Buffer.alloc(2 ** 24, 1)
  const file = await open(path, 'w')
  try {
    for (let left = 0.7 * freemem(); left > 0; left -= piece.length) await file.write(piece)
  } catch {
    // A small /dev/shm is full: what could be touched has been.
  } finally {
    await file.close()
    await rm(path)
  }
}
