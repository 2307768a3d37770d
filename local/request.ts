import { parseArgs } from 'node:util'
import { volumeNamePattern, volumeNameRule } from '../src/docker.ts'
import { reasonOf } from '../src/reason.ts'
import { parsePlace } from './bucket.ts'

export const usage = `usage: script/cache COMMAND [KEY] [options]

  list            list the snapshots of a cache, newest first, and their total size
  verify [KEY]    verify every pack, every chunk and the filesystem of a snapshot
  restore [KEY]   restore a snapshot into a Docker volume on this machine; needs root or sudo
  remove          remove that volume and its engine
  export [KEY]    copy a snapshot to another folder
  purge           delete everything that Warm Dagger stored; without --yes, only list it

KEY is a key from list, or the beginning of one; the newest match is used. Without KEY, the newest snapshot is used.

  --dir DIR          use the cache in this folder. Default: the cache that an action would use here: in a job, the
                     Actions cache; elsewhere, ~/.cache/warm-dagger
  --store ADDRESS    use the states of one ref in a bucket: s3://BUCKET/PREFIX/HOST/ID/REF; a shorter address lists
                     what there is. Region and credentials are those of the AWS CLI
  --repo OWNER/NAME  list or purge GitHub's cache of this repository; the variable GH_TOKEN or GITHUB_TOKEN contains a
                     token, which needs actions: write to purge
  --volume NAME      the volume to create or remove. Default: warm-dagger
  --to DIR           the folder to export to
  --yes              let purge delete
`

interface Options {
  readonly dir?: string
  readonly store?: string
  readonly repo?: string
  readonly volume?: string
  readonly to?: string
  readonly yes?: boolean
}

const commands = {
  list: { takesKey: false, options: ['dir', 'store', 'repo'] },
  verify: { takesKey: true, options: ['dir', 'store'] },
  restore: { takesKey: true, options: ['dir', 'store', 'volume'] },
  remove: { takesKey: false, options: ['volume'] },
  export: { takesKey: true, options: ['dir', 'store', 'to'] },
  purge: { takesKey: false, options: ['dir', 'store', 'repo', 'yes'] },
} as const satisfies Record<
  string,
  { readonly takesKey: boolean; readonly options: readonly (keyof Options)[] }
>

/** The parsed command line. */
export interface Request {
  readonly command: keyof typeof commands
  /** The beginning of the snapshot's key, as `list` shows it; '' for the newest snapshot. */
  readonly key: string
  /** undefined for the cache that an action would use here. */
  readonly dir: string | undefined
  /** The address of a bucket; otherwise undefined. */
  readonly store: string | undefined
  /** `owner/name`, to use GitHub's REST API; otherwise undefined. */
  readonly repo: string | undefined
  readonly volume: string
  /** The folder that `export` writes to; '' for other commands. */
  readonly to: string
  readonly yes: boolean
}

/** An invalid command line. Each line of the message names one error. */
export class UsageError extends Error {}

/** @throws UsageError */
export function readRequest(args: readonly string[]): Request {
  const { options, words } = parse(args)
  const [command = '', key = '', ...rest] = words
  if (!isCommand(command)) {
    throw new UsageError(
      `${command === '' ? 'No command is given' : `There is no command "${command}"`}: it is one of ${Object.keys(commands).join(', ')}.`,
    )
  }
  const request: Request = {
    command,
    key,
    dir: options.dir,
    store: options.store,
    repo: options.repo,
    volume: options.volume ?? 'warm-dagger',
    to: options.to ?? '',
    yes: options.yes ?? false,
  }
  const problems = usageProblems(request, options, rest)
  if (problems.length > 0) throw new UsageError(problems.join('\n'))
  return request
}

function parse(args: readonly string[]): { options: Options; words: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        dir: { type: 'string' },
        store: { type: 'string' },
        repo: { type: 'string' },
        volume: { type: 'string' },
        to: { type: 'string' },
        yes: { type: 'boolean' },
      },
    })
    return { options: values, words: positionals }
  } catch (error) {
    throw new UsageError(reasonOf(error))
  }
}

function isCommand(word: string): word is keyof typeof commands {
  return Object.hasOwn(commands, word)
}

function usageProblems(request: Request, options: Options, rest: readonly string[]): readonly string[] {
  const { command, key, dir, store, repo, volume, to } = request
  const { takesKey, options: known } = commands[command]
  const problems = Object.keys(options)
    .filter((name) => !known.some((one) => one === name))
    .map((name) =>
      name === 'repo' && takesKey
        ? `${command} cannot read GitHub's cache from here, because only jobs can download from it. docs/local.md describes how a job exports a snapshot.`
        : `${command} has no option --${name}: it has ${known.map((one) => `--${one}`).join(', ')}.`,
    )
  const surplus = takesKey ? rest : [key, ...rest].filter((word) => word !== '')
  if (surplus.length > 0) problems.push(`${command} does not take ${surplus.join(' ')}.`)
  const named = Object.entries({ dir, store, repo }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`],
  )
  if (named.length > 1) problems.push(`${named.join(' and ')} name two caches; accepted: one of them.`)
  if (store !== undefined && !parsePlace(store)) {
    problems.push(`--store is "${store}"; accepted: an address such as s3://BUCKET/PREFIX.`)
  }
  if (dir === '') problems.push('--dir is empty: name a folder.')
  if (repo !== undefined && !/^[\w.-]+\/[\w.-]+$/.test(repo)) {
    problems.push(`--repo is "${repo}"; accepted: OWNER/NAME.`)
  }
  if (!volumeNamePattern.test(volume)) problems.push(`--volume is "${volume}"; accepted: ${volumeNameRule}.`)
  if (command === 'export' && to === '') problems.push('export needs --to with the folder for the copy.')
  return problems
}
