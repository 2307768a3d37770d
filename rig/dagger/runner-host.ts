/** The address of an engine in `_EXPERIMENTAL_DAGGER_RUNNER_HOST`. */
export type RunnerHost =
  | {
      readonly kind: 'image'
      readonly image: string
      readonly container: string
      readonly volume: string
      readonly cleanup: boolean
      readonly port: number
      readonly env: readonly string[]
      readonly cpus: string
      readonly memory: string
    }
  | { readonly kind: 'container'; readonly container: string }
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | {
      readonly kind: 'kube-pod'
      readonly pod: string
      readonly context: string
      readonly namespace: string
      readonly container: string
    }
  | { readonly kind: 'cloud' }

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads a runner host as the CLI does.
 *
 * @throws Error with the CLI's message for an invalid address
 */
export function parseRunnerHost(text: string, env: Environment): RunnerHost {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/s.exec(text) ?? []
  const [address, queryText = ''] = splitOnce(rest, '?')
  const query = new URLSearchParams(queryText)
  const value = (key: string): string => query.get(key) ?? ''
  switch (scheme) {
    case 'docker-image':
    case 'image':
    case 'image+docker':
      return {
        kind: 'image',
        image: address,
        container: value('container') || `dagger-engine-${imageId(address)}`,
        volume: value('volume'),
        cleanup: wantsCleanup(value('cleanup'), env),
        port: Number.parseInt(value('port'), 10) || 0,
        env: query.getAll('env'),
        cpus: value('cpus'),
        memory: value('memory'),
      }
    case 'docker-container':
    case 'container':
    case 'container+docker':
      return { kind: 'container', container: address }
    case 'unix':
      return { kind: 'socket', path: address }
    case 'tcp': {
      const [host, port = ''] = splitOnce(address, ':')
      return { kind: 'tcp', host, port: Number(port) }
    }
    case 'kube-pod':
      return {
        kind: 'kube-pod',
        pod: kubeIdentifier('pod', address),
        context: value('context'),
        namespace: kubeIdentifier('namespace', value('namespace')),
        container: kubeIdentifier('container', value('container')),
      }
    case 'dagger-cloud':
      return { kind: 'cloud' }
    default:
      throw new Error(`start engine: no driver for scheme ${JSON.stringify(scheme)} found`)
  }
}

/** The variable takes precedence over the query, also if it is false. */
function wantsCleanup(query: string, env: Environment): boolean {
  const leave = env['DAGGER_LEAVE_OLD_ENGINE']
  if (leave !== undefined) return !isTrue(leave)
  return query === '' || isTrue(query)
}

/** Go's strconv.ParseBool. Everything unknown is false, as in the CLI, which ignores the error. */
function isTrue(text: string): boolean {
  return ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)
}

function imageId(image: string): string {
  if (image === '') throw new Error('parsing image reference: could not parse reference: ')
  const [name, digest] = splitOnce(image, '@sha256:')
  if (digest !== undefined) return digest.slice(0, 16)
  return /:([^:/]+)$/.exec(name)?.[1] ?? 'latest'
}

function kubeIdentifier(what: string, text: string): string {
  if (what === 'pod' && text === '') throw new Error('url lacks pod name')
  if (text !== '' && !/^[-a-z0-9.]+$/.test(text)) {
    throw new Error(`unsupported ${what} name: ${JSON.stringify(text)}`)
  }
  return text
}

function splitOnce(text: string, separator: string): readonly [string, string?] {
  const at = text.indexOf(separator)
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + separator.length)]
}
