import { lstatSync, readdirSync, statfsSync, type BigIntStats } from 'node:fs'
import { readFile, realpath } from 'node:fs/promises'
import path from 'node:path'
import { localPaths, repositoryOf } from './local-paths.ts'

/**
 * Which local files a command of the CLI may upload, and whether their modification times are to be trusted.
 *
 * The engine takes a file for the one that it has in its mirror, without reading it, when size, mode, owner and
 * modification time are the same (dagger/dagger v0.21.8, engine/filesync/diff.go lines 50 and 173 to 191; links
 * are compared by their targets, folders by what is in them). On one machine that is as right as in make. Where the
 * mirror comes from another machine it is right only as long as no tool sets a time: `touch -d @0`, git-restore-mtime,
 * Bazel, Nix, unpacked archives, `cp -p`, `rsync -t`.
 */

/** What is known of the times in the mirror. Milliseconds since 1970. */
export interface MirrorTimes {
  /** No file in the mirror was modified later. */
  readonly until: number
  readonly now: number
}

/**
 * Whether no file of the mirror with the same time can have other content.
 *
 * A time after `until` occurs in no mirror. An older one is trusted where it is the time of the last write: the kernel
 * then set both times of the inode at once, and while any tool may set the modification time, none can set the change
 * time. Nanoseconds alone would not do: kernels stamp with their last tick, so that dozens of files of one checkout
 * have the same time to the nanosecond, and any of them can take another's place with `cp -p`, `touch -r` or `mv`, or
 * out of an archive that keeps nanoseconds. All of these change the inode in a later tick; what happens within the tick
 * of the last write is over before any upload.
 *
 * What remains is as on any machine where Dagger runs twice: folders whose files were written in one tick may change
 * places, which changes none of the files.
 *
 * @param keepsChangeTime whether the filesystem keeps it apart from the modification time
 */
export function isTrusted(
  { mtimeNs, ctimeNs }: Pick<BigIntStats, 'mtimeNs' | 'ctimeNs'>,
  { until, now }: MirrorTimes,
  keepsChangeTime: boolean,
): boolean {
  const milliseconds = mtimeNs / million
  // What is said to come from the future may come again.
  if (milliseconds > BigInt(now)) return false
  if (milliseconds > BigInt(until)) return true
  // Whole seconds are what tools set, and what filesystems have that round.
  return keepsChangeTime && mtimeNs === ctimeNs && mtimeNs % billion !== 0n
}

const million = 1_000_000n
const billion = 1_000_000_000n

/** statfs(2): ext2 to ext4, XFS, Btrfs, tmpfs, overlayfs. exFAT and some network filesystems make one of the other. */
const withChangeTime = new Set([0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630])

/**
 * Git names them by what is in them, so that no two of one path differ; and it moves each into its place, which changes
 * the inode after its last write.
 */
const gitObject = /\/objects\/([0-9a-f]{2}\/[0-9a-f]{38}|pack\/pack-[0-9a-f]{40}\.[a-z]+)$/

/** More are not looked at: 100,000 take about half a second. */
const mostEntries = 1_000_000

/** What a look at the files came to. */
export interface Look {
  /** The first file whose time is not to be trusted, or that could not be looked at; undefined for none. */
  readonly doubtful?: string
  /** Why, as the rest of a sentence about it. */
  readonly because?: string
  /** The latest modification time, milliseconds since 1970. */
  readonly newest: number
}

/** Looks at all files below the roots. Without giving way: nothing else has anything to do. */
export function lookAt(roots: readonly string[], times: MirrorTimes, most = mostEntries): Look {
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
      if (isMissing(error)) continue
      return { doubtful: place, because: 'cannot be read', newest }
    }
  }
  return { newest }
}

function isMissing(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false
  return error.code === 'ENOENT' || error.code === 'ENOTDIR'
}

/** A command of the CLI, and where it is run. */
export interface LocalCommand {
  readonly argv: readonly string[]
  /** Absolute. */
  readonly workdir: string
  /** The checkout's folder. */
  readonly workspace: string | undefined
  /** The CLI's. */
  readonly env: NodeJS.ProcessEnv
}

/** Verbs whose functions get local files only from the module's repository and from what arguments name. */
const boundedVerbs = new Set(['call', 'check', 'checks', 'functions', 'generate'])
/** Global flags whose value may be the next word, so that it is not taken for the verb. */
const flagsWithValue = new Set(['-m', '--mod', '--load-module', '--progress'])

/**
 * The verb of a command line, with `api` left out; undefined where it cannot be told from a flag's value.
 */
export function verbOf(argv: readonly string[]): string | undefined {
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? ''
    if (flagsWithValue.has(word)) at++
    else if (!word.startsWith('-') && word !== 'api') return word
  }
  return undefined
}

/**
 * The files and folders that a command may upload, without symbolic links, none inside another; undefined for any
 * file of the machine: a script, a query or a program that the CLI starts may name any.
 *
 * They are the workdir's repository, the workspace around it, the repository of a local module, and what exists of what
 * the arguments, the CLI's variables and the files with defaults (`.env`, dagger.json and the like) name.
 */
export async function uploadRoots(command: LocalCommand): Promise<readonly string[] | undefined> {
  const { argv, workspace, env } = command
  if (!boundedVerbs.has(verbOf(argv) ?? '')) return undefined
  // Another folder to start from.
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

function isInside(folder: string, inner: string): boolean {
  const relative = path.relative(folder, inner)
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative)
}
