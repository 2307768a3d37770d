import { open } from 'node:fs/promises'
import { createConnection, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { reasonOf } from '../reason.ts'
import type { FetchCounts, FetchFailure } from './chunk-fetcher.ts'

/** A request of a job to the process that serves its volume. */
export type VolumeRequest =
  | { readonly kind: 'status' }
  /** Waits until all packs of the snapshot were looked up. */
  | { readonly kind: 'look-up' }
  /** From now on, or no longer, the filesystem clears only blocks that it does not use, and writes nothing. */
  | { readonly kind: 'trim'; readonly isTrim: boolean }
  /** Completes the chunks that were written to, and writes everything to the disk. */
  | { readonly kind: 'flush' }
  /** Fetches further chunks into the image. */
  | { readonly kind: 'fetch'; readonly chunks: readonly number[] }

/** Why nothing of the volume may be saved. `ended`: its process was killed. */
export type VolumeFailure = FetchFailure | { readonly kind: 'disk' | 'ended'; readonly reason: string }

export interface VolumeStatus {
  /** Number of chunks in the snapshot. */
  readonly stored: number
  readonly fetched: FetchCounts
  /** Chunks that were written to or cleared, ascending. */
  readonly written: readonly number[]
  /** Chunks in the order of their first use. */
  readonly firstUse: readonly number[]
  /** Resident memory of the process in bytes. */
  readonly memory: number
  readonly failure?: VolumeFailure | undefined
}

type Answer = { readonly status: VolumeStatus } | { readonly error: string }

/** Name of the socket in the folder of the image. */
export const socketName = 'control'

/** Maximum length of an answer: enough for the chunks of a terabyte in two lists. */
const maxAnswerBytes = 2 ** 25

/** `flush` fetches and syncs what a whole job wrote. */
const answerTimeoutMilliseconds = 10 * 60_000

/** Answers requests about a volume. The working directory must be its folder, because paths of sockets are short. */
export function serveControl(reply: (request: VolumeRequest) => Promise<VolumeStatus>): Server {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    createInterface({ input: socket }).once('line', (line) => {
      answerTo(line, reply)
        .then((answer) => socket.end(`${JSON.stringify(answer)}\n`))
        .catch(() => socket.destroy())
    })
  })
  server.listen(socketName)
  return server
}

async function answerTo(
  line: string,
  reply: (request: VolumeRequest) => Promise<VolumeStatus>,
): Promise<Answer> {
  try {
    return { status: await reply(JSON.parse(line) as VolumeRequest) }
  } catch (error) {
    return { error: reasonOf(error) }
  }
}

/**
 * Asks the process that serves the image in `folder`.
 *
 * @param timeoutMilliseconds time limit without a byte of an answer
 * @throws Error if it has ended, does not answer, or cannot do what it is asked for
 */
export async function askVolume(
  folder: string,
  request: VolumeRequest,
  timeoutMilliseconds = answerTimeoutMilliseconds,
): Promise<VolumeStatus> {
  const directory = await open(folder, 'r')
  try {
    // The path of a socket has at most 107 bytes: unix(7).
    const socket = createConnection(join(`/proc/self/fd/${directory.fd}`, socketName))
    const answer = await answerOver(socket, request, timeoutMilliseconds)
    if ('error' in answer) throw new Error(answer.error)
    return answer.status
  } finally {
    await directory.close()
  }
}

async function answerOver(
  socket: Socket,
  request: VolumeRequest,
  timeoutMilliseconds: number,
): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    let text = ''
    socket.setEncoding('utf8').setTimeout(timeoutMilliseconds)
    socket.on('connect', () => socket.write(`${JSON.stringify(request)}\n`))
    socket.on('data', (piece: string) => {
      text += piece
      if (text.length > maxAnswerBytes) socket.destroy(new Error('its answer is too long'))
    })
    socket.on('timeout', () => socket.destroy(new Error('it does not answer')))
    socket.on('error', (error) => {
      reject(new Error(`The process that serves the volume cannot be asked: ${reasonOf(error)}.`))
    })
    socket.on('close', () => {
      try {
        resolve(JSON.parse(text) as Answer)
      } catch {
        reject(new Error('The process that serves the volume has ended.'))
      }
    })
  })
}
