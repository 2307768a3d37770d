import { isFrom } from './release.ts'

/** What a frontend without a terminal writes to stderr; the caller prints the function's result to stdout after it. */
export interface Progress {
  /** A finished step, as the engine reported it. */
  step(name: string, state: 'DONE' | 'CACHED' | 'ERROR'): void
  /** What the function itself wrote to stderr. */
  log(text: string): void
  /** The last lines: the trace link, or how to get one. */
  end(): void
}

type Environment = Readonly<Record<string, string | undefined>>

export type ProgressKind = 'plain' | 'report' | 'logs' | 'silent'

/** The kind of progress that flag, environment and release select if stderr is not a terminal. */
export function progressKind(flag: string | undefined, silent: boolean, env: Environment): ProgressKind {
  const asked = flag === undefined || flag === 'auto' ? env['DAGGER_PROGRESS'] || 'auto' : flag
  if (silent) return 'silent'
  switch (asked) {
    case 'auto':
      return isFrom('1.0') ? 'report' : 'plain'
    case 'plain':
    case 'logs':
    case 'report':
      return asked
    case 'dots':
      return 'report'
    case 'tty':
      throw new Error('no tty available for progress "tty"')
    default:
      throw new Error(`unknown progress type ${JSON.stringify(asked)}`)
  }
}

/** @param traced whether the verb prints a trace link at the end (call, shell, query, run, core) */
export function startProgress(kind: ProgressKind, traced: boolean, env: Environment): Progress {
  const write = (line: string): void => {
    if (kind !== 'silent') process.stderr.write(line + '\n')
  }
  const url = traceUrl(env)
  let steps = 1
  if (kind === 'plain') {
    write('1   : connect')
    write(`1   : [0.0s] | cloud url=${url.link}`)
  }
  return {
    step(name, state) {
      steps += 1
      if (kind === 'plain') write(`${String(steps).padEnd(4)}: ${name} ${state} [0.0s]`)
      else if (kind === 'report')
        write(`${state === 'ERROR' ? '✘' : '✔'} ${name} 0.0s${state === 'CACHED' ? ' CACHED' : ''}`)
    },
    log(text) {
      const prefix = kind === 'plain' ? `${String(steps).padEnd(4)}: [0.0s] | ` : ''
      for (const line of text.split('\n').filter((each) => each !== '')) write(prefix + line)
    },
    end() {
      if (kind === 'plain') write('')
      if (!traced || (kind === 'logs' && !isFrom('1.0'))) return
      if (url.signedIn) write(`\nFull trace at ${url.link}${url.note && ` (${url.note})`}\n`)
      else if (!nagsHidden(env)) write(`\nSetup tracing at ${url.link}. To hide set DAGGER_NO_NAG=1\n`)
    },
  }
}

function traceUrl(env: Environment): {
  readonly link: string
  readonly note: string
  readonly signedIn: boolean
} {
  const token = env['DAGGER_CLOUD_TOKEN'] ?? ''
  if (token === '') return { link: 'https://dagger.cloud/traces/setup', note: '', signedIn: false }
  const org = /^dag_([^_]+)_/.exec(token)?.[1]
  if (org === undefined) {
    return { link: 'https://dagger.cloud/', note: 'rotate dagger.cloud token for full url', signedIn: true }
  }
  const trace = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) =>
    byte.toString(16).padStart(2, '0'),
  )
  return { link: `https://dagger.cloud/${org}/traces/${trace.join('')}`, note: '', signedIn: true }
}

function nagsHidden(env: Environment): boolean {
  return ['DAGGER_NO_NAG', 'NOTHANKS', 'SHUTUP', 'GOAWAY', 'STOPIT'].some((name) => env[name])
}
