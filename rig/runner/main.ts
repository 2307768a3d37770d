/**
 * Runs an action by hand: `node rig/runner/main.ts [--keep] ACTION_FOLDER [name=value ...]`, each pair an input.
 * It runs in the current folder, with this environment, and with the cache service of ACTIONS_RESULTS_URL and
 * ACTIONS_RUNTIME_TOKEN if they are set. Prints what a user would see of its main and its post, with outputs,
 * exports and summary. Then it removes all of this, like a hosted machine, unless --keep is given.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { attempt } from '../../src/programs.ts'
import { removeOwnContainer } from '../../src/docker.ts'
import { forgetVolume } from '../machine/forget-volume.ts'
import { createJob, type StepResult } from './job.ts'

const keep = process.argv[2] === '--keep'
const [actionFolder, ...pairs] = process.argv.slice(keep ? 3 : 2)
if (actionFolder === undefined) {
  console.error('Usage: node rig/runner/main.ts [--keep] ACTION_FOLDER [name=value ...]')
  process.exit(2)
}

const inputs = Object.fromEntries(
  pairs.map((pair) => {
    const [name = '', ...value] = pair.split('=')
    return [name, value.join('=')]
  }),
)
const env = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
)
const { ACTIONS_RESULTS_URL: url, ACTIONS_RUNTIME_TOKEN: token } = env
const head = await attempt('git', ['rev-parse', 'HEAD'])
const job = await createJob({
  workspace: process.cwd(),
  env,
  debug: env['RUNNER_DEBUG'] === '1',
  ...(head.exitCode === 0 && { sha: head.stdout.trim() }),
  ...(url !== undefined && token !== undefined && { cache: { url, token } }),
})
show(await job.uses(actionFolder, { with: inputs }))
for (const post of await job.finish()) show(post)
if (keep) console.log(`\nKept: ${job.temp}, and what docker and losetup list.`)
else await forget()
process.exitCode = job.status === 'success' ? 0 : 1

async function forget(): Promise<void> {
  const text = await readFile(join(job.temp, 'warm-dagger/job.json'), 'utf8').catch(() => '{}')
  const { record = {} } = JSON.parse(text) as { record?: { container?: string; volumeName?: string } }
  const { container, volumeName } = record
  if (container !== undefined) await removeOwnContainer(container)
  if (volumeName !== undefined) await forgetVolume(volumeName)
  await job.remove()
}

function show(step: StepResult): void {
  console.log(`\n=== ${step.name}`)
  process.stdout.write(step.log)
  console.log(`=== ${step.outcome} in ${(step.durationMilliseconds / 1000).toFixed(1)} s`)
  for (const [title, values] of [
    ['outputs', step.outputs],
    ['exports', step.exports],
  ] as const) {
    for (const [name, value] of Object.entries(values)) console.log(`${title}: ${name}=${value}`)
  }
  if (step.paths.length > 0) console.log(`path: ${step.paths.join(':')}`)
  if (step.summary !== '') console.log(`summary:\n${step.summary}`)
}
