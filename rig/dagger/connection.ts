import { type ChildProcess, spawn } from 'node:child_process'
import { connect, type Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { provision } from './provision.ts'
import type { RunnerHost } from './runner-host.ts'

export interface Answer {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A connected engine. `call` passes it the words and the input of a function call. */
export interface Engine {
  call(words: readonly string[], input?: Readable): Promise<Answer>
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
  const engine = reach(host)
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

function reach(host: RunnerHost): Engine {
  switch (host.kind) {
    case 'image':
    case 'container':
      return throughProgram('docker', ['exec', '-i', host.container, 'buildctl', 'dial-stdio'])
    case 'kube-pod':
      return throughProgram('kubectl', [
        ...[
          `--context=${host.context}`,
          `--namespace=${host.namespace}`,
          'exec',
          `--container=${host.container}`,
        ],
        ...['-i', host.pod, '--', 'buildctl', 'dial-stdio'],
      ])
    case 'socket':
      return throughSocket(() => connect(host.path))
    case 'tcp':
      return throughSocket(() => connect(host.port, host.host))
    case 'cloud':
      return { call: () => Promise.resolve({ code: 0, stdout: '', stderr: '' }) }
  }
}

/** buildctl of the stand-in image reads the call from its first line, each word percent-encoded. */
function throughProgram(program: string, args: readonly string[]): Engine {
  return {
    async call(words, input) {
      const child = spawn(program, args)
      child.stdin.on('error', () => undefined)
      const ended = ending(child)
      const output = Promise.all([text(child.stdout), text(child.stderr)])
      child.stdin.write(words.map((word) => `=${encode(word)}`).join(' ') + '\n')
      if (input) await pipeline(input, child.stdin).catch(() => undefined)
      else child.stdin.end()
      const [code, [stdout, stderr]] = await Promise.all([ended, output])
      return { code, stdout, stderr }
    },
  }
}

function ending(child: ChildProcess): Promise<number> {
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
  return [...Buffer.from(word)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
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
  }
}
