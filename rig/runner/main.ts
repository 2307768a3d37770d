/**
 * Runs an action by hand: `node rig/runner/main.ts ACTION_FOLDER [name=value ...]`, each pair an input.
 * It runs in the current folder, with this environment, and with the cache service of ACTIONS_RESULTS_URL and
 * ACTIONS_RUNTIME_TOKEN if they are set. Prints what a user would see of its main and its post, with outputs,
 * exports and summary.
 */
import { createJob, type StepResult } from './job.ts'

const [actionFolder, ...pairs] = process.argv.slice(2)
if (actionFolder === undefined) {
  console.error('Usage: node rig/runner/main.ts ACTION_FOLDER [name=value ...]')
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
const job = await createJob({
  workspace: process.cwd(),
  env,
  ...(url !== undefined && token !== undefined && { cache: { url, token } }),
})
show(await job.uses(actionFolder, { with: inputs }))
for (const post of await job.finish()) show(post)
await job.remove()
process.exitCode = job.status === 'success' ? 0 : 1

function show(step: StepResult): void {
  console.log(`\n=== ${step.name}`)
  process.stdout.write(step.log)
  console.log(`=== ${step.outcome} in ${(step.durationMs / 1000).toFixed(1)} s`)
  for (const [title, values] of [
    ['outputs', step.outputs],
    ['exports', step.exports],
  ] as const) {
    for (const [name, value] of Object.entries(values)) console.log(`${title}: ${name}=${value}`)
  }
  if (step.paths.length > 0) console.log(`path: ${step.paths.join(':')}`)
  if (step.summary !== '') console.log(`summary:\n${step.summary}`)
}
