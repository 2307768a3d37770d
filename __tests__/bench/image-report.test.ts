import { describe, expect, test } from '@jest/globals'
import { layers } from '../../bench/image-layers.ts'
import { imagePage, wayNames, type ImageResults, type WayName } from '../../bench/image-report.ts'

const spread = (median: number) => ({ median, least: median - 1, most: median + 1 })
const taking = (seconds: number) => ({ seconds: spread(seconds), cpuSeconds: spread(2 * seconds) })
const of = (unlimited: number, slow: number) => ({ unlimited: taking(unlimited), slow: taking(slow) })

const results: ImageResults = {
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
  rounds: 3,
  layers: layers.length,
  bytes: { unpacked: 600e6, pulled: 300e6, save: 290e6, flat: 280e6, files: 270e6 },
  ways: {
    pull: of(10, 20),
    pullTen: of(9, 18),
    pullWithoutPigz: of(11, 21),
    load: of(12, 22),
    import: of(8, 16),
    mount: of(4, 5),
    pullBesideRestore: of(13, 23),
  },
}

describe("the page on the engine's image", () => {
  const page = imagePage(results)

  test('has a row for each way, compared with the pull', () => {
    for (const name of Object.values(wayNames)) expect(page).toContain(`| ${name} |`)
    expect(page).toContain(`| ${wayNames.mount} | 4.0 (3.0–5.0) | 40% | 8.0 | 5.0 (4.0–6.0) | 25% |`)
  })

  test('draws its conclusions with the figures', () => {
    expect(page).toContain('takes 120% of its time, at 125 MB/s 110%')
    expect(page).toContain('takes 40%, at 125 MB/s 25%')
    expect(page).toContain('each version uses 270 MB')
    expect(page).toContain(
      'take 14.0 s one after the other and 13.0 s in parallel; at 125 MB/s, 25.0 s and 23.0 s',
    )
  })

  test.each(Object.keys(wayNames) as WayName[])('has no number that is none: %s', (way) => {
    expect(imagePage({ ...results, ways: { ...results.ways, [way]: of(0.5, 1.5) } })).not.toMatch(
      /NaN|undefined|Infinity/,
    )
  })
})

describe('the image', () => {
  const total = (kind?: string) =>
    layers.reduce((sum, layer) => sum + (kind === undefined || layer.kind === kind ? layer.bytes : 0), 0)

  test('has some 600 MB in as many layers as programs and SDKs, of which a third is compressed already', () => {
    expect(layers.length).toBeGreaterThanOrEqual(16)
    expect(total()).toBeGreaterThan(500e6)
    expect(total()).toBeLessThan(700e6)
    expect(total('compressed') / total()).toBeCloseTo(0.3, 1)
  })
})
