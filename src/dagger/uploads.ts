import { lstatSync, readdirSync, statfsSync, type BigIntStats } from 'node:fs'
import { readFile, realpath } from 'node:fs/promises'
import path from 'node:path'
import { hasCode } from '../error-code.ts'
import { isInside } from './folder.ts'
import { localPaths, repositoryOf } from './local-paths.ts'

/**
 * Decides which local files a CLI command may upload, and whether their modification times can be trusted.
 *
 * The engine treats a file as unchanged, without reading it, if its size, mode, owner and modification time equal
 * those in the engine's mirror (dagger/dagger v0.21.8, engine/filesync/diff.go lines 50 and 173 to 191; it
 * compares links by their targets, and folders by their contents). On one machine, this is as reliable as make.
 * With a mirror from another machine, it is reliable only if no tool sets times: `touch -d @0`, git-restore-mtime,
 * Bazel, Nix, unpacked archives, `cp -p`, `rsync -t`.
 */

/** What is known about the times in the mirror. Milliseconds since 1970. */
export interface MirrorTimes {
  /** No file in the mirror was modified later. */
  readonly until: number
  readonly now: number
}

/**
 * Whether no file in the mirror with the same time can have different content.
 *
 * A time after `until` does not occur in the mirror. An older time is trusted if it is the time of the last write:
 * the kernel then set both times of the inode at once. Any tool can set the modification time, but none can set
 * the change time. Nanoseconds alone are not enough: kernels use the time of their last tick, so dozens of files
 * of one checkout have the same time to the nanosecond, and any of them can replace another through `cp -p`,
 * `touch -r`, `mv`, or an archive that keeps nanoseconds. All of these change the inode in a later tick, and the
 * tick of the last write ends before any upload.
 *
 * The remaining case exists on any machine where Dagger runs twice: folders whose files were written in one tick
 * may swap places, which does not change any file.
 *
 * @param keepsChangeTime whether the filesystem stores it separately from the modification time
 */
export function isTrusted(
  { mtimeNs, ctimeNs }: Pick<BigIntStats, 'mtimeNs' | 'ctimeNs'>,
  { until, now }: MirrorTimes,
  keepsChangeTime: boolean,
): boolean {
  const milliseconds = mtimeNs / million
  // A time in the future may occur again.
  if (milliseconds > BigInt(now)) return false
  if (milliseconds > BigInt(until)) return true
  // Tools set whole seconds, and some filesystems round to them.
  return keepsChangeTime && mtimeNs === ctimeNs && mtimeNs % billion !== 0n
}

const million = 1_000_000n
const billion = 1_000_000_000n

/**
 * statfs(2): ext2 to ext4, XFS, Btrfs, tmpfs, overlayfs. exFAT and some network filesystems derive one time from
 * the other.
 */
const withChangeTime = new Set([0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630])

/**
 * Git names these files by their content, so two files with the same path never differ. Git also moves each into
 * its place, which changes the inode after the last write.
 */
const gitObject = /\/objects\/([0-9a-f]{2}\/[0-9a-f]{38}|pack\/pack-[0-9a-f]{40}\.[a-z]+)$/

/** Maximum number of files and folders to inspect: 100,000 take about half a second. */
const maxEntries = 1_000_000

/** The result of inspecting the files. */
export interface UploadScan {
  /** The first file whose time cannot be trusted, or that could not be inspected; undefined if there is none. */
  readonly doubtful?: string
  /** The reason, as the rest of a sentence about the file. */
  readonly because?: string
  /** The latest modification time, milliseconds since 1970. */
  readonly newest: number
}

