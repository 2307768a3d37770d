import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stepsChart, yearChart } from './chart.ts'
import { steps, type Step } from './contestants.ts'
import type { Results, Spread, StepSummary } from './results.ts'
import { ordinaryShape, simulateYear, type SaveOfYear } from './year.ts'

/** Writes README.md and the charts from the figures that lie in the folder. */
export async function writeReport(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter(
    (name) => name.endsWith('.json') && !['engine-image.json', 'real.json'].includes(name),
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
  await writeFile(join(folder, 'README.md'), markdown(results, year))
}

/** @param results small states first */
export function markdown(results: readonly Results[], year: readonly SaveOfYear[]): string {
  return [
    '# Benchmark',
    '',
    '![Seconds of a restore and of saves, beside those of a tar file](restore-save.svg)',
    '',
    "`script/bench` wrote this page. It compares a filesystem image in snapshots (ours) with a tar file of the volume's folder through unmodified `@actions/cache`, as steps of `actions/cache` make it (the peer). Both go through one cache service on loopback, alternating, each step in a process of its own, on the same generated state: compressed blobs, snapshots of many small files with whiteouts, extended attributes and hard links, and databases that change in place.",
    '',
    '- The state to save was read once before, as a job has it in memory that just used it; most of the memory was used once before the first round; what a step left to be written to disk is written before the next one starts, and is in no figure.',
    '- The service, its blob store and the measured process share the cores of one machine. Times are those of the work, without the start of Node.',
    '- The floor of a restore is the larger of two: fetching the same bytes to nowhere, and decoding and writing them from local files in two threads, without checking a hash.',
    '- The floor and the parts of the work are measured apart from the steps, in other seconds of a machine that is never quite quiet, so a step can come out below them.',
    '- Memory is the most that any one process of a step had resident. Figures are medians, with the least and the most in brackets.',
    '',
    ...results.flatMap(section),
    ...growth(results),
    "Measured apart: [a whole job until its first answer](first-call.md), [how the engine's image is had fastest](engine-image.md), and [whole jobs on the real Dagger](real.md).",
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
    `\`${commandOf(results)}\`, ${results.date}, ${rounds} rounds. ${machine.processor}, ${machine.cores} cores, ${(machine.memoryBytes / 1e9).toFixed(0)} GB of memory, Linux ${machine.kernel}, Node ${machine.node}; blobs ${results.blobsInMemory ? 'in memory' : 'on disk'}. ${loadInWords(machine)}`,
    '',
    row([
      'step',
      'ours, s',
      'peer, s',
      'ours is faster',
      'ours, MB moved',
      'peer, MB moved',
      'CPU s, ours / peer',
      'peak MB, ours / peer',
    ]),
    row(Array<string>(8).fill('---')),
    ...rows,
    '',
    `The floor of the restore: fetching ${seconds(fetch.seconds)} s, decoding and writing ${seconds(write.seconds)} s.${restore ? ` The restore took ${ratio(restore.seconds, floor)} times the larger.` : ''}`,
    '',
    ...whereTimeGoes(results),
    `Until a bundle says its first line, in ms, the start of Node included: ${Object.entries(startUp)
      .map(([name, all]) => `${name} ${(median(all) * 1000).toFixed(0)}`)
      .join(', ')}.`,
    '',
  ]
}

function commandOf({ size, bytesPerSecond }: Results): string {
  const limit = bytesPerSecond === null ? '' : ` --bandwidth ${bytesPerSecond / 1e6}MB`
  return `script/bench --size ${size.name}${limit}`
}

/** How the cost of each step grows from a medium state to a large one, with the network unlimited. */
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
    `A large state has ${(large.size.bytes / medium.size.bytes).toFixed(1)} times the bytes of a medium one, and ${(large.size.entries / medium.size.entries).toFixed(1)} times the entries. With the network unlimited ours takes so many times as long:`,
    '',
    row(['step', 'seconds', 'CPU seconds']),
    row(Array<string>(3).fill('---')),
    ...rows,
    row(['only writing the image, in one thread', '', (large.parts.write / medium.parts.write).toFixed(1)]),
    '',
    'Linux lets a fifth of the memory wait for the disk; whoever writes more than that waits for the disk itself.',
    '',
  ]
}

/** What cores and network allow at best, by what each part of the work costs alone. */
function whereTimeGoes({ ours, peer, floor, parts: cost, machine, bytesPerSecond }: Results): string[] {
  const limit = (step: Step, costs: Readonly<Record<string, number>>): string => {
    const total = Object.values(costs).reduce((sum, part) => sum + part, 0)
    const [us, them] = [ours[step]?.seconds.median ?? NaN, peer[step]?.seconds.median ?? NaN]
    const onNetwork = bytesPerSecond === null ? 0 : (ours[step]?.movedBytes.median ?? NaN) / bytesPerSecond
    const best = Math.max(total / machine.cores, onNetwork)
    const bound = onNetwork === best ? 'on this network' : `on ${machine.cores} cores`
    const listed = Object.entries(costs).map(([part, of]) => `${part} ${of.toFixed(2)}`)
    return `- ${step}: ${listed.join(', ')}; together ${total.toFixed(1)}, so ${best.toFixed(1)} s ${bound} at best, ${(them / best).toFixed(1)} times faster than the peer. It took ${us.toFixed(1)} s.`
  }
  const service = (step: Step) => ours[step]?.serviceCpuSeconds.median ?? NaN
  return [
    'Where the time goes, in CPU seconds: each part alone in one thread, and the blob store while it served us.',
    '',
    limit('restore', {
      ...{ fetch: floor.fetch.cpuSeconds.median, hash: cost.hash, decompress: cost.decompress },
      ...{ fingerprint: cost.fingerprint, write: cost.write, 'the blob store': service('restore') },
    }),
    // A pack is hashed once more, as a whole.
    limit('first save', {
      ...{ read: cost.read, fingerprint: cost.fingerprint, compress: cost.compress, hash: 2 * cost.hash },
      ...{ 'the blob store': service('first save') },
    }),
    '',
  ]
}

function loadInWords({ loadBefore, cores }: Results['machine']): string {
  const load = `Load before it began: ${loadBefore.toFixed(1)}`
  return loadBefore > cores / 2
    ? `${load}: **other work was under way on this machine, so every figure is worse than it need be, and the ranges are wide.**`
    : `${load}.`
}

function yearInWords(year: readonly SaveOfYear[]): string {
  const total = (of: (save: SaveOfYear) => number) => year.reduce((sum, save) => sum + of(save), 0)
  const most = (of: (save: SaveOfYear) => number) => Math.max(...year.map(of))
  const rewritten = total((save) => save.rewrittenBytes) / total((save) => save.changedBytes)
  return [
    `A simulation: ${year.length} saves of a small state, each after a change of 0 to 10% with databases rewritten, folders removed and others come, laid out by the product's own rules. \`script/bench --year\` makes it anew.`,
    `A restore never fetches more than ${most((save) => save.packBytes / save.liveBytes).toFixed(2)} bytes for each live one, a snapshot has at most ${most((save) => save.packs)} packs, the cache at most ${most((save) => save.entries)} entries of it, and for each changed byte ${rewritten.toFixed(2)} are written again.`,
  ].join(' ')
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function seconds({ median: middle, least, most }: Spread): string {
  return `${middle.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`
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
