import * as core from '@actions/core'
import { statSync } from 'node:fs'
import path from 'node:path'
import { readPath, type Variables, type Word } from '../dagger/arguments.ts'
import { asksForCloudEngine, commandLine, type CommandInputs } from '../dagger/command.ts'
import { commandVariables } from '../dagger/invoke.ts'
import { parseVersionRequest } from '../dagger/version.ts'
import { volumeNamePattern, volumeNameRule } from '../docker.ts'
import type { FolderLimits } from '../policy/cleaning.ts'
import { keyProblems } from '../policy/keys.ts'
import { parseS3Address, s3AddressRule } from '../store/s3-address.ts'
import { InputError, InputReader } from './input-reader.ts'

/** The inputs that select a Dagger version, shared by `run` and `restore`. */
export interface VersionInputs {
  readonly version: string
  /** Empty if a release is requested. */
  readonly commit: string
  readonly module: string
  /** Absolute path. */
  readonly workdir: string
  readonly daggerFlags: string
  /** The values of the variables that `$NAME` refers to, in `daggerFlags` and in the command. */
  readonly variables: Variables
  /** Whether Dagger's programs may come from the job's cache, and go there. */
  readonly cachePrograms: boolean
}

export interface RestoreInputs extends VersionInputs {
  /** undefined: derive the key from the job's identity. */
  readonly key: string | undefined
  readonly restoreKeys: readonly string[]
  /** The text of `toJSON(matrix)`. */
  readonly matrix: string
  readonly failOnCacheMiss: boolean
  readonly lookupOnly: boolean
  readonly volume: string
  /** Bytes; undefined: as large as the machine allows. */
  readonly volumeSize: number | undefined
  /** Maximum compressed size of a saved state in bytes; undefined: the engine's own limits apply. */
  readonly maxCacheSize: number | undefined
  /** Whether to prune once before the engine stops, instead of limiting the engine while it runs. */
  readonly prune: boolean
  /** Absolute path; undefined: use the Actions cache if the job has one. */
  readonly cacheDir: string | undefined
  /** Of that folder. */
  readonly folderLimits: FolderLimits
  /** `s3://bucket/prefix`; undefined for another store. */
  readonly store: string | undefined
  /** When the chunks of the state are fetched: all before the engine starts, or each when it is read. */
  readonly fetch: 'all' | 'on-demand'
  /** Whether the state stays on the machine for the next job; undefined: where the machine stays. */
  readonly keep: boolean | undefined
}

export interface RunInputs extends VersionInputs, CommandInputs {
  readonly volume: string
  /** Empty: use the image of the requested version. */
  readonly engineImage: string
  /** Whether the image of a release may come from the job's cache, and go there. */
  readonly cacheEngineImage: boolean
  readonly cloudToken: string
  /** Environment variables only for the CLI. Every value is masked. */
  readonly env: Readonly<Record<string, string>>
  /** Maximum duration of the command in seconds; undefined: no limit. */
  readonly callTimeoutSeconds: number | undefined
  readonly summaryPath: string
  readonly enableGithubSummary: boolean
}

export interface SaveInputs {
  /** undefined: where the job's state was restored from. */
  readonly store: string | undefined
  readonly save: 'auto' | 'always' | 'never'
  readonly stopTimeoutSeconds: number
  /** For stop, upload and cleaning together. */
  readonly saveTimeoutSeconds: number
  /** Whether the runner reports that the job was canceled. */
  readonly cancelled: boolean
  /** Whether to delete obsolete entries after a save. */
  readonly clean: boolean
  /** Token to delete entries and to read the repository's cache usage. */
  readonly token: string
}

/** @throws InputError */
export function readRestoreInputs(): RestoreInputs {
  return read(restoreInputs)
}

/** @throws InputError */
export function readRunInputs(): RunInputs {
  return read(runInputs)
}

/** @throws InputError */
export function readVolumeInput(): string {
  return read(volumeName)
}

/** @throws InputError */
export function readSaveInputs(): SaveInputs {
  return read(saveInputs)
}