/** Inspects all files below the roots. Synchronous, because nothing else runs meanwhile. */
export function scanUploads(roots: readonly string[], times: MirrorTimes, most = maxEntries): UploadScan {
  let newest = 0
  let entries = 0
  const kinds = new Map<bigint, boolean>()
  const keepsChangeTime = (dev: bigint, folder: string): boolean => {
    const known = kinds.get(dev)
    if (known !== undefined) return known
    const keeps = withChangeTime.has(statfsSync(folder).type)
    kinds.set(dev, keeps)
    return keeps
  }
  const waiting = [...roots]
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (++entries > most) return { doubtful: place, because: `is one of more than ${most}`, newest }
    try {
      const facts = lstatSync(place, { bigint: true })
      if (facts.isDirectory()) {
        for (const name of readdirSync(place).toSorted().reverse()) waiting.push(path.join(place, name))
      } else if (facts.isFile() && !gitObject.test(place)) {
        newest = Math.max(newest, Number(facts.mtimeNs / million))
        if (!isTrusted(facts, times, keepsChangeTime(facts.dev, path.dirname(place)))) {
          return { doubtful: place, because: 'has a time that a tool may have set', newest }
        }
      }
    } catch (error) {
      if (hasCode(error, 'ENOENT', 'ENOTDIR')) continue
      return { doubtful: place, because: 'cannot be read', newest }
    }
  }
  return { newest }
}

/** A CLI command and where it runs. */
export interface LocalCommand {
  readonly argv: readonly string[]
  /** Absolute path. */
  readonly workdir: string
  /** The checkout's folder. */
  readonly workspace: string | undefined
  /** The environment of the CLI. */
  readonly env: NodeJS.ProcessEnv
}

/**
 * Verbs whose functions can only read local files of the module's repository and files that the arguments name.
 */
const boundedVerbs = new Set(['call', 'check', 'checks', 'functions', 'generate'])
/** Global flags whose value may be the next word, which is then not the verb. */
const flagsWithValue = new Set(['-m', '--mod', '--load-module', '--progress'])

/** The verb of a command line, without `api`; undefined if there is none. */
export function verbOf(argv: readonly string[]): string | undefined {
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? ''
    if (flagsWithValue.has(word)) at++
    else if (!word.startsWith('-') && word !== 'api') return word
  }
  return undefined
}

/**
 * The files and folders that a command may upload, with symbolic links resolved, none inside another. undefined if
 * it may upload any file of the machine: a script, a query or a program that the CLI starts may name any.
 *
 * They are the workdir's repository, the workspace around it, the repository of a local module, and what exists of what
 * the arguments, the CLI's variables and the files with defaults (`.env`, dagger.json and the like) name.
 */
export async function uploadRoots(command: LocalCommand): Promise<readonly string[] | undefined> {
  const { argv, workspace, env } = command
  if (!boundedVerbs.has(verbOf(argv) ?? '')) return undefined
  // The command starts from another folder.
  if (env['DAGGER_WORKDIR'] || argv.some((word) => /^--workdir(=|$)/.test(word))) return undefined

  const workdir = await realpath(command.workdir)
  const wholeOf = (place: string): string => repositoryOf(place) ?? place
  const around = workspace === undefined ? workdir : await realpath(workspace).catch(() => workdir)
  const roots = new Set([wholeOf(workdir), isInside(around, workdir) ? around : workdir])
  const named = [...argv, env['DAGGER_MODULE'] ?? '', env['DAGGER_ENV'] ?? '']
  for (const place of localPaths(named, workdir)) roots.add(wholeOf(place))
  for (const folder of new Set([workdir, ...roots])) {
    for (const name of ['.env', 'dagger.json', 'dagger.toml', 'dagger-module.toml']) {
      const text = await readFile(path.join(folder, name), 'utf8').catch(() => '')
      const words = text.split(/[\s"'=,;]+/).filter((word) => /^(\.\.|\/|~|file:)/.test(word))
      for (const place of localPaths(words, folder)) roots.add(wholeOf(place))
    }
  }
  if (roots.has(path.parse(workdir).root)) return undefined
  return [...roots].filter((root) => ![...roots].some((other) => other !== root && isInside(other, root)))
}
