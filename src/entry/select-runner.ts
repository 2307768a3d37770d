import * as core from '@actions/core'
import { eventPayload } from '../github/event.ts'
import { jobLog as log } from '../github/log.ts'
import { repositoryOwner } from '../github/repository-owner.ts'
import { readRunnerInputs } from '../github/runner-inputs.ts'
import { versionForRunner } from '../downloads/version-for-runner.ts'
import { selectRunner as select } from '../runner/select.ts'
import { untrustedCodeReason } from '../runner/untrusted-code.ts'

/** The action select-runner. */
export async function selectRunner(): Promise<void> {
  const inputs = readRunnerInputs()
  const { env } = process
  const payload = await eventPayload()
  const selection = select(inputs.request, await versionForRunner(inputs), {
    untrustedCodeReason: untrustedCodeReason(env['GITHUB_EVENT_NAME'] ?? '', payload),
    owner:
      inputs.request.provider === 'depot'
        ? await repositoryOwner(payload, env['GITHUB_REPOSITORY_OWNER'] ?? '', inputs.token, log)
        : undefined,
    runId: env['GITHUB_RUN_ID'] ?? '',
  })
  core.setOutput('runs-on', JSON.stringify(selection.runsOn))
  core.setOutput('label', selection.label)
  core.setOutput('provider', selection.provider)
  core.setOutput('version', selection.version)
  core.setOutput('reason', selection.reason)
  log.info(selection.reason)
  for (const notice of selection.notices) core.notice(notice)
}
