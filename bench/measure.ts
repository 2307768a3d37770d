import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import type { CacheService } from '../rig/cache-service/service.ts'
import { peakBytes, type Cost } from './yardstick.ts'

/** The cost of one step and the bytes that it transferred. */
export interface Sample extends Cost {
  /** Between the step and the blob store, in both directions. */
  readonly movedBytes: number
  /** Of the blob store, which shares the cores with the step. */
  readonly serviceCpuSeconds: number
}

export interface MeasuredProcess {
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

/**
 * Runs a program that prints its cost as the last line.
 *
 * @returns its cost, with the peak memory of the largest process among it and its descendants
 */
export async function measure(
  service: Pick<CacheService, 'traffic'>,
  { args, cwd, env }: MeasuredProcess,
): Promise<Sample> {
  const before = await service.traffic()
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let largest = 0
  const watch = setInterval(() => {
    for (const pid of withDescendants(child.pid ?? 0)) largest = Math.max(largest, peakBytes(pid) ?? 0)
  }, 50)
  const [output, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]).finally(() => {
    clearInterval(watch)
  })
  if (exitCode !== 0) throw new Error(`${args.join(' ')} failed:\n${output}\n${stderr}`)
  const cost = JSON.parse(output.trimEnd().split('\n').at(-1) ?? '') as Cost
  const after = await service.traffic()
  return {
    ...cost,
    peakBytes: Math.max(cost.peakBytes, largest),
    serviceCpuSeconds: after.cpuSeconds - before.cpuSeconds,
    movedBytes: after.bytesIn + after.bytesOut - before.bytesIn - before.bytesOut,
  }
}

function withDescendants(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
    return [pid, ...children.flatMap((child) => withDescendants(Number(child)))]
  } catch {
    return []
  }
}

/** Seconds from the start of a process to its first byte of output. Then ends the process. */
export async function startUpSeconds({ args, cwd, env }: MeasuredProcess): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const first = await Promise.race([once(child.stdout, 'data'), ended.then(() => undefined)])
  const seconds = (performance.now() - start) / 1000
  if (!first) throw new Error(`${args.join(' ')} said nothing`)
  child.kill('SIGKILL')
  await ended
  return seconds
}
