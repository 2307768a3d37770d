import * as core from '@actions/core'
import path from 'node:path'
import { parseRunnerRequest, type RunnerRequest } from '../runner/request.ts'

/** The inputs of select-runner. */
export interface RunnerInputs {
  readonly request: RunnerRequest
  /** Unparsed, for the code that resolves it. */
  readonly version: string
  readonly module: string
  /** Absolute path. */
  readonly workdir: string
  /** Empty if no token is set. */
  readonly token: string
}

/** @throws Error with every problem with the inputs, one per line */
export function readRunnerInputs(): RunnerInputs {
  const token = core.getInput('token')
  if (token !== '') core.setSecret(token)
  const version = core.getInput('version')
  const { request, problems } = parseRunnerRequest({
    provider: core.getInput('provider'),
    version,
    pin: core.getInput('pin'),
    size: core.getInput('size'),
    arch: core.getInput('arch'),
    osVersion: core.getInput('os-version'),
    dagger: core.getInput('dagger'),
    fallback: core.getInput('fallback'),
    allowForks: core.getInput('allow-forks'),
    labels: core.getInput('labels'),
    group: core.getInput('group'),
    labelPrefix: core.getInput('label-prefix'),
  })
  if (request === undefined) throw new Error(problems.join('\n'))
  return {
    request,
    version,
    module: core.getInput('module'),
    workdir: path.resolve(core.getInput('workdir')),
    token,
  }
}
