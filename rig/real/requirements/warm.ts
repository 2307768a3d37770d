// A warm job finds again what a cold one left; a stop, a kill and another patch version are judged right.
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../../../src/programs.ts'
import { engineImage } from '../../../src/engine/host.ts'
import { firstWithCleanShutdown } from '../../../src/engine/log-lines.ts'
import { isAtLeast } from '../../../src/dagger/version.ts'
import { reasonOf } from '../../../src/reason.ts'
import { findDagger } from '../dagger.ts'
import { image, type FinishedJob, type RealMachine } from '../machine.ts'
import { decisionOf, hitOf } from '../progress.ts'
import type { Report } from '../report.ts'

const key = 'warm'
const work = (nonce: string): string[] => [
  `layer ${image}`,
  `volume ${image} --nonce=${nonce}`,
  'call --text=a',
]

export async function warm(machine: RealMachine, report: Report): Promise<void> {
  const cold = await machine.run({ key }, work('cold'))
  report.measured('cold', cold.seconds)
  report.check('A clean stop is judged clean and its state is saved', cold.saved, decisionOf(cold.endLog))

  const warmed = await machine.run({ key }, work('warm'))
  report.measured('warm', warmed.seconds)
  const [layer, volume, call] = warmed.steps
  report.check(
    'A layer is a cache hit in the next job',
    outputOf(cold, 0) === outputOf(warmed, 0),
    outputOf(warmed, 0),
  )
  report.check(
    'A cache volume has its content in the next job',
    outputOf(cold, 1) === '1' && outputOf(warmed, 1) === '2',
    `${outputOf(cold, 1)}, then ${outputOf(warmed, 1)}`,
  )
  const marks = isAtLeast(machine.dagger.version, firstWithCleanShutdown)
  // Up to 0.20, a call is kept as the exec of its SDK's container (core/modfunc.go line 693), which Dang does not have.
  if (marks) {
    report.check(
      'A function call is a cache hit in the next job',
      hitOf(call?.log ?? '', 'call') === true,
      lineOf(call?.log, 'Warm.call '),
    )
    report.check(
      'A function call that ran an exec is a cache hit in the next job',
      hitOf(layer?.log ?? '', 'layer') === true,
      lineOf(layer?.log, 'Warm.layer '),
    )
  }
  for (const [at, step] of [layer, volume, call].entries()) {
    const verdict = step?.outputs['engine-cache'] ?? ''
    const right = marks ? verdict === 'warm' : verdict === 'unknown'
    report.check(`Step ${at + 1} says what became of the restored state`, right, verdict)
  }

  const idle = await machine.run({ key }, work('warm'))
  report.measured('idle', idle.seconds)
}

export async function kill(machine: RealMachine, report: Report): Promise<void> {
  const killed = await machine.begin({ key: 'kill' })
  await killed.call(`layer ${image}`)
  const { container = '' } = await killed.record()
  await run('docker', ['kill', '--', container])
  const end = await killed.finish()
  report.check(
    'After docker kill, nothing is saved and the log says that the engine ended',
    !end.saved && end.storedBytes === 0 && /Nothing was saved: .*engine/.test(end.endLog),
    decisionOf(end.endLog),
  )

  await machine.run({ key: 'crash' }, [`layer ${image}`])
  const crashed = await machine.begin({ key: 'crash' })
  await crashed.call(`layer ${image}`)
  const pid = await run('docker', ['inspect', '--format', '{{.State.Pid}}', '--', container])
  await run('kill', ['-KILL', pid.trim()])
  const after = await crashed.call(`layer ${image} --salt=after`)
  const crash = await crashed.finish()
  report.check('A job whose engine crashed continues', after.outcome === 'success', after.outcome)
  report.check(
    'After a crash in the middle of a job, nothing is saved',
    !crash.saved && crash.storedBytes === 0,
    decisionOf(crash.endLog),
  )
  report.check(
    'A crash is not reported as a restored state that was not accepted',
    !crash.log.includes('did not accept the restored state'),
    lineOf(crash.log, 'engine ended'),
  )
}

/** The engine of one version under the name of the patch version before it. */
export async function patch(machine: RealMachine, report: Report): Promise<void> {
  const { version, cliFolder } = machine.dagger
  const [, minor = '', number = '', rest = ''] = /^(\d+\.\d+)\.(\d+)(.*)$/.exec(version) ?? []
  if (number === '0') {
    report.note(`${version} has no patch version before it.`)
    return
  }
  const earlier = `${minor}.${Number(number) - 1}${rest}`
  const programs = join(machine.folder, 'earlier')
  await mkdir(programs, { recursive: true })
  await writeFile(
    join(programs, 'dagger'),
    `#!/bin/sh\n[ "$*" != version ] || { echo "dagger v${earlier}"; exit; }\nexec ${cliFolder}/dagger "$@"\n`,
  )
  await chmod(join(programs, 'dagger'), 0o755)

  const key = (patchVersion: string): string => `patch-${minor}/${patchVersion}`
  const asEarlier = { programs, version: earlier, with: { 'engine-image': engineImage(version) } }
  const before = await machine.run({ key: key(earlier), ...asEarlier }, work('before'))
  const after = await machine.run(
    { key: key(version), with: { 'restore-keys': `patch-${minor}/` } },
    work('after'),
  )
  const [first] = after.steps
  report.check(
    'The state of another patch version is restored by a restore key',
    first?.outputs['cache-hit'] === 'false',
    first?.outputs['cache-hit'] ?? '',
  )
  report.check(
    'A layer of another patch version is a cache hit',
    outputOf(before, 0) === outputOf(after, 0),
    outputOf(after, 0),
  )
  report.check(
    'What another patch version began is saved under its own key',
    after.saved,
    decisionOf(after.endLog),
  )
}

/** The state of one version, after an engine worked on it that does not find what this one left. */
export async function series(machine: RealMachine, report: Report): Promise<void> {
  const { version } = machine.dagger
  const marks = isAtLeast(version, firstWithCleanShutdown)
  const other = await findDagger(marks ? '0.20.3' : '0.21.8').catch((error: unknown) => {
    report.note(`Not tested: ${reasonOf(error)}`)
  })
  if (!other) return
  const options = { key: 'series' }
  const others = { ...options, programs: other.cliFolder, version: other.version }
  const before = await machine.run(options, work('before'))
  const between = await machine.run(others, work('between'))
  const verdict = between.steps[0]?.outputs['engine-cache'] ?? ''
  report.check(
    `A state of ${version} is reported as one that ${other.version} cannot use`,
    verdict === `discarded:written_by_${version}` && outputOf(between, 1) === '1',
    verdict,
  )
  const after = await machine.run(options, work('after'))
  const { 'engine-cache': again = '' } = after.steps[0]?.outputs ?? {}
  report.check(
    `A state on which ${other.version} has worked since is still warm, and not reported as discarded`,
    outputOf(after, 0) === outputOf(before, 0) &&
      outputOf(after, 1) === '2' &&
      again === (marks ? 'warm' : 'unknown'),
    `${again}; cache volume: ${outputOf(before, 1)}, then ${outputOf(after, 1)}`,
  )
}

function outputOf({ steps }: FinishedJob, at: number): string {
  return steps[at]?.outputs['output']?.trim() ?? ''
}

function lineOf(log: string | undefined, text: string): string {
  const line = log?.split('\n').find((one) => one.includes(text))
  return line?.trim() ?? 'no such line'
}
