// The fault campaign: script/faults.
import { parseArgs } from 'node:util'
import { campaign, tableOf } from './campaign.ts'
import type { Fetch } from './kind.ts'
import { kinds } from './kinds.ts'

const usage = `usage: script/faults [options]
  --seed N     the seed of the first run; each run adds 1 (default: random)
  --runs N     the number of runs (default: one of each kind)
  --minutes N  start no run after this many minutes
  --fetch MODE all or on-demand: how jobs fetch their state (default: the seed selects)
  --kind NAME  only this kind; repeatable
  --list       list the kinds, and why this machine does not support some of them
`

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    runs: { type: 'string' },
    minutes: { type: 'string' },
    fetch: { type: 'string' },
    kind: { type: 'string', multiple: true, default: [] },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const modes: readonly Fetch[] = ['all', 'on-demand']
const fetch = modes.find((mode) => mode === values.fetch)

if (values.help) {
  process.stdout.write(usage)
} else if (values.list) {
  for (const { name, places, lacks } of kinds) {
    const where = [...new Set(places.map((place) => (typeof place === 'string' ? place : place.phase)))].join(
      ', ',
    )
    const lack = await lacks?.()
    console.log(`${name} (${where})${lack === undefined ? '' : `: skipped. ${lack}`}`)
  }
} else {
  if (values.fetch !== undefined && fetch === undefined) {
    console.error(`--fetch ${values.fetch}: accepted: ${modes.join(', ')}.`)
    process.exit(2)
  }
  const unknown = values.kind.filter((name) => !kinds.some((kind) => kind.name === name))
  if (unknown.length > 0) {
    console.error(`--kind ${unknown.join(', ')}: there is no such kind; --list names them all.`)
    process.exit(2)
  }
  const chosen = values.kind.length === 0 ? kinds : kinds.filter(({ name }) => values.kind.includes(name))
  const seed = wholeNumber('seed', values.seed) ?? Math.floor(Math.random() * 1e6)
  const minutes = wholeNumber('minutes', values.minutes)
  const most = wholeNumber('runs', values.runs) ?? (minutes === undefined ? chosen.length : Infinity)
  const start = performance.now()
  const runs = await campaign({
    kinds: chosen,
    seed,
    runs: most,
    say: console.log,
    ...(minutes !== undefined && { minutes }),
    ...(fetch && { fetch }),
  })
  const wrong = runs.filter((run) => run.wrong.length > 0)
  for (const line of ['', ...tableOf(runs), '']) console.log(line)
  const took = ((performance.now() - start) / 60_000).toFixed(1)
  console.log(`${runs.length} runs from seed ${seed} in ${took} min, ${wrong.length} with something wrong.`)
  for (const { again } of wrong) console.log(`Again: ${again}`)
  process.exitCode = wrong.length === 0 ? 0 : 1
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,9}$/.test(text)) {
    console.error(`--${name} ${text}: a whole number is accepted, of at most nine digits.`)
    process.exit(2)
  }
  return Number(text)
}
