import { parseWorkflowCommand, type WorkflowCommand } from './workflow-command.ts'

export interface Annotation {
  readonly level: 'notice' | 'warning' | 'error'
  readonly message: string
  readonly properties: Readonly<Record<string, string>>
}

/** Values to mask, shared by all steps of a job. */
export interface Masks {
  add(secret: string): void
  hide(text: string): string
}

export function createMasks(secrets: Iterable<string> = []): Masks {
  let values: readonly string[] = []
  const masks: Masks = {
    add(secret) {
      const lines = secret.split(/[\r\n]/).map((line) => line.trim())
      const known = new Set([...values, secret, ...lines].filter((value) => value.trim() !== ''))
      // Longest first, so that masking a shorter secret does not leave a part of a longer one.
      values = [...known].sort((a, b) => b.length - a.length)
    },
    hide: (text) => values.reduce((hidden, value) => hidden.replaceAll(value, '***'), text),
  }
  for (const secret of secrets) masks.add(secret)
  return masks
}

/** Reads a step's output line by line, as a runner does, and converts it to what users see. */
export interface StepOutput {
  readLine(line: string): void
  /** Adds a message of the runner. */
  annotate(level: Annotation['level'], message: string): void
  /** The unchanged output of the step, including secrets and commands. */
  raw(): string
  /** The output as shown: masked, with commands in the runner's form such as `##[warning]…`. */
  log(): string
  readonly annotations: readonly Annotation[]
  readonly commands: readonly WorkflowCommand[]
  /** Set by the commands `save-state` and `set-output`, which runners still support. */
  readonly state: ReadonlyMap<string, string>
  readonly outputs: ReadonlyMap<string, string>
  /** Whether a command could not be processed, which fails the step. */
  readonly failed: boolean
}

const commandNames = [
  ...['add-mask', 'add-matcher', 'add-path', 'debug', 'echo', 'endgroup', 'error', 'group', 'notice'],
  ...['remove-matcher', 'save-state', 'set-env', 'set-output', 'stop-commands', 'warning'],
]

/**
 * Source: actions/runner at 2.336.0, src/Runner.Worker/ActionCommandManager.cs.
 *
 * @param showDebug whether `::debug::` lines are shown, as with the secret ACTIONS_STEP_DEBUG
 */
export function createStepOutput(masks: Masks, showDebug: boolean): StepOutput {
  const raw: string[] = []
  const log: string[] = []
  const annotations: Annotation[] = []
  const commands: WorkflowCommand[] = []
  const state = new Map<string, string>()
  const outputs = new Map<string, string>()
  let failed = false
  let stopToken: string | undefined

  const show = (line: string): void => {
    log.push(masks.hide(line))
  }

  function annotate(
    level: Annotation['level'],
    message: string,
    properties: Readonly<Record<string, string>> = {},
  ): void {
    annotations.push({ level, message: masks.hide(message), properties })
    show(`##[${level}]${message}`)
  }

  function refuse(line: string, reason: string): void {
    annotate('error', `Unable to process command '${line}' successfully.`)
    annotate('error', reason)
    failed = true
  }

  function deprecated(command: WorkflowCommand, into: Map<string, string>): void {
    annotate(
      'warning',
      `The \`${command.name}\` command is deprecated and will be disabled soon. Please upgrade to using Environment Files.`,
    )
    into.set(command.properties['name'] ?? '', command.data)
  }

  function obey(line: string, command: WorkflowCommand): void {
    commands.push(command)
    const { name, properties, data } = command
    switch (name) {
      case 'notice':
      case 'warning':
      case 'error':
        annotate(name, data, properties)
        break
      case 'debug':
        if (showDebug) show(`##[debug]${data}`)
        break
      case 'group':
      case 'endgroup':
        show(`##[${name}]${data}`)
        break
      case 'add-mask':
        if (data.trim() === '')
          annotate('warning', "Can't add secret mask for empty string in ##[add-mask] command.")
        else masks.add(data)
        break
      case 'stop-commands':
        if (data === '' || data === 'pause-logging' || commandNames.includes(data.toLowerCase())) {
          refuse(line, 'The stop-commands token is not valid.')
        } else {
          stopToken = data.toLowerCase()
          // The runner masks a token of this length, so that no other step can learn it.
          if (data.length > 6) masks.add(data)
          show(line)
        }
        break
      case 'save-state':
        deprecated(command, state)
        break
      case 'set-output':
        deprecated(command, outputs)
        break
      case 'set-env':
      case 'add-path':
        refuse(line, `The \`${name}\` command is disabled. Please upgrade to using Environment Files.`)
        break
      default:
      // Problem matchers and echo change nothing here.
    }
  }

  return {
    readLine(line) {
      raw.push(line)
      const command = parseWorkflowCommand(line)
      if (stopToken !== undefined) {
        if (command?.name === stopToken) stopToken = undefined
        show(line)
      } else if (command !== undefined && commandNames.includes(command.name)) {
        obey(line, command)
      } else {
        show(line)
      }
    },
    annotate,
    raw: () => raw.map((line) => `${line}\n`).join(''),
    log: () => log.map((line) => `${line}\n`).join(''),
    annotations,
    commands,
    state,
    outputs,
    get failed() {
      return failed
    },
  }
}
