// The product on the real Dagger: `script/real --help`.
import { parseArgs } from 'node:util'
import { reasonOf } from '../../src/reason.ts'
import { findDagger, cliFolderVariable } from './dagger.ts'
import { startRealMachine, type RealMachine } from './machine.ts'
import { Report } from './report.ts'
import { threeDays } from './requirements/age.ts'
import { attached } from './requirements/attached.ts'
import { growth, limit } from './requirements/growth.ts'
import { identity } from './requirements/identity.ts'
import { idle } from './requirements/idle.ts'
import { keep } from './requirements/keep.ts'
import { modules } from './requirements/modules.ts'
import { stopAndConnect } from './requirements/stop-and-connect.ts'
import { kill, patch, series, warm } from './requirements/warm.ts'

const defaultVersions = ['0.20.3', '0.21.8', '1.0.0-beta.10']
/** No real engine or CLI is available: EX_UNAVAILABLE of sysexits.h. */
const unavailable = 69

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    jobs: { type: 'string', default: '5' },
    help: { type: 'boolean', default: false },
  },
})
const jobs = Number(values.jobs)

const groups: Readonly<Record<string, (machine: RealMachine, report: Report) => Promise<void>>> = {
  warm,
  kill,
  patch,
  series,
  stop: stopAndConnect,
  identity,
  growth: (machine, report) => growth(machine, report, jobs),
  limit,
  age: threeDays,
  idle,
  keep,
  modules,
  attached,
}
const names = values.only?.split(',') ?? Object.keys(groups)
const usage = `usage: script/real [options] [VERSION ...]
Tests the built actions on the real Dagger of each version (default: ${defaultVersions.join(' ')}).
  --only GROUP,...  of ${Object.keys(groups).join(', ')}
  --jobs N          identical jobs of the group growth (default 5)
The engine image is the one of the local Docker daemon, else it is pulled. The CLI is the one in
$${cliFolderVariable}/VERSION or on the PATH, else it is downloaded.
Exit codes: 0, all requirements hold; 1, some do not; 2, wrong usage; ${unavailable}, no real engine and CLI of a version
are available, and those of the other versions passed.
`
const unknown = names.filter((name) => !Object.hasOwn(groups, name))
if (values.help || unknown.length > 0 || !(jobs > 0)) {
  process.stdout.write(usage)
  process.exit(values.help ? 0 : 2)
}

const chosen = Object.entries(groups).filter(([name]) => names.includes(name))
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const report = new Report(say)
const missing: string[] = []
for (const version of positionals.length > 0 ? positionals : defaultVersions) {
  report.begin(version)
  const dagger = await findDagger(version).catch((error: unknown) => {
    report.note(`Not tested: ${reasonOf(error)}`)
  })
  if (!dagger) {
    missing.push(version)
    continue
  }
  report.note(`Real: ${dagger.origin}.`)
  const machine = await startRealMachine(dagger)
  const interrupted = (): void => {
    say('Interrupted: what the jobs left is removed.')
    void machine.stop().finally(() => process.exit(130))
  }
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted)
  try {
    for (const [name, group] of chosen) {
      await report.group(name, () => group(machine, report))
      await machine.forget()
    }
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted)
    await machine.stop()
  }
}
say(`\n${report.table()}\n`)
if (missing.length > 0) say(`Not tested: ${missing.join(', ')}.`)
say(report.summary())
process.exitCode = report.failed > 0 ? 1 : missing.length > 0 ? unavailable : 0
