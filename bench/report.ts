import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stepsChart, yearChart } from './chart.ts'
import { steps, type Step } from './contestants.ts'
import { spreadInWords, type Results, type Spread, type StepSummary } from './results.ts'
import { ordinaryShape, simulateYear, type SaveOfYear } from './year.ts'

/** Pages with other figures. */
const otherPages = {
  'first-call.md': 'Time until the first result',
  'engine-image.md': "Downloading the engine's image",
  'engine-start.md': 'Starting the engine from the cache',
  'real-dagger.md': 'Whole jobs on the real Dagger',
  'on-demand.md': 'A volume that fetches on demand',
  'object-storage.md': 'Object storage',
  'faults.md': 'Faults and load',
} as const

/** Writes README.md and the charts from the JSON files in the folder. */
export async function writeReport(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter(
    (name) =>
      name.endsWith('.json') && !['engine-image.json', 'real.json', 'real-dagger.json'].includes(name),
  )
  const all = await Promise.all(
    files.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as Results),
  )
  const results = all.toSorted(
    (a, b) =>
      a.size.bytes - b.size.bytes || (b.bytesPerSecond ?? Infinity) - (a.bytesPerSecond ?? Infinity) || 0,
  )
  const year = simulateYear(ordinaryShape)
  const shown = results.find(({ size }) => size.name === 'medium') ?? results[0]
  if (shown) await writeFile(join(folder, 'restore-save.svg'), stepsChart(shown))
  await writeFile(join(folder, 'year.svg'), yearChart(year))
  await writeFile(join(folder, 'README.md'), markdown(results, year, await readdir(folder)))
}

/**
 * @param results small states first
 * @param files names in the folder of the page, which links to the pages among them
 */
export function markdown(
  results: readonly Results[],
  year: readonly SaveOfYear[],
  files: readonly string[] = [],
): string {
  const others = Object.entries(otherPages).filter(([file]) => files.includes(file))
  return [
    '# Benchmark',
    '',
    '![Duration of a restore and of saves: Warm Dagger and a tar file](restore-save.svg)',
    '',
    "`script/bench` generates this page. It compares Warm Dagger with a tar file of the engine's volume, which unmodified `@actions/cache` restores and saves as `actions/cache` does. Both use the same cache service on the same machine, in turn, and the same generated state: compressed blobs, many small files with whiteouts, extended attributes and hard links, and databases that change in place.",
    '',
    '- The steps are a first save, a restore, a save after 7% of the state changed, and a save after the engine started and did nothing.',
    '- The tables show medians, with the minimum and maximum in parentheses. Memory is the maximum of the largest process.',
    '- Each step is a process, which shares the cores of the machine with the cache service. Its time does not include the start of Node, nor what is flushed to disk later. The state of a save is in memory, as after a job.',
    '- The lower bound of a restore is the longer of two durations, which are measured separately: downloading the same bytes without storing them, and decoding and writing them from local files, in two threads, without checking hashes.',
    '',
    ...results.flatMap(section),
    ...growth(results),
    ...(others.length > 0 ? ['## Other measurements', ''] : []),
    ...others.map(([file, title]) => `- [${title}](${file})`),
    '',
    '## Over a year',
    '',
    '![Bytes, packs and entries over a year of saves](year.svg)',
    '',
    yearInWords(year),
    '',
  ].join('\n')
}

function section(results: Results): string[] {
  const { size, machine, bytesPerSecond, rounds, startUp } = results
  const network = bytesPerSecond === null ? 'network unlimited' : `network ${bytesPerSecond / 1e6} MB/s`
  const rows = steps.flatMap((step) => {
    const [ours, peer] = [results.ours[step], results.peer[step]]
    return ours && peer
      ? [
          row([
            step,
            seconds(ours.seconds),
            seconds(peer.seconds),
            `${ratio(peer.seconds, ours.seconds)} times`,
            megabytes(ours.movedBytes),
            megabytes(peer.movedBytes),
            `${ours.cpuSeconds.median.toFixed(1)} / ${peer.cpuSeconds.median.toFixed(1)}`,
            `${peak(ours)} / ${peak(peer)}`,
          ]),
        ]
      : []
  })
  const { fetch, write } = results.floor
  const floor = fetch.seconds.median > write.seconds.median ? fetch.seconds : write.seconds
  const restore = results.ours.restore
  return [
    `## ${size.name}: ${size.bytes / 1e9} GB, ${size.entries.toLocaleString('en')} entries, ${network}`,
    '',
    `\`${commandOf(results)}\`, ${results.date}, ${rounds} rounds. ${machine.processor}, ${machine.cores} cores, ${(machine.memoryBytes / 1e9).toFixed(0)} GB of memory, Linux ${machine.kernel}, Node ${machine.node}. The cache service stores entries ${results.blobsInMemory ? 'in memory' : 'on disk'}. ${loadInWords(machine)}`,
    '',
    row([
      'Step',
      'Warm Dagger, s',
      'tar, s',
      'Warm Dagger is faster',
      'Warm Dagger, MB transferred',
      'tar, MB transferred',
      'CPU, s: Warm Dagger / tar',
      'Memory, MB: Warm Dagger / tar',
    ]),
    row(Array<string>(8).fill('---')),
    ...rows,
    '',
    `Lower bound of the restore: ${seconds(fetch.seconds)} s to download, ${seconds(write.seconds)} s to decode and write.${restore ? ` The restore took ${ratio(restore.seconds, floor)} times the longer one.` : ''}`,
    '',
    ...whereTimeGoes(results),
    `Time from the start of Node to the first line of output, in ms: ${Object.entries(startUp)
      .map(([name, all]) => `${name} ${(median(all) * 1000).toFixed(0)}`)
      .join(', ')}.`,
    '',
  ]
}

