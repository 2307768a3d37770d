import { openAnswer, timeLimit } from './docker-socket.ts'
import { awaitLine, pickLines } from './programs.ts'
import { reasonOf } from './reason.ts'

/**
 * The lines of a container's log since a time, from both streams, for which `wanted` returns true. A build's log
 * can be larger than memory, so other lines are dropped.
 *
 * @param since RFC 3339
 * @param isLast whether the lines after this one are not needed; called for each line
 * @throws Error if the log cannot be read
 */
export async function containerLog(
  name: string,
  since: string,
  wanted: (line: string) => boolean,
  isLast: (line: string) => boolean = () => false,
): Promise<string> {
  try {
    const picked: string[] = []
    const onLine = (line: string): boolean => {
      if (wanted(line)) picked.push(line)
      return isLast(line)
    }
    if (await readLog(name, { since, follow: false }, onLine, timeLimit())) return picked.join('\n')
    return (await pickLines('docker', ['logs', '--since', since, '--', name], wanted, { isLast })).join('\n')
  } catch (error) {
    throw new Error(`the engine's log cannot be read: ${reasonOf(error)}`, { cause: error })
  }
}

/**
 * Waits until a container logs a line for which `wanted` returns true.
 *
 * @param since RFC 3339; undefined for the whole log
 * @param wanted called for each line, in the order of its stream
 * @returns `found`; `ended`: the container ended without such a line; `late`: the time was up, or the signal was aborted
 * @throws CommandError if `docker` cannot be started
 */
export async function awaitLogLine(
  name: string,
  since: string | undefined,
  wanted: (line: string) => boolean,
  timeoutSeconds: number,
  stop: AbortSignal,
): Promise<'found' | 'ended' | 'late'> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(timeoutSeconds * 1000)])
  try {
    const outcome = await readLog(name, { since, follow: true }, wanted, signal)
    if (outcome) return outcome
  } catch {
    return signal.aborted ? 'late' : 'ended'
  }
  const start = since === undefined ? [] : ['--since', since]
  return await awaitLine('docker', ['logs', '--follow', ...start, '--', name], wanted, timeoutSeconds, stop)
}

/**
 * Reads a log from the daemon's socket.
 *
 * @param onLine called for each line; returns whether the lines after it are not needed
 * @returns `found` if `onLine` returned true, `ended` if it never did; undefined if the caller has to use the `docker`
 *   command instead: no line was read then
 * @throws Error if the connection breaks, or the signal is aborted
 */
async function readLog(
  name: string,
  { since, follow }: { readonly since: string | undefined; readonly follow: boolean },
  onLine: (line: string) => boolean,
  signal: AbortSignal,
): Promise<'found' | 'ended' | undefined> {
  const query = new URLSearchParams({ stdout: 'true', stderr: 'true', follow: String(follow) })
  if (since !== undefined) query.set('since', unixTime(since))
  const answer = await openAnswer(`/containers/${encodeURIComponent(name)}/logs?${query}`, signal).catch(
    () => {
      signal.throwIfAborted()
      return undefined
    },
  )
  if (answer?.statusCode !== 200) {
    answer?.destroy()
    return undefined
  }
  const lines = new LogLines()
  for await (const chunk of answer) {
    for (const line of lines.after(chunk as Buffer)) if (onLine(line)) return 'found'
  }
  for (const line of lines.unfinished()) if (onLine(line)) return 'found'
  return 'ended'
}

/** Seconds with nine digits after the point, which a JavaScript number cannot hold. */
function unixTime(time: string): string {
  const [, fraction = ''] = /\.(\d+)/.exec(time) ?? []
  return `${Math.floor(Date.parse(time) / 1000)}.${fraction.padEnd(9, '0')}`
}

/**
 * The lines of both streams of a container without a terminal. The daemon sends them in frames of a stream's number,
 * three bytes of 0, a size (32 bits, big endian), and so many bytes.
 *
 * Source: Docker Engine API v1.51, ContainerAttach, "Stream format".
 */
class LogLines {
  #received: Buffer = Buffer.alloc(0)
  readonly #unfinished = new Map<number | undefined, Buffer>();

  /** Yields the lines that are complete after these bytes. */
  *after(bytes: Buffer): Generator<string> {
    this.#received = Buffer.concat([this.#received, bytes])
    while (this.#received.length >= 8) {
      const end = 8 + this.#received.readUInt32BE(4)
      if (this.#received.length < end) return
      const [stream] = this.#received
      const text = Buffer.concat([
        this.#unfinished.get(stream) ?? Buffer.alloc(0),
        this.#received.subarray(8, end),
      ])
      this.#received = this.#received.subarray(end)
      const complete = text.lastIndexOf('\n') + 1
      yield* text.toString('utf8', 0, complete).split(/\r?\n/).slice(0, -1)
      this.#unfinished.set(stream, text.subarray(complete))
    }
  }

  /** Yields what follows the last line break of each stream. */
  *unfinished(): Generator<string> {
    for (const text of this.#unfinished.values()) if (text.length > 0) yield text.toString()
  }
}