/**
 * Reads the inputs of all three actions and reports their problems together.
 *
 * @throws InputError
 */
export function readAllInputs(): {
  readonly restore: RestoreInputs
  readonly run: RunInputs
  readonly save: SaveInputs
} {
  return read((inputs) => {
    // Includes the inputs of save, so that an invalid one fails the job at the start instead of at the end.
    return { restore: restoreInputs(inputs), run: runInputs(inputs), save: saveInputs(inputs) }
  })
}

function restoreInputs(inputs: Inputs): RestoreInputs {
  const key = inputs.text('key') || undefined
  const restoreKeys = inputs.lines('restore-keys')
  inputs.problems.push(...keyProblems(key, restoreKeys))
  const folder = inputs.text('cache-dir')
  return {
    ...versionInputs(inputs),
    key,
    restoreKeys,
    matrix: inputs.text('matrix'),
    failOnCacheMiss: inputs.flag('fail-on-cache-miss'),
    lookupOnly: inputs.flag('lookup-only'),
    volume: volumeName(inputs),
    volumeSize: inputs.size('volume-size', minVolumeSize),
    ...boundInputs(inputs),
    cacheDir: folder === '' ? undefined : path.resolve(folder),
    folderLimits: {
      days: inputs.integer('cache-dir-days', 1, 3650),
      bytes: inputs.size('cache-dir-size', minCacheSize) ?? Number.MAX_SAFE_INTEGER,
    },
    store: storeInput(inputs, folder),
    fetch: inputs.oneOf('fetch', { all: 'all', 'on-demand': 'on-demand', '': 'on-demand' }),
    keep: inputs.oneOf('keep', { true: true, false: false, '': undefined }),
  }
}

/** @param folder the input cache-dir */
function storeInput(inputs: Inputs, folder = ''): string | undefined {
  const store = inputs.text('store')
  if (store === '') return undefined
  if (!parseS3Address(store)) {
    inputs.problems.push(`Input store is ${JSON.stringify(store)}; accepted: ${s3AddressRule}.`)
  }
  if (folder !== '') {
    inputs.problems.push(
      `Inputs store and cache-dir name two stores, ${JSON.stringify(store)} and ${JSON.stringify(folder)}; accepted: one of them.`,
    )
  }
  return store
}

/** Volumes have whole GiB: src/disk/image.ts. */
const minVolumeSize = '1GiB'
/**
 * With a lower limit, the engine evicts entries before a job can reuse them. A number without a unit is probably a
 * mistake.
 */
const minCacheSize = '100MB'

function boundInputs(inputs: Inputs): Pick<RestoreInputs, 'maxCacheSize' | 'prune'> {
  const maxCacheSize = inputs.size('max-cache-size', minCacheSize)
  const prune = inputs.flag('prune')
  if (prune && inputs.text('max-cache-size') === '') {
    inputs.problems.push('Input prune is true, but max-cache-size is empty: set the size to prune to.')
  }
  return { maxCacheSize, prune }
}

function runInputs(inputs: Inputs): RunInputs {
  const cloudToken = inputs.secret('cloud-token')
  const run = {
    ...versionInputs(inputs),
    volume: volumeName(inputs),
    cacheEngineImage: inputs.flag('cache-engine-image'),
    engineImage: inputs.matching(
      'engine-image',
      /^[a-z0-9][\w.:/@-]*$|^$/i,
      "an image's name with its tag or digest",
    ),
    cloudToken,
    env: inputs.env,
    callTimeoutSeconds: inputs.seconds('call-timeout', maxCallSeconds),
    verb: inputs.text('verb'),
    call: inputs.text('call'),
    check: inputs.text('check'),
    shell: inputs.raw('shell'),
    args: inputs.text('args'),
    summaryPath: inputs.path('summary-path').value,
    enableGithubSummary: inputs.flag('enable-github-summary'),
  }
  // Validates the command now, so that an invalid one fails before anything is restored or started.
  inputs.check(() => {
    inputs.noteReplaced(commandLine(run, undefined, run.variables)?.expansion?.names ?? [])
  })
  return run
}

