import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

/** A stand-in engine without Docker, like the engine of a DaemonSet that a runner's pod uses. */
export interface SocketEngine {
  /** For `_EXPERIMENTAL_DAGGER_RUNNER_HOST`. */
  readonly runnerHost: string
  /** The calls that it has answered, without `ready`. */
  readonly calls: readonly (readonly string[])[]
  /** Stops listening. The folder already contains the results. */
  close(): Promise<void>
}

/**
 * Serves the functions that the stand-in CLI calls, on a unix socket (a path) or on a loopback port (a number, 0
 * for any), with a plain folder for its state: no snapshots, no owners, no clean stop.
 *
 * A connection is one call: a line of JSON with its words, then the function's input until the client has ended;
 * the answer is one JSON object with `code`, `stdout` and `stderr`.
 */
export async function serveEngine(address: string | number, state: string): Promise<SocketEngine> {
  await mkdir(state, { recursive: true })
  const calls: string[][] = []
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    answer(socket, state, calls).then(
      (text) => socket.end(JSON.stringify({ code: 0, ...text })),
      (error: unknown) => socket.end(JSON.stringify({ code: 1, stdout: '', stderr: String(error) })),
    )
  })
  const options = typeof address === 'number' ? { host: '127.0.0.1', port: address } : { path: address }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options, resolve)
  })
  const bound = server.address()
  return {
    runnerHost: typeof bound === 'string' ? `unix://${bound}` : `tcp://127.0.0.1:${bound?.port ?? 0}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        for (const socket of sockets) socket.destroy()
      }),
  }
}

interface Text {
  readonly stdout: string
  readonly stderr: string
}

async function answer(
  socket: Socket,
  state: string,
  calls: string[][],
): Promise<Partial<Text> & { code?: number }> {
  const words = JSON.parse(await firstLine(socket)) as string[]
  const [name = '', ...args] = words
  if (name === 'ready') return { stdout: '', stderr: '' }
  calls.push(words)
  switch (name) {
    case 'echo':
      return { stdout: args.join(' '), stderr: '' }
    case 'sleep':
      await sleep(Number(args[0]) * 1000, socket)
      return { stdout: '', stderr: '' }
    case 'cached':
      return known(state, args[0] ?? '')
    case 'unpack': {
      const key = `unpack:${args[0] ?? ''}:${args[1] ?? ''}`
      const found = await known(state, key)
      if (found.code === 0) {
        socket.resume()
        return found
      }
      const snapshot = path.join(state, 'snapshots', randomBytes(8).toString('hex'))
      await mkdir(snapshot, { recursive: true })
      const tar = spawn('tar', ['-C', snapshot, '-xzf', '-'], { stdio: ['pipe', 'ignore', 'inherit'] })
      const ended = new Promise((resolve) => tar.on('close', resolve))
      await pipeline(socket, tar.stdin)
      if ((await ended) !== 0) throw new Error('tar failed')
      const entries = (await readdir(snapshot, { recursive: true })).length
      await mkdir(path.join(state, 'results'), { recursive: true })
      await writeFile(path.join(state, 'results', encodeURIComponent(key)), String(entries))
      return { stdout: `${entries}\n`, stderr: `executed ${key}\n` }
    }
    case 'cache-volume': {
      const [volume = '', text = ''] = args
      const log = path.join(state, `cache-volume-${encodeURIComponent(volume)}`)
      await appendFile(log, text + '\n')
      return { stdout: `${(await readFile(log, 'utf8')).split('\n').length - 1}\n`, stderr: '' }
    }
    case 'entries': {
      const keys = await readdir(path.join(state, 'results')).catch(() => [])
      return { stdout: keys.map((key) => `${decodeURIComponent(key)} 0\n`).join(''), stderr: '' }
    }
    case 'prune':
      await rm(path.join(state, 'results'), { recursive: true, force: true })
      return { stdout: '', stderr: '' }
    default:
      return { code: 64, stdout: '', stderr: `function: unknown function ${name}\n` }
  }
}

/** Ends early if the client disconnects. */
function sleep(milliseconds: number, socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    socket.once('close', end)
  })
}

async function known(state: string, key: string): Promise<Text & { readonly code: number }> {
  const value = await readFile(path.join(state, 'results', encodeURIComponent(key)), 'utf8').catch(
    () => undefined,
  )
  if (value === undefined) return { code: 1, stdout: '', stderr: '' }
  return { code: 0, stdout: `${value}\n`, stderr: `cached ${key}\n` }
}

/** Reads one line and leaves the rest in the stream. */
async function firstLine(socket: Socket): Promise<string> {
  let line = Buffer.alloc(0)
  for (;;) {
    const chunk = socket.read() as Buffer | null
    if (chunk === null) {
      if (socket.readableEnded) throw new Error('no request')
      await new Promise((resolve) => {
        socket.once('readable', resolve)
        socket.once('end', resolve)
      })
      continue
    }
    const end = chunk.indexOf(0x0a)
    line = Buffer.concat([line, end === -1 ? chunk : chunk.subarray(0, end)])
    if (end === -1) continue
    if (end + 1 < chunk.length) socket.unshift(chunk.subarray(end + 1))
    return line.toString()
  }
}
