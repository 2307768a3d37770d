import { isJsonObject } from '../json.ts'

/** The configuration of an image that its containers need. */
export interface ImageSettings {
  /** `NAME=value`. */
  readonly env: readonly string[]
  /** At least one word. */
  readonly entrypoint: readonly string[]
  /** '' for the default, like `user`. */
  readonly workingDir: string
  readonly user: string
}

/** What a container needs to run from an image that is a filesystem on this machine. */
export interface ImageFiles {
  /** The ID of a small image, which lacks the content of the mounted folders. */
  readonly smallImage: string
  readonly settings: ImageSettings
  readonly mounts: readonly FolderMount[]
}

export interface FolderMount {
  /** A folder of this machine. */
  readonly source: string
  /** Where it belongs in the container. */
  readonly target: string
}

/** The top-level folders that hold nearly all bytes of an engine's image, if they are no links. */
const largeFolders = ['bin', 'lib', 'lib64', 'opt', 'sbin', 'usr']

/**
 * Which folders of an image are mounted into its containers. All others are in the small image, also those that Docker
 * and the engine write to, such as /etc and /var.
 *
 * @param folders the image's top-level folders, without links
 */
export function mountedFolders(folders: readonly string[]): readonly string[] {
  return folders.filter((folder) => largeFolders.includes(folder))
}

/** What a snapshot of an image's files records about the image. */
export interface ImageRecord {
  readonly settings: ImageSettings
  /** See `mountedFolders`. */
  readonly folders: readonly string[]
}

/**
 * Reads the text of an `ImageRecord`, which came from a cache.
 *
 * @throws Error if it is anything else
 */
export function parseImageRecord(text: string): ImageRecord {
  const record: unknown = JSON.parse(text)
  const { settings, folders } = isJsonObject(record) ? record : {}
  if (!isJsonObject(settings)) throw new Error('it has no settings')
  const read = { ...settings, folders } as Record<string, unknown>
  const listOf = (name: string, pattern: RegExp): readonly string[] => {
    const list = read[name]
    const isValid = Array.isArray(list) && list.every((one) => typeof one === 'string' && pattern.test(one))
    if (!isValid) throw new Error(`its ${name} cannot be used`)
    return list as string[]
  }
  const textOf = (name: string): string => {
    const value = read[name]
    if (typeof value !== 'string') throw new Error(`its ${name} cannot be used`)
    return value
  }
  const entrypoint = listOf('entrypoint', /./)
  if (entrypoint.length === 0) throw new Error('its entrypoint is empty')
  return {
    settings: {
      env: listOf('env', /^[^=]+=/),
      entrypoint,
      workingDir: textOf('workingDir'),
      user: textOf('user'),
    },
    folders: mountedFolders(listOf('folders', /^[a-z0-9]+$/)),
  }
}

/** Arguments of `docker run`: options, then the image and the first words of its command. */
export interface ImageArguments {
  readonly options: readonly string[]
  readonly command: readonly string[]
}

/** Runs a container from the files of an image like from the image itself. */
export function argumentsFor({ smallImage, settings, mounts }: ImageFiles): ImageArguments {
  const { env, entrypoint, workingDir, user } = settings
  const [program = '', ...words] = entrypoint
  return {
    options: [
      ...['--entrypoint', program],
      ...env.flatMap((variable) => ['--env', variable]),
      ...(workingDir === '' ? [] : ['--workdir', workingDir]),
      ...(user === '' ? [] : ['--user', user]),
      // With --volume, Docker would create a folder that it does not find.
      ...mounts.flatMap(({ source, target }) => ['--mount', `type=bind,source=${source},target=${target}`]),
    ],
    command: [smallImage, ...words],
  }
}
