import { mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'

import {
  evaluateCondition,
  evaluateStepCondition,
  interpolate,
  type JobStatus,
  type Scope,
  type Value,
} from './expression.ts'
import { inputVariable, readManifest, resolveInputs, type ActionManifest } from './manifest.ts'
import { createMasks, createStepOutput, type Annotation } from './output.ts'
import { killByEnvironment, runnerCancelDelays, startStep } from './process.ts'
import { makeStepFiles, readStepFiles } from './step-files.ts'
import { prepareSurroundings, type JobOptions, type Mapping, type Texts } from './surroundings.ts'
import type { WorkflowCommand } from './workflow-command.ts'

export type { JobOptions } from './surroundings.ts'

/** Called after each line of output and every few milliseconds, with the raw output so far. */
export type Moment = (rawOutput: string) => boolean

export interface Interruption {
  /** A signal from outside, to the process only; SIGKILL also goes to all its descendants. */
  readonly kill?: { readonly signal: NodeJS.Signals; readonly when: Moment }
  /** Cancels the job. A step whose condition is no longer true is ended as a runner ends it. */
  readonly cancel?: { readonly when: Moment }
}

export interface StepOptions extends Interruption {
  /** The ID of the step in `steps.<id>.outputs`. */
  readonly id?: string
  /** May hold expressions, as in a workflow. */
  readonly env?: Texts
  /** Default: success(). */
  readonly if?: string
}

export interface UsesOptions extends StepOptions {
  /** May hold expressions, as in a workflow. */
  readonly with?: Mapping
}

export interface StepResult {
  readonly name: string
  readonly outcome: 'success' | 'failure' | 'cancelled' | 'killed' | 'skipped'
  /** 128 or more if a signal ended the step; undefined if it did not run. */
  readonly exitCode: number | undefined
  readonly outputs: Texts
  /** The variables that the step wrote to GITHUB_ENV. */
  readonly exports: Texts
  /** The folders that the step wrote to GITHUB_PATH. */
  readonly paths: readonly string[]
  /** The state that the step saved for its post. */
  readonly state: Texts
  /** stdout and stderr as users see them: masked, with commands in the runner's form (`##[warning]…`). */
  readonly log: string
  /** stdout and stderr as written. */
  readonly rawOutput: string
  readonly annotations: readonly Annotation[]
  readonly commands: readonly WorkflowCommand[]
  /** Markdown. */
  readonly summary: string
  readonly durationMilliseconds: number
}

export interface Job {
  readonly status: JobStatus
  readonly sha: string
  readonly workspace: string
  readonly temp: string
  readonly toolCache: string
  readonly home: string
  /** A step `uses: <action>`: its `pre`, if any, then its `main`; its `post` comes with `finish`. */
  uses(actionFolder: string, options?: UsesOptions): Promise<StepResult>
  /** A step `run:` of one command. */
  run(program: string, args?: readonly string[], options?: StepOptions): Promise<StepResult>
  /** Runs the posts, last step first, and ends what the job left running. */
  finish(options?: FinishOptions): Promise<readonly StepResult[]>
  /** Removes the folders that were created for the job. */
  remove(): Promise<void>
}

export interface FinishOptions extends Interruption {
  /** The job was cancelled before its posts. */
  readonly cancelled?: boolean
  /** The runner itself was ended, so that no post runs. */
  readonly runnerLost?: boolean
}

/**
 * Starts a job as GitHub's runner does, with the same environment, files and rules for its steps.
 *
 * Source: actions/runner at 2.336.0, src/Runner.Worker (StepsRunner.cs, ActionRunner.cs,
 * Handlers/NodeScriptActionHandler.cs, GitHubContext.cs).
 */
export async function createJob(options: JobOptions = {}): Promise<Job> {
  const around = await prepareSurroundings(options)
  const { folders } = around
  const commandFiles = join(folders.temp, '_runner_file_commands')
  await mkdir(commandFiles, { recursive: true })

  const masks = createMasks(around.secrets)
  const exported = new Map<string, string>()
  const stepsContext: Record<string, Value> = {}
  const posts: ((interruption: Interruption) => Promise<StepResult>)[] = []
  let prependedPaths: readonly string[] = []
  let status: JobStatus = 'success'
  let steps = 0

  /** The contexts that an action's own file can use. */
  function actionScope(github: Mapping = {}): Scope {
    return {
      status,
      contexts: {
        github: { ...around.github, ...github },
        job: { status },
        matrix: options.matrix ?? null,
        runner: around.runner,
        strategy: around.strategy,
      },
    }
  }

  /** The contexts that a step of a workflow can use. */
  function stepScope(github: Mapping, env: Texts = {}): Scope {
    const { contexts } = actionScope(github)
    const ofWorkflow = {
      env: { ...Object.fromEntries(exported), ...env },
      inputs: {},
      needs: {},
      secrets: options.secrets ?? {},
      steps: stepsContext,
    }
    return { status, contexts: { ...contexts, ...ofWorkflow } }
  }

  /** Later ones take precedence, as in a runner: a step cannot change GITHUB_* or RUNNER_*. */
  function environment(stage: Stage, github: Mapping, inputs: Texts): Record<string, string> {
    const env: Record<string, string> = { ...around.machineEnv, ...Object.fromEntries(exported) }
    for (const [name, text] of Object.entries(stage.env)) env[name] = interpolate(text, stepScope(github))
    for (const [name, value] of stage.action?.state ?? []) env[`STATE_${name}`] = value
    for (const [name, value] of Object.entries(inputs)) env[inputVariable(name)] = value
    env['PATH'] = [...prependedPaths.toReversed(), env['PATH'] ?? ''].join(':')
    const contexts = [
      ['GITHUB', { ...around.github, ...github }],
      ['RUNNER', around.runner],
    ] as const
    for (const [prefix, context] of contexts) {
      for (const [name, value] of Object.entries(context)) {
        const isShared = name !== 'token' && typeof value === 'string'
        if (isShared) env[`${prefix}_${name.toUpperCase()}`] = value
      }
    }
    return stage.action === undefined ? env : { ...env, ...around.actionEnv }
  }

  async function runStage(stage: Stage): Promise<StepResult> {
    const started = performance.now()
    const output = createStepOutput(masks, options.debug === true)
    const files = await makeStepFiles(commandFiles, options.user)
    const github = { ...stage.github, ...files }
    const inputs =
      stage.action === undefined
        ? { values: {}, warnings: [] }
        : resolveInputs(
            stage.action.manifest,
            stage.action.with,
            stepScope(github, stage.env),
            actionScope(github),
          )
    for (const warning of inputs.warnings) output.annotate('warning', warning)

    const fate: Fate = { killed: false, cancellation: undefined }
    const child = startStep({
      commandLine: stage.commandLine,
      cwd: folders.workspace,
      env: environment(stage, github, inputs.values),
      user: options.user,
      onLine: (line) => {
        output.readLine(line)
        interrupt()
      },
    })
    function interrupt(): void {
      const { kill, cancel } = stage.interruption
      if (!fate.killed && kill?.when(output.raw()) === true) {
        fate.killed = true
        child.kill(kill.signal)
      }
      if (status !== 'cancelled' && cancel?.when(output.raw()) === true) {
        status = 'cancelled'
        if (!stage.holds()) fate.cancellation = child.cancel(options.cancelDelays ?? runnerCancelDelays)
      }
    }
    const timer = setInterval(interrupt, 20)
    const { exitCode } = await child.ended
    clearInterval(timer)
    await fate.cancellation
    if (fate.cancellation !== undefined) output.annotate('error', 'The operation was canceled.')

    const written = await readStepFiles(files)
    for (const error of written.errors) output.annotate('error', error)
    for (const [name, value] of written.exports) exported.set(name, value)
    for (const [name, value] of [...output.state, ...written.state]) stage.action?.state.set(name, value)
    prependedPaths = [...prependedPaths.filter((path) => !written.paths.includes(path)), ...written.paths]

    const failed = exitCode !== 0 || output.failed || written.failed
    const outcome =
      fate.cancellation !== undefined ? 'cancelled' : fate.killed ? 'killed' : failed ? 'failure' : 'success'
    if (outcome === 'failure' || outcome === 'killed') status = status === 'cancelled' ? status : 'failure'
    return {
      name: stage.name,
      outcome,
      exitCode,
      outputs: Object.fromEntries([...output.outputs, ...written.outputs]),
      exports: Object.fromEntries(written.exports),
      paths: written.paths,
      state: Object.fromEntries([...output.state, ...written.state]),
      log: output.log(),
      rawOutput: output.raw(),
      annotations: output.annotations,
      commands: output.commands,
      summary: masks.hide(written.summary),
      durationMilliseconds: performance.now() - started,
    }
  }

  function remember(id: string | undefined, result: StepResult): StepResult {
    const outcome = result.outcome === 'killed' ? 'failure' : result.outcome
    if (id !== undefined) stepsContext[id] = { outputs: result.outputs, outcome, conclusion: outcome }
    return result
  }

  async function uses(actionFolder: string, step: UsesOptions = {}): Promise<StepResult> {
    const folder = resolve(actionFolder)
    const manifest = readManifest(folder)
    const action = { manifest, with: step.with ?? {}, state: new Map<string, string>() }
    const github = {
      action: step.id ?? `__${++steps}`,
      action_repository: options.actionRepository ?? 'OWNER/warm-dagger',
      action_ref: options.actionRef ?? 'v1',
    }
    const stage = (
      name: string,
      script: string,
      holds: () => boolean,
      interruption: Interruption,
    ): Stage => ({
      name,
      // A runner contains its own Node. This uses the current one.
      commandLine: [process.execPath, join(folder, script)],
      github,
      env: step.env ?? {},
      action,
      interruption,
      holds,
    })
    const holds = (): boolean => evaluateStepCondition(step.if ?? '', stepScope(github))
    const preHolds = (): boolean => evaluateCondition(manifest.preIf, actionScope(github))
    const postHolds = (): boolean => evaluateCondition(manifest.postIf, actionScope(github))
    const { name, pre, post } = manifest

    const before =
      pre !== undefined && preHolds() ? await runStage(stage(`Pre ${name}`, pre, preHolds, step)) : undefined
    const runs = holds()
    if (post !== undefined && (runs || before !== undefined)) {
      posts.push(async (interruption) =>
        postHolds()
          ? runStage(stage(`Post ${name}`, post, postHolds, interruption))
          : skipped(`Post ${name}`),
      )
    }
    if (!runs) return remember(step.id, before ?? skipped(name))
    const result = await runStage(stage(name, manifest.main, holds, step))
    return remember(step.id, before === undefined ? result : withPre(before, result))
  }

  async function runCommand(
    program: string,
    args: readonly string[] = [],
    step: StepOptions = {},
  ): Promise<StepResult> {
    const github = { action: step.id ?? `__run_${++steps}` }
    const holds = (): boolean => evaluateStepCondition(step.if ?? '', stepScope(github))
    if (!holds()) return remember(step.id, skipped(program))
    const result = await runStage({
      name: program,
      commandLine: [program, ...args],
      github,
      env: step.env ?? {},
      action: undefined,
      interruption: step,
      holds,
    })
    return remember(step.id, result)
  }

  async function finish(options: FinishOptions = {}): Promise<readonly StepResult[]> {
    if (options.cancelled === true) status = 'cancelled'
    if (options.runnerLost === true) posts.length = 0
    const results: StepResult[] = []
    for (let post = posts.pop(); post !== undefined; post = posts.pop()) results.push(await post(options))
    await killByEnvironment('RUNNER_TRACKING_ID', around.trackingId)
    return results
  }

  return {
    get status() {
      return status
    },
    sha: around.sha,
    ...folders,
    uses,
    run: runCommand,
    finish,
    remove: () => rm(around.root, { recursive: true, force: true }),
  }
}

/** One process of a step: its `pre`, `main` or `post`, or its command. */
interface Stage {
  readonly name: string
  readonly commandLine: readonly [string, ...string[]]
  /** The values of the `github` context for this step only. */
  readonly github: Mapping
  readonly env: Texts
  readonly action:
    | {
        readonly manifest: ActionManifest
        readonly with: Mapping
        /** Shared by the stages of one step. */
        readonly state: Map<string, string>
      }
    | undefined
  readonly interruption: Interruption
  /** Whether the step's condition is true. Evaluated again when the job is cancelled. */
  readonly holds: () => boolean
}

/** What the harness did to a running step. */
interface Fate {
  killed: boolean
  cancellation: Promise<void> | undefined
}

function skipped(name: string): StepResult {
  return {
    name,
    outcome: 'skipped',
    exitCode: undefined,
    outputs: {},
    exports: {},
    paths: [],
    state: {},
    log: '',
    rawOutput: '',
    annotations: [],
    commands: [],
    summary: '',
    durationMilliseconds: 0,
  }
}

function withPre(pre: StepResult, main: StepResult): StepResult {
  return {
    ...main,
    outputs: { ...pre.outputs, ...main.outputs },
    exports: { ...pre.exports, ...main.exports },
    paths: [...pre.paths, ...main.paths],
    state: { ...pre.state, ...main.state },
    log: pre.log + main.log,
    rawOutput: pre.rawOutput + main.rawOutput,
    annotations: [...pre.annotations, ...main.annotations],
    commands: [...pre.commands, ...main.commands],
    summary: pre.summary + main.summary,
    durationMilliseconds: pre.durationMilliseconds + main.durationMilliseconds,
  }
}
