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

/** An engine that can be reached; `call` hands it the words of a function call and what the function reads. */
export interface Engine {
  call(words: readonly string[], input?: Readable): Promise<Answer>
}

/** How long the CLI waits for an engine (Dagger v0.20.3, engine/client/buildkit.go:43). */
const patience = 10 * 60_000

/** How long after a failed attempt it tries again, ms (Dagger v0.20.3, internal/buildkit/client/client.go:212). */
const backoff = 1000

/**
 * Starts the engine where that is the CLI's to do, and waits until it answers.
 *
 * @param onConnect told how many attempts that took
 * @throws Error when it cannot be started, or does not answer in ten minutes
 */
export async function connectEngine(
  host: RunnerHost,
  onConnect: (attempts: number) => void,
): Promise<Engine> {
  if (host.kind === 'image') provision(host)
  const engine = reach(host)
  const deadline = Date.now() + (Number(process.env['STANDIN_DAGGER_PATIENCE_MS']) || patience)
  for (let attempts = 1; ; attempts++) {
    const { code, stderr } = await engine.call(['ready'])
    if (code === 0) {
      onConnect(attempts)
      return engine
    }
    if (Date.now() > deadline)
      throw new Error(`start engine: new client: context deadline exceeded: ${stderr.trim()}`)
    await new Promise((resolve) => setTimeout(resolve, backoff))
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

/** The engine on a socket: a line of JSON each way, and the function's input after ours. */
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
