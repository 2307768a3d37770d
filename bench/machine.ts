import { open, readFile, rm, statfs } from 'node:fs/promises'
import { availableParallelism, freemem, release, totalmem } from 'node:os'

export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly memoryBytes: number
  readonly kernel: string
  readonly node: string
  readonly freeDiskBytes: number
  /** Load average of the last minute before the benchmark started. Other programs make the figures worse. */
  readonly loadBefore: number
}

/** @param folder on the measured disk */
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
 * Uses most of the memory once and frees it. In a virtual machine, the first use of a page waits for the host, which
 * would slow down only the first measurement.
 */
export async function touchMemory(): Promise<void> {
  const path = '/dev/shm/warm-dagger-bench'
  const piece = Buffer.alloc(2 ** 24, 1)
  const file = await open(path, 'w')
  try {
    for (let left = 0.7 * freemem(); left > 0; left -= piece.length) await file.write(piece)
  } catch {
    // /dev/shm is full, so no more memory can be used.
  } finally {
    await file.close()
    await rm(path)
  }
}
