import { readdir, realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { attempt } from '../programs.ts'
import { localPaths, repositoryOf } from '../dagger/local-paths.ts'
import type { UsedCode } from '../policy/saving.ts'
import { readJob, writeJobOrWarn, type JobRecord } from '../record/record.ts'

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
export async function recordUsedCode(code: readonly UsedCode[]): Promise<void> {
  const job = await readJob()
  if (job) await writeJobOrWarn({ ...job, code: distinct([...(job.code ?? []), ...code]) })
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
  const sources = [await realpath(workdir).catch(() => workdir), ...localPaths([module], workdir)]
  const repositories = [...localPaths(words, workdir)].flatMap((place) => repositoryOf(place) ?? [])
  const folders = new Set([...sources.map((source) => repositoryOf(source) ?? source), ...repositories])
  return distinct(await Promise.all([...folders].map(codeIn)))
}

/** @param place a repository, or a path outside of any */
async function codeIn(place: string): Promise<UsedCode> {
  const folder = (await stat(place).catch(() => undefined))?.isFile() ? dirname(place) : place
  const status = parseStatus(await gitStatus(folder))
  if (status) return { kind: 'checkout', folder: repositoryOf(folder) ?? folder, ...status }
  return (await isEmpty(folder)) ? { kind: 'empty' } : { kind: 'unversioned', folder }
}

/** @returns the output of git; undefined if it failed, as it does outside of a repository */
async function gitStatus(folder: string): Promise<string | undefined> {
  // The checkout may belong to another user, for example in a container job. No setting of it may start a program.
  const settings = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false', '-C', folder]
  const options = ['--porcelain=v2', '--branch', '-z', '--untracked-files=no', '--no-renames']
  const { exitCode, stdout } = await attempt('git', [...settings, 'status', ...options], {
    timeoutSeconds: gitTimeoutSeconds,
  })
  return exitCode === 0 ? stdout : undefined
}

/**
 * Reads git-status(1), "Porcelain Format Version 2", with `-z`.
 *
 * @returns at most four of the changed files; undefined if there is no commit yet, or the text is not a status
 */
export function parseStatus(
  status: string | undefined,
): Pick<Extract<UsedCode, { kind: 'checkout' }>, 'head' | 'changedFiles'> | undefined {
  const lines = status?.split('\0') ?? []
  const head = lines.map((line) => /^# branch\.oid ([0-9a-f]+)$/.exec(line)?.[1]).find(Boolean)
  if (head === undefined) return undefined
  // Seven fields precede the path, or nine if the file has a merge conflict.
  const changed = /^(?:1(?: \S+){7}|u(?: \S+){9}) (.*)$/s
  return { head, changedFiles: lines.flatMap((line) => changed.exec(line)?.[1] ?? []).slice(0, 4) }
}

async function isEmpty(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).length === 0
}

function distinct(code: readonly UsedCode[]): readonly UsedCode[] {
  return [...new Map(code.map((used) => [JSON.stringify(used), used])).values()]
}