/** Maximum duration of a job on a self-hosted runner: 5 days. */
const maxCallSeconds = 5 * 24 * 60 * 60

function saveInputs(inputs: Inputs): SaveInputs {
  return {
    store: storeInput(inputs),
    // true and false come out of expressions.
    save: inputs.oneOf('save', {
      auto: 'auto',
      always: 'always',
      never: 'never',
      true: 'always',
      false: 'never',
    }),
    stopTimeoutSeconds: inputs.integer('stop-timeout', 1, 3600),
    saveTimeoutSeconds: inputs.integer('save-timeout', 1, 360) * 60,
    cancelled: inputs.text('job-status') === 'cancelled',
    clean: inputs.flag('clean'),
    token: inputs.secret('token'),
  }
}

function versionInputs(inputs: Inputs): VersionInputs {
  const version = inputs.text('version')
  inputs.check(() => parseVersionRequest(version))
  const daggerFlags = inputs.text('dagger-flags')
  inputs.check(() => asksForCloudEngine(daggerFlags, inputs.variables))
  return {
    version,
    commit: inputs.matching('commit', /^([0-9a-f]{40}|head|)$/i, 'head or the 40 digits of a commit'),
    module: inputs.text('module'),
    workdir: inputs.folder('workdir'),
    daggerFlags,
    variables: inputs.variables,
    cachePrograms: inputs.flag('cache-programs'),
  }
}

function volumeName(inputs: Inputs): string {
  return inputs.matching('volume', volumeNamePattern, volumeNameRule)
}

/** Reads all inputs and reports their problems together. */
function read<T>(body: (inputs: Inputs) => T): T {
  const inputs = new Inputs()
  const result = body(inputs)
  if (inputs.problems.length > 0) throw new InputError(inputs.problems)
  if (inputs.replaced.size > 0) {
    // Do not log the values, which may be secret.
    core.info(`Replaced by their values in the inputs: ${[...inputs.replaced].join(', ')}.`)
  }
  return result
}

/** Reads inputs in which variables may be replaced by their values. */
class Inputs extends InputReader {
  /** The names of the variables that were replaced by their values. */
  readonly replaced = new Set<string>()
  /** Value of the input `env`. */
  readonly env = this.secretVariables('env')
  /** The values of the variables that `$NAME` refers to. */
  readonly variables: Variables = commandVariables(process.env, this.env, this.text('cloud-token') !== '')

  /** A path with its variables replaced by their values; '' if it is invalid. */
  path(name: string): Pick<Word, 'value' | 'names'> {
    let word: Pick<Word, 'value' | 'names'> = { value: '', names: [] }
    this.check(() => {
      word = readPath(name, this.text(name), this.variables)
    })
    this.noteReplaced(word.names)
    return word
  }

  /** Absolute path. A path with variables must exist; the error message does not show their values. */
  folder(name: string): string {
    const { value, names } = this.path(name)
    const folder = path.resolve(value)
    const isThere = names.length === 0 || statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true
    if (!isThere) this.reportProblem(name, this.text(name), 'an existing folder')
    return folder
  }

  noteReplaced(names: readonly string[]): void {
    for (const name of names) this.replaced.add(name)
  }

  /** Reads lines of NAME=value and skips empty lines. The error message does not show the value, which is a secret. */
  secretVariables(name: string): Readonly<Record<string, string>> {
    const variables: Record<string, string> = {}
    for (const [at, line] of this.raw(name).split(/\r?\n/).entries()) {
      if (line.trim() === '') continue
      const [, variable, value] = /^\s*([A-Za-z_]\w*)=(.*)$/.exec(line) ?? []
      if (variable === undefined || value === undefined) {
        this.problems.push(`Input ${name} has a line (${at + 1}) that is not NAME=value.`)
        continue
      }
      if (value !== '') core.setSecret(value)
      variables[variable] = value
    }
    return variables
  }
}
