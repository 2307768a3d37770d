import { randomUUID } from 'node:crypto'
import { chown, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { parseCommandFile } from './command-file.ts'
import type { StepUser } from './process.ts'

/** The files in which a step writes values for its runner, by name in the `github` context. */
export interface StepFiles {
  readonly env: string
  readonly output: string
  readonly path: string
  readonly state: string
  readonly step_summary: string
}

/** Creates empty files for one step in `folder`, writable for `user`. */
export async function makeStepFiles(folder: string, user: StepUser | undefined): Promise<StepFiles> {
  const id = randomUUID()
  const files = {
    env: join(folder, `set_env_${id}`),
    output: join(folder, `set_output_${id}`),
    path: join(folder, `add_path_${id}`),
    state: join(folder, `save_state_${id}`),
    step_summary: join(folder, `step_summary_${id}`),
  }
  for (const file of Object.values(files)) {
    await writeFile(file, '')
    if (user !== undefined) await chown(file, user.uid, user.gid)
  }
  return files
}

export interface StepFileContents {
  readonly exports: ReadonlyMap<string, string>
  readonly outputs: ReadonlyMap<string, string>
  readonly state: ReadonlyMap<string, string>
  readonly paths: readonly string[]
  /** Markdown. */
  readonly summary: string
  /** The runner's error messages. */
  readonly errors: readonly string[]
  /** Whether an error fails the step. */
  readonly failed: boolean
}

const summaryLimit = 1024 * 1024

/**
 * Reads the files of a step. An invalid file counts as empty and fails the step.
 *
 * Source: actions/runner at 2.336.0, src/Runner.Worker/FileCommandManager.cs.
 */
export async function readStepFiles(files: StepFiles): Promise<StepFileContents> {
  const errors: string[] = []
  let failed = false

  async function text(file: string): Promise<string> {
    try {
      return await readFile(file, 'utf8')
    } catch {
      // A step can remove its files. The runner then treats them as empty.
      return ''
    }
  }

  async function pairs(name: 'env' | 'output' | 'state'): Promise<Map<string, string>> {
    try {
      return new Map(parseCommandFile(await text(files[name])))
    } catch (error) {
      failed = true
      errors.push(
        `Unable to process file command '${name}' successfully.`,
        error instanceof Error ? error.message : String(error),
      )
      return new Map()
    }
  }

  const exports = await pairs('env')
  for (const name of exports.keys()) {
    if (name.toUpperCase() !== 'NODE_OPTIONS') continue
    exports.delete(name)
    errors.push(`Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.`)
  }
  const outputs = await pairs('output')
  const state = await pairs('state')
  const paths = (await text(files.path)).split('\n').filter((line) => line !== '')
  let summary = await text(files.step_summary)
  const size = Buffer.byteLength(summary)
  if (size > summaryLimit) {
    errors.push(
      `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${summaryLimit / 1024}k, got ${Math.floor(size / 1024)}k.`,
    )
    summary = ''
  }
  return { exports, outputs, state, paths, summary, errors, failed }
}