function commandOf({ size, bytesPerSecond }: Results): string {
  const limit = bytesPerSecond === null ? '' : ` --bandwidth ${bytesPerSecond / 1e6}MB`
  return `script/bench --size ${size.name}${limit}`
}

/** How the cost of each step grows from a medium state to a large one, with an unlimited network. */
function growth(results: readonly Results[]): string[] {
  const of = (name: string) =>
    results.find(({ size, bytesPerSecond }) => size.name === name && !bytesPerSecond)
  const [medium, large] = [of('medium'), of('large')]
  if (!medium || !large) return []
  const rows = steps.flatMap((step) => {
    const [before, after] = [medium.ours[step], large.ours[step]]
    if (!before || !after) return []
    const times = (cost: 'seconds' | 'cpuSeconds') => ratio(after[cost], before[cost])
    return [row([step, times('seconds'), times('cpuSeconds')])]
  })
  return [
    '## From medium to large',
    '',
    `The large state has ${(large.size.bytes / medium.size.bytes).toFixed(1)} times the bytes and ${(large.size.entries / medium.size.entries).toFixed(1)} times the entries. With an unlimited network, a step of Warm Dagger takes this many times as long:`,
    '',
    row(['Step', 'Duration', 'CPU time']),
    row(Array<string>(3).fill('---')),
    ...rows,
    row(['Only writing the image, in one thread', '', (large.parts.write / medium.parts.write).toFixed(1)]),
    '',
    'Linux buffers writes in up to a fifth of the memory. A step that writes more than that waits for the disk.',
    '',
  ]
}

/** The shortest duration that cores and network allow, from the cost of each part of the work alone. */
function whereTimeGoes({ ours, peer, floor, parts: cost, machine, bytesPerSecond }: Results): string[] {
  const limit = (step: Step, costs: Readonly<Record<string, number>>): string => {
    const total = Object.values(costs).reduce((sum, part) => sum + part, 0)
    const [us, them] = [ours[step]?.seconds.median ?? NaN, peer[step]?.seconds.median ?? NaN]
    const onNetwork = bytesPerSecond === null ? 0 : (ours[step]?.movedBytes.median ?? NaN) / bytesPerSecond
    const best = Math.max(total / machine.cores, onNetwork)
    const bound = onNetwork === best ? 'On this network' : `On ${machine.cores} cores`
    const listed = Object.entries(costs).map(([part, of]) => `${part} ${of.toFixed(2)}`)
    return `- ${step}: ${listed.join(', ')}, total ${total.toFixed(1)}. ${bound}, this takes at least ${best.toFixed(1)} s, ${(them / best).toFixed(1)} times faster than tar. It took ${us.toFixed(1)} s.`
  }
  const service = (step: Step) => ours[step]?.serviceCpuSeconds.median ?? NaN
  return [
    'CPU time in seconds of each part alone, in one thread, and of the blob store:',
    '',
    limit('restore', {
      download: floor.fetch.cpuSeconds.median,
      hash: cost.hash,
      decompress: cost.decompress,
      fingerprint: cost.fingerprint,
      write: cost.write,
      'blob store': service('restore'),
    }),
    // A save hashes each pack as a whole, too.
    limit('first save', {
      read: cost.read,
      fingerprint: cost.fingerprint,
      compress: cost.compress,
      hash: 2 * cost.hash,
      'blob store': service('first save'),
    }),
    '',
  ]
}

/** Whether other programs used the machine: one or two sentences. */
export function loadInWords({ loadBefore, cores }: Results['machine']): string {
  const load = `Load before the start: ${loadBefore.toFixed(1)}.`
  return loadBefore > cores / 2 ? `${load} **Other programs were using the machine.**` : load
}

function yearInWords(year: readonly SaveOfYear[]): string {
  const total = (of: (save: SaveOfYear) => number) => year.reduce((sum, save) => sum + of(save), 0)
  const most = (of: (save: SaveOfYear) => number) => Math.max(...year.map(of))
  const rewritten = total((save) => save.rewrittenBytes) / total((save) => save.changedBytes)
  return [
    `\`script/bench --year\` simulates ${year.length} saves of a small state, of which 0 to 10% change before each save.`,
    `A restore downloads at most ${most((save) => save.packBytes / save.liveBytes).toFixed(2)} times the bytes in use, a snapshot has at most ${most((save) => save.packs)} packs, the cache holds at most ${most((save) => save.entries)} entries, and saves rewrite ${rewritten.toFixed(2)} bytes for each byte that changed.`,
  ].join(' ')
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function seconds(of: Spread): string {
  return spreadInWords(of, 2)
}

function megabytes({ median: middle }: Spread): string {
  return (middle / 1e6).toFixed(1)
}

function peak({ peakBytes }: StepSummary): string {
  return (peakBytes.most / 1e6).toFixed(0)
}

function ratio(over: Spread, under: Spread): string {
  return (over.median / under.median).toFixed(1)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
