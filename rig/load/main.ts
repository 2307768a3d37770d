// Runs many jobs on persistent runners, first in sequence, then in parallel, and reports what grew.
import { parseArgs } from 'node:util'
import { sizes, type SizeName } from '../../bench/state.ts'
import { growthOf } from './growth.ts'
import { runLoad, type Fetch, type JobReport } from './load.ts'

const usage = `usage: script/load [options]
  --jobs N      how many, one after another (default 200)
  --at-once N   and then as many again, so many at once (default 8); 1 for none
  --size NAME   of the state that they start from: none, ${Object.keys(sizes).join(', ')} (default small)
  --fetch MODE  all or on-demand: the action's input fetch (default all)
`

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '200' },
    'at-once': { type: 'string', default: '8' },
    size: { type: 'string', default: 'small' },
    fetch: { type: 'string', default: 'all' },
    help: { type: 'boolean', default: false },
  },
})
const jobs = Number(values.jobs)
const atOnce = Number(values['at-once'])
const state = sizes[values.size as SizeName] as (typeof sizes)[SizeName] | undefined
const fetch = (['all', 'on-demand'] as readonly Fetch[]).find((mode) => mode === values.fetch)
if (values.help || !fetch || !(jobs > 0) || !(atOnce > 0) || (values.size !== 'none' && !state)) {
  process.stdout.write(usage)
  process.exit(values.help ? 0 : 2)
}

/** @returns whether all jobs succeeded and nothing grew */
async function load(lanes: number): Promise<boolean> {
  const title = lanes === 1 ? `${jobs} jobs, one after another` : `${jobs} jobs, ${lanes} at once`
  console.log(`\n${title}`)
  const start = performance.now()
  const reports = await runLoad({
    jobs,
    atOnce: lanes,
    ...(fetch && { fetch }),
    ...(state && { state }),
    heard: report,
  })
  const wrong = reports.filter(isWrong)
  const growth = growthOf(reports)
  console.log(
    `${title}, in ${((performance.now() - start) / 1000).toFixed(0)} s: ${wrong.length} with problems`,
  )
  console.log(`${'what'.padEnd(36)} ${'early'.padStart(8)} ${'late'.padStart(8)}`)
  for (const { what, early, late, grew } of growth) {
    const shown = (value: number) =>
      (what.endsWith('MB') ? (value / 1e6).toFixed(1) : String(value)).padStart(8)
    console.log(`${what.padEnd(36)} ${shown(early)} ${shown(late)}${grew ? '  GREW' : ''}`)
  }
  const { service } = reports.at(-1) ?? {}
  const first = reports[0]?.service
  console.log(
    `The cache service: ${first?.blobs ?? 0} blobs and ${megabytes(first?.memory)} after the first job, ${service?.blobs ?? 0} and ${megabytes(service?.memory)} at the end.`,
  )
  return wrong.length === 0 && !growth.some(({ grew }) => grew)
}

let reported = 0

function report(job: JobReport): void {
  reported++
  if (isWrong(job))
    console.log(`job ${reported} on ${job.runner}: ${[...job.problems, ...job.leftBehind].join('\n  ')}`)
  else if (reported % 10 === 0) console.log(`job ${reported}: ${job.seconds.toFixed(1)} s`)
}

function isWrong({ problems, leftBehind }: JobReport): boolean {
  return problems.length + leftBehind.length > 0
}

function megabytes(bytes = 0): string {
  return `${(bytes / 1e6).toFixed(0)} MB`
}

const well = [await load(1), atOnce === 1 || (await load(atOnce))]
process.exitCode = well.every(Boolean) ? 0 : 1
