import { attempt } from '../command.ts'
import { parseVersion, type Version } from '../dagger/version.ts'

/**
 * The version of an engine that somebody else set up, where its address tells it: by the tag of its image, or, for
 * a container or a pod, by asking the engine's own program there. undefined for a socket or a port, and for what
 * does not answer.
 *
 * Source: dagger/dagger v0.20.3, engine/client/drivers/container.go line 27 and dial.go line 18 for the schemes,
 * internal/buildkit/client/connhelper/kubepod/kubepod.go line 29 for the words of kubectl, cmd/engine/main.go line
 * 303 for what `--version` prints.
 *
 * @param address a value of `_EXPERIMENTAL_DAGGER_RUNNER_HOST`
 */
export async function versionOfPreset(address: string): Promise<Version | undefined> {
  const [, scheme = '', place = '', query = ''] = /^([a-z][a-z+-]*):\/\/([^?]*)\??(.*)$/.exec(address) ?? []
  switch (scheme) {
    case 'docker-image':
    case 'image':
    case 'image+docker':
      return versionOfTag(place)
    case 'docker-container':
    case 'container':
    case 'container+docker':
      return await printedBy('docker', ['exec', '--', place, ...askForVersion])
    case 'kube-pod': {
      // kubectl would take it for an option: what stands behind `--` is the program in the pod.
      if (place.startsWith('-')) return undefined
      const value = (name: string): string => new URLSearchParams(query).get(name) ?? ''
      return await printedBy('kubectl', [
        ...[`--context=${value('context')}`, `--namespace=${value('namespace')}`],
        ...['exec', `--container=${value('container')}`, '-i', place, '--', ...askForVersion],
      ])
    }
    default:
      return undefined
  }
}

const askForVersion = ['dagger-engine', '--version']

function versionOfTag(image: string): Version | undefined {
  const tag = /:(v\d[\w.-]*)(?:@|$)/.exec(image)?.[1]
  return tag === undefined ? undefined : parseVersion(tag)
}

async function printedBy(program: string, args: readonly string[]): Promise<Version | undefined> {
  const { exitCode, stdout } = await attempt(program, args, { timeoutSeconds: 30 })
  const printed = exitCode === 0 ? /^\S+/.exec(stdout.trim())?.[0] : undefined
  return printed === undefined ? undefined : parseVersion(printed)
}
