import { expect, test } from '@jest/globals'
import { startPage, type StartResults } from '../../bench/engine-start-report.ts'

const spread = (median: number) => ({ median, least: median - 1, most: median + 1 })
const of = (ready: number, serves: number) => ({ ready: spread(ready), serves: spread(serves) })

const results: StartResults = {
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
  docker: '20.10',
  version: '0.21.8',
  rounds: 3,
  bytes: { unpacked: 500e6, stored: 200e6 },
  storeSeconds: 12.3,
  pull: { unlimited: of(10, 11), slow: of(20, 21) },
  files: { unlimited: of(2, 3), slow: of(5, 7) },
}

test('the page compares the files with the pull', () => {
  const page = startPage(results)
  expect(page).toContain('| Unlimited | image or files are ready | 10.0 (9.0–11.0) | 2.0 (1.0–3.0) | 20% |')
  expect(page).toContain('| 125 MB/s | engine serves | 21.0 (20.0–22.0) | 7.0 (6.0–8.0) | 33% |')
  expect(page).not.toMatch(/NaN|undefined|Infinity/)
})
