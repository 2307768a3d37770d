import type { Step } from './contestants.ts'
import type { Machine } from './machine.ts'
import type { Sample } from './measure.ts'
import { parts, type Part } from './parts.ts'

/** Every sample of a run. */
export interface Measurements {
  readonly ours: Partial<Record<Step, Sample[]>>
  readonly peer: Partial<Record<Step, Sample[]>>
  /** The lower bound of a restore. */
  readonly floor: { readonly fetch: Sample[]; readonly write: Sample[] }
  /** The cost of each part of the work alone, in one thread. */
  readonly parts: Sample[]
}

export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
}

/** One kind of step over all rounds. */
export interface StepSummary {
  readonly seconds: Spread
  readonly cpuSeconds: Spread
  readonly movedBytes: Spread
  readonly peakBytes: Spread
  readonly serviceCpuSeconds: Spread
}

export interface Summary {
  readonly ours: Partial<Record<Step, StepSummary>>
  readonly peer: Partial<Record<Step, StepSummary>>
  readonly floor: { readonly fetch: StepSummary; readonly write: StepSummary }
  /** CPU seconds: medians. */
  readonly parts: Readonly<Record<Part, number>>
}

/** The results of a run, as stored in a JSON file. */
export interface Results extends Summary {
  readonly size: { readonly name: string; readonly bytes: number; readonly entries: number }
  /** Of the network in each direction; null if unlimited. */
  readonly bytesPerSecond: number | null
  readonly rounds: number
  readonly date: string
  readonly machine: Machine
  readonly blobsInMemory: boolean
  /** Seconds until the first output of each bundle, for every start. */
  readonly startUp: Readonly<Record<string, readonly number[]>>
}

export function summarize({ ours, peer, floor, parts: samples }: Measurements): Summary {
  return {
    ours: perStep(ours),
    peer: perStep(peer),
    floor: { fetch: ofSamples(floor.fetch), write: ofSamples(floor.write) },
    parts: Object.fromEntries(
      parts.map((part) => [part, spread(samples.map(({ detail }) => Number(detail?.[part]))).median]),
    ) as Record<Part, number>,
  }
}

function perStep(samples: Partial<Record<Step, Sample[]>>): Partial<Record<Step, StepSummary>> {
  return Object.fromEntries(Object.entries(samples).map(([step, of]) => [step, ofSamples(of)]))
}

function ofSamples(samples: readonly Sample[]): StepSummary {
  return {
    seconds: spread(samples.map((sample) => sample.seconds)),
    cpuSeconds: spread(samples.map((sample) => sample.cpuSeconds)),
    movedBytes: spread(samples.map((sample) => sample.movedBytes)),
    peakBytes: spread(samples.map((sample) => sample.peakBytes)),
    serviceCpuSeconds: spread(samples.map((sample) => sample.serviceCpuSeconds)),
  }
}

/** The median, with the minimum and maximum in parentheses. @param digits after the decimal point */
export function spreadInWords({ median, least, most }: Spread, digits: number): string {
  return `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`
}

/** @throws Error for no values */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (place: number) => sorted[place] ?? Number.NaN
  if (sorted.length === 0) throw new Error('no values, no median')
  const middle = (sorted.length - 1) / 2
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    least: at(0),
    most: at(sorted.length - 1),
  }
}
