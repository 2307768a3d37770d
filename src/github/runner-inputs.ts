import path from 'node:path'
import { parseRunnerRequest, type RunnerRequest } from '../runner/request.ts'
import { InputError, InputReader } from './input-reader.ts'

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

/** @throws InputError */
export function readRunnerInputs(): RunnerInputs {
  const inputs = new InputReader()
  const token = inputs.secret('token')
  const version = inputs.text('version')
  const { request, problems } = parseRunnerRequest({
    provider: inputs.text('provider'),
    version,
    pin: inputs.text('pin'),
    size: inputs.text('size'),
    arch: inputs.text('arch'),
    osVersion: inputs.text('os-version'),
    dagger: inputs.text('dagger'),
    fallback: inputs.text('fallback'),
    allowForks: inputs.text('allow-forks'),
    labels: inputs.text('labels'),
    group: inputs.text('group'),
    labelPrefix: inputs.text('label-prefix'),
  })
  if (request === undefined) throw new InputError(problems)
  return {
    request,
    version,
    module: inputs.text('module'),
    workdir: path.resolve(inputs.text('workdir')),
    token,
  }
}
