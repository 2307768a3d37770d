import { fork, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { lstat, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { setSecret } from '@actions/core'
import { cacheClientEnvironment } from '../environment.ts'
import type { Log } from '../log.ts'
import type { ActionsCache } from './actions-environment.ts'
import { findByPrefix } from './actions-lookup.ts'
import {
  parseToolkitOutput,
  restoreFailure,
  saveFailure,
  type ToolkitOutput,
} from './actions-toolkit-output.ts'
import type { ToolkitAnswer, ToolkitCall } from './actions-toolkit-process.ts'
import type { Cleanable, Entry, OpenedEntry, Store } from './store.ts'

/**
 * The only file of every entry, below the staging folder. The toolkit hashes the name into the entry's version, so
 * it is the same on every machine: another name would make every lookup miss.
 */
const entryFile = 'warm-dagger-entry'

/**
 * The script of the toolkit's process: next to the bundle that contains this module or, if run from source, next
 * to this file. The path is built at run time, because the bundler would copy a file whose path it recognizes.
 */
function processEntry(): string {
  const fromSource = import.meta.url.endsWith('.ts')
  const name = fromSource ? 'actions-toolkit-process.ts' : 'toolkit.js'
  return fileURLToPath(new URL(['.', name].join('/'), import.meta.url))
}

/**
 * The Actions cache through @actions/cache, one call after another: slower, but works wherever the toolkit works.
 */
export class ActionsToolkitStore implements Store {
  readonly name = 'the Actions cache through @actions/cache'
  readonly isolatesBranches: boolean
  readonly readsRanges = false
  readonly cleanable: Cleanable
  readonly #access: Pick<ActionsCache, 'readable' | 'writable' | 'isGitHubs'>
  readonly #env: NodeJS.ProcessEnv
  readonly #log: Log
  readonly #stagingFolder: string
  readonly #signal: AbortSignal | undefined
  #process: ChildProcess | undefined
  /** Settles when all calls so far are done. */
  #turn: Promise<unknown> = Promise.resolve()

  /**
   * @param stagingFolder absolute path; created if needed. Opened entries are files in it
   * @param signal aborts the calls in progress, which then throw
   */
  constructor(
    access: Pick<ActionsCache, 'readable' | 'writable' | 'isGitHubs'>,
    env: NodeJS.ProcessEnv,
    log: Log,
    stagingFolder: string,
    signal?: AbortSignal,
  ) {
    this.isolatesBranches = access.isGitHubs
    this.cleanable = { kind: access.isGitHubs ? 'github' : 'nothing' }
    this.#access = access
    this.#env = env
    this.#log = log
    this.#stagingFolder = stagingFolder
    this.#signal = signal
  }

  async find(prefixes: readonly string[]): Promise<Entry | undefined> {
    return await findByPrefix(prefixes, (keys) => this.#lookUp(keys))
  }

  async has(key: string): Promise<boolean> {
    return (await this.#lookUp([key])) === key
  }

  async open(key: string): Promise<OpenedEntry | undefined> {
    if (!this.#access.readable) return undefined
    return await this.#inTurn(async () => {
      const { answer, output } = await this.#call({ kind: 'restore', path: entryFile, key })
      const failure = answer.error ?? restoreFailure(output)
      if (failure !== undefined) throw new Error(`opening ${key}: ${failure}`)
      if (answer.matchedKey !== key) return undefined
      const path = join(this.#stagingFolder, randomUUID())
      const facts = await lstat(join(this.#stagingFolder, entryFile))
      // A link could point elsewhere, and reading a pipe could block forever.
      if (!facts.isFile()) throw new Error(`opening ${key}: the stored entry is not a file`)
      await rename(join(this.#stagingFolder, entryFile), path)
      const { size } = facts
      return { source: { kind: 'file', path }, size, close: () => rm(path, { force: true }) }
    })
  }

  async put(key: string, content: AsyncIterable<Uint8Array>): Promise<boolean> {
    if (!this.#access.writable) return false
    return await this.#inTurn(async () => {
      await pipeline(content, createWriteStream(join(this.#stagingFolder, entryFile)))
      const { answer, output } = await this.#call({ kind: 'save', path: entryFile, key })
      const failure = answer.error ?? saveFailure(output)
      if (answer.saved !== true && failure !== undefined) throw new Error(`storing ${key}: ${failure}`)
      return answer.saved === true
    })
  }

  async #lookUp(keys: readonly string[]): Promise<string | undefined> {
    if (!this.#access.readable) return undefined
    return await this.#inTurn(async () => {
      const { answer, output } = await this.#call({ kind: 'lookUp', path: entryFile, keys })
      const failure = answer.error ?? restoreFailure(output)
      if (failure !== undefined) throw new Error(`looking up ${keys.join(', ')}: ${failure}`)
      return answer.matchedKey
    })
  }

  /** Runs calls one after another, because they share the entry's file. Removes what each call leaves there. */
  async #inTurn<T>(body: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(async () => {
      await mkdir(this.#temporary(), { recursive: true })
      try {
        return await body()
      } finally {
        await rm(join(this.#stagingFolder, entryFile), { recursive: true, force: true })
        await rm(this.#temporary(), { recursive: true, force: true })
      }
    })
    this.#turn = turn.catch(() => undefined)
    return await turn
  }

  /** For the toolkit's archives, which it does not remove completely. */
  #temporary(): string {
    return join(this.#stagingFolder, 'temporary')
  }

  async #call(call: ToolkitCall): Promise<{ answer: ToolkitAnswer; output: ToolkitOutput }> {
    const answer = await this.#ask(call)
    const output = parseToolkitOutput(answer.output)
    output.secrets.forEach(setSecret)
    for (const detail of output.details) this.#log.debug(`@actions/cache: ${detail}`)
    return { answer, output }
  }

  async #ask(call: ToolkitCall): Promise<ToolkitAnswer> {
    this.#signal?.throwIfAborted()
    const child = (this.#process ??= this.#start())
    const { promise, resolve, reject } = Promise.withResolvers<ToolkitAnswer>()
    const ended = () => {
      reject(new Error('the process of @actions/cache ended'))
    }
    const abort = () => {
      reject(this.#signal?.reason as Error)
      child.kill()
    }
    this.#signal?.addEventListener('abort', abort, { once: true })
    child.once('message', resolve).once('error', reject).once('exit', ended)
    child.ref()
    child.channel?.ref()
    try {
      child.send(call, (error) => {
        if (error) reject(error)
      })
      return await promise
    } finally {
      this.#signal?.removeEventListener('abort', abort)
      child.off('message', resolve).off('error', reject).off('exit', ended)
      // It exits with this process, and does not keep this process running.
      child.unref()
      child.channel?.unref()
    }
  }

  #start(): ChildProcess {
    const child = fork(processEntry(), [], {
      cwd: this.#stagingFolder,
      // With RUNNER_DEBUG, the toolkit unpacks every archive a second time to list it.
      env: {
        ...cacheClientEnvironment(this.#env),
        GITHUB_WORKSPACE: this.#stagingFolder,
        RUNNER_TEMP: this.#temporary(),
        RUNNER_DEBUG: undefined,
        // The toolkit unpacks with --absolute-names, so an archive can name any path. This makes GNU tar write
        // everything to our one file, whatever path or link the archive names.
        TAR_OPTIONS: `--transform=s,.*,${entryFile},`,
      },
      execArgv: [],
      // It sends its output in its answers. Only a crash writes to stderr.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    child.once('exit', () => {
      if (this.#process === child) this.#process = undefined
    })
    return child
  }
}
