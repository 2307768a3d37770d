import { attempt } from '../programs.ts'
import { parseVersion, type Version } from '../dagger/version.ts'

/**
 * The version of an engine that someone else set up, if its address reveals it: from the tag of its image or, for
 * a container or a pod, from the engine's own program there. undefined for a socket or a port, and if the program
 * does not answer.
 *
 * Source: dagger/dagger v0.20.3, engine/client/drivers/container.go lines 27 to 58 and dial.go line 20 for the
 * schemes, apple.go line 95 for the command of Apple's, v0.18.0 dial.go line 23 for podman-container,
 * internal/buildkit/client/connhelper/kubepod/kubepod.go line 29 for the arguments of kubectl, cmd/engine/main.go
 * line 303 for the output of `--version`.
 *
 * @param address a value of `_EXPERIMENTAL_DAGGER_RUNNER_HOST`
 */
export async function versionOfPreset(address: string): Promise<Version | undefined> {
  const [, scheme = '', place = '', query = ''] = /^([a-z][a-z+-]*):\/\/([^?]*)\??(.*)$/.exec(address) ?? []
  if (imageSchemes.has(scheme)) return versionOfTag(place)
  const program = containerPrograms.get(scheme)
  if (program !== undefined) {
    // A name that begins with a dash would be an option, and not all of these programs support `--`.
    return place.startsWith('-') ? undefined : await printedBy(program, ['exec', place, ...askForVersion])
  }
  // kubectl would read a name with a dash as an option, because `--` only precedes the program in the pod.
  if (scheme !== 'kube-pod' || place.startsWith('-')) return undefined
  const value = (name: string): string => new URLSearchParams(query).get(name) ?? ''
  return await printedBy('kubectl', [
    ...[`--context=${value('context')}`, `--namespace=${value('namespace')}`],
    ...['exec', `--container=${value('container')}`, '-i', place, '--', ...askForVersion],
  ])
}

/** The program of each container runtime, by Dagger's name for the runtime. */
const commands = {
  docker: 'docker',
  podman: 'podman',
  nerdctl: 'nerdctl',
  finch: 'finch',
  apple: 'container',
}

const imageSchemes = new Set([
  'docker-image',
  'image',
  ...Object.keys(commands).map((name) => `image+${name}`),
])

const containerPrograms = new Map([
  ['docker-container', 'docker'],
  ['podman-container', 'podman'],
  ['container', 'docker'],
  ...Object.entries(commands).map(([name, program]) => [`container+${name}`, program] as const),
])

const askForVersion = ['dagger-engine', '--version']

function versionOfTag(image: string): Version | undefined {
  // The image with GPU support of the same release has its own tag.
  const tag = /:(v\d[\w.-]*?)(?:-gpu)?(?:@|$)/.exec(image)?.[1]
  return tag === undefined ? undefined : parseVersion(tag)
}

async function printedBy(program: string, args: readonly string[]): Promise<Version | undefined> {
  const { exitCode, stdout } = await attempt(program, args, { timeoutSeconds: 30 })
  const printed = exitCode === 0 ? /^\S+/.exec(stdout.trim())?.[0] : undefined
  return printed === undefined ? undefined : parseVersion(printed)
}
