import type { JobReport } from './load.ts'

/** A quantity that must not grow with the number of jobs. */
export interface Growth {
  readonly what: string
  /** Medians of the first and of the last quarter of the jobs. */
  readonly early: number
  readonly late: number
  readonly grew: boolean
}

const MB = 1e6

/** Normal variation: memory depends on the garbage collector, descriptors on the moment of the sample. */
const allowed = {
  memory: (early: number) => early * 1.15 + 10 * MB,
  descriptors: (early: number) => early + 8,
  /** Those of the service include the connections of the jobs that run on the other runners. */
  connections: (early: number, runners: number) => early + 8 * runners,
  files: (early: number) => early,
} as const

/** Compares late jobs with early ones, without the first job of each runner, which starts cold. */
export function growthOf(reports: readonly JobReport[]): readonly Growth[] {
  const seen = new Set<string>()
  const warm = reports.filter(({ runner }) => seen.has(runner) || !seen.add(runner))
  const quarter = Math.max(1, Math.floor(warm.length / 4))
  const compare = (what: string, kind: keyof typeof allowed, of: (job: JobReport) => number): Growth => {
    const early = median(warm.slice(0, quarter).map(of))
    const late = median(warm.slice(-quarter).map(of))
    return { what, early, late, grew: late > allowed[kind](early, seen.size) }
  }
  const names = [...new Set(warm.flatMap(({ processes }) => [...processes.keys()]))].sort()
  return [
    ...names.flatMap((name) => [
      compare(`memory of ${name}.js, MB`, 'memory', (job) => job.processes.get(name)?.memory ?? 0),
      compare(`descriptors of ${name}.js`, 'descriptors', (job) => job.processes.get(name)?.descriptors ?? 0),
    ]),
    compare('files in RUNNER_TEMP', 'files', (job) => job.temporaryFiles),
    compare('files in tool cache and home', 'files', (job) => job.lastingFiles),
    compare('descriptors of the cache service', 'connections', (job) => job.service.descriptors),
  ]
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
