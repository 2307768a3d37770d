import { readdir, realpath, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { attempt } from '../command.ts'
import type { UsedCode } from '../policy/saving.ts'
import { readJob, tellLaterSteps, type JobRecord } from './record.ts'

/** Time limit of a git command in seconds; a status reads every tracked file that looks changed. */
const gitTimeoutSeconds = 120

/** The places from which a command may use code. */
export interface CodePlaces {
  /** Absolute path. */
  readonly workdir: string
  /** The input: a local path, a git reference, or ''. */
  readonly module: string
  /** The words of the command line, some of which are paths. */
  readonly words: readonly string[]
}

/** Records for the save which code a command is about to use. */
export async function recordUsedCode(places: CodePlaces): Promise<void> {
  const job = await readJob()
  if (!job) return
  await tellLaterSteps({ ...job, code: distinct([...(job.code ?? []), ...(await usedCode(places))]) })
}

/**
 * The code that the job's commands used, as it was before each command and as it is now. If none of our commands
 * ran, the code in the workspace.
 */
export async function codeOfJob({ code: before }: Pick<JobRecord, 'code'>): Promise<readonly UsedCode[]> {
  if (before === undefined) return [await codeIn(process.env['GITHUB_WORKSPACE'] ?? process.cwd())]
  const folders = before.flatMap((used) => (used.kind === 'empty' ? [] : [used.folder]))
  return distinct([...before, ...(await Promise.all([...new Set(folders)].map(codeIn)))])
}

/**
 * The code of the repositories that contain the command's folder, its local module, and any path among its words.
 * A path outside every repository is not code, but a file such as a secret or an archive.
 */
export async function usedCode({ workdir, module, words }: CodePlaces): Promise<readonly UsedCode[]> {
  const sources = [workdir]
  if (module !== '' && (await isThere(resolve(workdir, module)))) sources.push(resolve(workdir, module))
  const code = await Promise.all(sources.map(codeIn))
  const values = words.flatMap((word) => [word, word.replace(/^-[^=]*=/, '')])
  for (const path of new Set(values.filter(Boolean).map((value) => resolve(workdir, value)))) {
    if (!(await isThere(path))) continue
    const named = await codeIn(path)
    if (named.kind === 'checkout') code.push(named)
  }
  return distinct(code)
}

async function codeIn(path: string): Promise<UsedCode> {
  const folder = (await stat(path).catch(() => undefined))?.isFile() ? dirname(path) : path
  const [root, head] = (await git(folder, ['rev-parse', '--show-toplevel', 'HEAD']))?.split('\n') ?? []
  if (root === undefined || head === undefined) {
    return (await isEmpty(folder)) ? { kind: 'empty' } : { kind: 'unversioned', folder }
  }
  const status = await git(root, ['status', '--porcelain', '-z', '--untracked-files=no', '--no-renames'])
  if (status === undefined) return { kind: 'unversioned', folder }
  // Each entry has two letters and a space before the path.
  const changedFiles = status.split('\0').flatMap((line) => (line === '' ? [] : [line.slice(3)]))
  return { kind: 'checkout', folder: root, head, changedFiles: changedFiles.slice(0, 4) }
}

/** @returns git's output; undefined if it failed, as outside a repository */
async function git(folder: string, args: readonly string[]): Promise<string | undefined> {
  // The checkout may belong to another user, for example in a container job. Without fsmonitor, its configuration
  // starts no program.
  const settings = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false']
  const { exitCode, stdout } = await attempt('git', [...settings, '-C', folder, ...args], {
    timeoutSeconds: gitTimeoutSeconds,
  })
  return exitCode === 0 ? stdout.trimEnd() : undefined
}

async function isThere(path: string): Promise<boolean> {
  return (await realpath(path).catch(() => undefined)) !== undefined
}

async function isEmpty(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).length === 0
}

function distinct(code: readonly UsedCode[]): readonly UsedCode[] {
  return [...new Map(code.map((used) => [JSON.stringify(used), used])).values()]
}
