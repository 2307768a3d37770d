import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { provision } from './provision.ts'
import type { RunnerHost } from './runner-host.ts'

export interface Answer {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A connected engine. */
export interface Engine {
  /** Passes it the words and the input of a function call, one call at a time. */
  call(words: readonly string[], input?: Readable): Promise<Answer>
  /** Disconnects. Without it, the connection keeps this process running. */
  close(): void
}

/** The CLI's time limit for a connection to an engine (Dagger v0.20.3, engine/client/buildkit.go:43). */
const connectTimeoutMilliseconds = 10 * 60_000

/** Delay before the next attempt (Dagger v0.20.3, internal/buildkit/client/client.go:212). */
const backoffMilliseconds = 1000

/**
 * Starts the engine if the CLI is responsible for that, and waits until it responds.
 *
 * @param onConnect called with the number of attempts
 * @throws Error if it cannot be started, or does not respond within ten minutes
 */
export async function connectEngine(
  host: RunnerHost,
  onConnect: (attempts: number) => void,
): Promise<Engine> {
  if (host.kind === 'image') provision(host)
  const engine = await reach(host)
  const deadline =
    Date.now() + (Number(process.env['STANDIN_DAGGER_CONNECT_MS']) || connectTimeoutMilliseconds)
  for (let attempts = 1; ; attempts++) {
    const { code, stderr } = await engine.call(['ready'])
    if (code === 0) {
      onConnect(attempts)
      return engine
    }
    if (Date.now() > deadline)
      throw new Error(`start engine: new client: context deadline exceeded: ${stderr.trim()}`)
    await new Promise((resolve) => setTimeout(resolve, backoffMilliseconds))
  }
}

async function reach(host: RunnerHost): Promise<Engine> {
  switch (host.kind) {
    case 'image':
    case 'container':
      return throughProgram(dockerExec(host.container))
    case 'kube-pod':
      return throughProgram({
        program: 'kubectl',
        args: [
          ...[`--context=${host.context}`, `--namespace=${host.namespace}`, 'exec'],
          ...[`--container=${host.container}`, '-i', host.pod, '--', 'buildctl', 'dial-stdio'],
        ],
      })
    case 'socket': {
      const container = containerAt(host.path)
      return container === undefined
        ? throughSocket(() => connect(host.path))
        : throughProgram((await nsenter(container)) ?? dockerExec(container))
    }
    case 'tcp':
      return throughSocket(() => connect(host.port, host.host))
    case 'cloud':
      return { call: () => Promise.resolve({ code: 0, stdout: '', stderr: '' }), close: () => undefined }
  }
}

/** The container whose engine put a file in place of a socket; undefined if it is a socket. */
function containerAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return undefined
  }
}

interface CommandLine {
  readonly program: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

function dockerExec(container: string): CommandLine {
  return { program: 'docker', args: ['exec', '-i', container, 'buildctl', 'dial-stdio'] }
}

/**
 * What starts buildctl in a container like `docker exec`, in a twenty-fifth of the time: a real CLI needs no program to
 * reach a socket. undefined if this machine does not allow that.
 */
async function nsenter(container: string): Promise<CommandLine | undefined> {
  const [, socketPath = '/var/run/docker.sock'] =
    /^unix:\/\/(.*)/.exec(process.env['DOCKER_HOST'] ?? '') ?? []
  if (process.getuid?.() !== 0) return undefined
  try {
    // Without Node's HTTP client, which takes a fifth of this program's time to load.
    const response = await text(connect(socketPath).end(`GET /containers/${container}/json HTTP/1.0\r\n\r\n`))
    const { State, Config } = JSON.parse(response.slice(response.indexOf('\r\n\r\n'))) as {
      State: { Pid: number }
      Config: { Env: string[] }
    }
    if (State.Pid === 0) return undefined
    return {
      program: '/usr/bin/nsenter',
      args: [
        ...[`--target=${State.Pid}`, '--mount', '--uts', '--ipc', '--net', '--pid', '--'],
        ...['/usr/local/bin/buildctl', 'dial-stdio'],
      ],
      env: Object.fromEntries(Config.Env.map((pair) => pair.split(/=(.*)/s).slice(0, 2) as [string, string])),
    }
  } catch {
    return undefined
  }
}

/** One run of buildctl of the stand-in image, which answers one call after the other; a new one if it has ended. */
function throughProgram(commandLine: CommandLine): Engine {
  let connection: Connection | undefined
  return {
    async call(words, input) {
      if (connection?.ended !== false) connection = openConnection(commandLine)
      return connection.call(words, input === undefined ? Buffer.alloc(0) : await buffer(input))
    },
    close() {
      connection?.close()
    },
  }
}

interface Connection {
  readonly ended: boolean
  call(words: readonly string[], input: Buffer): Promise<Answer>
  close(): void
}

function openConnection({ program, args, env }: CommandLine): Connection {
  const child = spawn(program, args, { ...(env && { env }) })
  child.stdin.on('error', () => undefined)
  let received = Buffer.alloc(0)
  let ended = false
  let check = (): void => undefined
  child.stdout.on('data', (data: Buffer) => {
    received = Buffer.concat([received, data])
    check()
  })
  const stderr = text(child.stderr)
  const ending = exitCode(child).then(async (code) => {
    ended = true
    return { code: code === 0 ? 1 : code, stdout: '', stderr: await stderr }
  })
  return {
    get ended() {
      return ended
    },
    call(words, input) {
      child.stdin.write(`${input.length} ${words.map((word) => `=${encode(word)}`).join(' ')}\n`)
      child.stdin.write(input)
      const answered = new Promise<Answer>((resolve) => {
        check = () => {
          const answer = parseAnswer(received)
          if (!answer) return
          received = received.subarray(answer.length)
          resolve(answer)
        }
      })
      return Promise.race([answered, ending])
    },
    close() {
      child.stdin.end()
    },
  }
}

/** undefined if not all of it has been received. */
function parseAnswer(received: Buffer): (Answer & { readonly length: number }) | undefined {
  const end = received.indexOf('\n') + 1
  if (end === 0) return undefined
  const [code = 1, stdout = 0, stderr = 0] = received.toString('latin1', 0, end).split(' ').map(Number)
  const length = end + stdout + stderr
  if (received.length < length) return undefined
  return {
    code,
    stdout: received.toString('utf8', end, end + stdout),
    stderr: received.toString('utf8', end + stdout, length),
    length,
  }
}

function exitCode(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.on('error', () => {
      resolve(127)
    })
    child.on('close', (code) => {
      resolve(code ?? 1)
    })
  })
}

function encode(word: string): string {
  return [...Buffer.from(word)].map((byte) => `\\0${byte.toString(8).padStart(3, '0')}`).join('')
}

/** An engine on a socket: one line of JSON in each direction, followed by the function's input. */
function throughSocket(open: () => Socket): Engine {
  return {
    async call(words, input) {
      const socket = open()
      try {
        const answer = text(socket)
        socket.write(JSON.stringify(words) + '\n')
        if (input) await pipeline(input, socket, { end: false })
        socket.end()
        return JSON.parse(await answer) as Answer
      } catch (error) {
        return { code: 69, stdout: '', stderr: String(error) }
      }
    },
    close: () => undefined,
  }
}
