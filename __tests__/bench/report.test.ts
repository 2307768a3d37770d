import { describe, expect, test } from '@jest/globals'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stepsChart } from '../../bench/chart.ts'
import { steps } from '../../bench/contestants.ts'
import { markdown, writeReport } from '../../bench/report.ts'
import type { Results, StepSummary } from '../../bench/results.ts'
import { ordinaryShape, simulateYear } from '../../bench/year.ts'

function taking(seconds: number): StepSummary {
  const of = (median: number) => ({ median, least: median * 0.9, most: median * 1.1 })
  const bytes = { movedBytes: of(31.3e6), peakBytes: of(200e6) }
  return { seconds: of(seconds), cpuSeconds: of(seconds), serviceCpuSeconds: of(0.5), ...bytes }
}

const results: Results = {
  size: { name: 'medium', bytes: 1.8e9, entries: 100_000 },
  bytesPerSecond: 125e6,
  rounds: 3,
  date: '2026-01-02',
  machine: {
    processor: 'A processor',
    cores: 2,
    memoryBytes: 8e9,
    kernel: '6.1',
    node: 'v24.0.0',
    freeDiskBytes: 1e11,
    loadBefore: 0.1,
  },
  blobsInMemory: true,
  ours: Object.fromEntries(steps.map((step) => [step, taking(2)])),
  peer: Object.fromEntries(steps.map((step) => [step, taking(9)])),
  floor: { fetch: taking(1), write: taking(1.6) },
  parts: { read: 0.3, fingerprint: 0.1, compress: 3, hash: 0.4, decompress: 1.2, write: 0.8 },
  startUp: { main: [0.3, 0.1, 0.2] },
}

const committed = join(import.meta.dirname, '../../docs/benchmark')
const year = simulateYear(ordinaryShape)

describe('the report', () => {
  test('is generated from the committed figures', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'report-'))
    await cp(committed, folder, { recursive: true })
    await writeReport(folder)
    expect(await readFile(join(folder, 'README.md'), 'utf8')).toContain('## Over a year')
    await rm(folder, { recursive: true })
  })

  const page = markdown([results], year)

  test('names the size, the network and the machine', () => {
    expect(page).toContain('## medium: 1.8 GB, 100,000 entries, network 125 MB/s')
    expect(page).toContain('A processor, 2 cores, 8 GB of memory')
  })

  test('has a row a step with medians, ranges and how many times faster', () => {
    expect(page).toContain('| restore | 2.00 (1.80–2.20) | 9.00 (8.10–9.90) | 4.5 times | 31.3 |')
    expect(page.match(/ 4\.5 times \|/g)).toHaveLength(steps.length)
  })

  test('compares the restore with the longer part of its lower bound', () => {
    expect(page).toContain('The restore took 1.3 times the longer one.')
  })

  test('says so when the machine was busy, and only then', () => {
    const busy = { ...results, machine: { ...results.machine, loadBefore: 3 } }
    expect(page).not.toContain('Other programs were using the machine')
    expect(markdown([busy], year)).toContain('Other programs were using the machine')
  })

  test('says what the parts of the work allow at best on these cores', () => {
    expect(page).toContain(
      'download 1.00, hash 0.40, decompress 1.20, fingerprint 0.10, write 0.80, blob store 0.50, total 4.0. On 2 cores, this takes at least 2.0 s, 4.5 times faster than tar. It took 2.0 s.',
    )
  })

  test('links to the other pages that exist', () => {
    expect(page).not.toContain('## Other measurements')
    const linked = markdown([results], year, ['engine-image.md', 'engine-image.json'])
    expect(linked).toContain("- [Downloading the engine's image](engine-image.md)")
    expect(linked).not.toContain('](real-dagger.md)')
  })

  test('gives the median of the start-ups in ms', () => {
    expect(page).toContain('main 200')
  })
})

describe('the chart', () => {
  test('has a bar for each side of each step, drawn to one scale', () => {
    const chart = stepsChart(results)
    const widths = (kind: string) =>
      [...chart.matchAll(new RegExp(`class="${kind}" x="130" y="\\d+" width="([\\d.]+)"`, 'g'))].map((bar) =>
        Number(bar[1]),
      )
    expect(widths('ours')).toHaveLength(steps.length)
    expect((widths('peer')[0] ?? 0) / (widths('ours')[0] ?? 1)).toBeCloseTo(4.5, 1)
    expect(chart).not.toMatch(/NaN|undefined|Infinity/)
  })

  test('is readable on light and on dark pages', () => {
    expect(stepsChart(results)).toContain('prefers-color-scheme: dark')
  })
})
