import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'

/** Shorter waits use no timer and are added to the next one. */
const shortestWaitMilliseconds = 4

/** A limit of bytes per second that all users share. */
export class Bandwidth {
  readonly #bytesPerMillisecond: number
  #paidUntil = 0

  constructor(bytesPerSecond: number) {
    this.#bytesPerMillisecond = bytesPerSecond / 1000
  }

  /** Calls back when these bytes may pass. */
  take(bytes: number, pass: () => void): void {
    const now = performance.now()
    this.#paidUntil = Math.max(now, this.#paidUntil) + bytes / this.#bytesPerMillisecond
    const wait = this.#paidUntil - now
    if (wait < shortestWaitMilliseconds) pass()
    else setTimeout(pass, wait)
  }
}

/** One connection of a machine with limited bandwidth in each direction. */
export class ThrottledSocket extends Duplex {
  readonly #socket: Socket
  readonly #outgoing: Bandwidth
  #chunkUnderWay = false

  constructor(socket: Socket, incoming: Bandwidth, outgoing: Bandwidth) {
    super()
    this.#socket = socket
    this.#outgoing = outgoing
    socket.on('data', (chunk: Buffer) => {
      socket.pause()
      this.#chunkUnderWay = true
      incoming.take(chunk.length, () => {
        this.#chunkUnderWay = false
        if (this.push(chunk)) socket.resume()
      })
    })
    socket.on('end', () => {
      this.push(null)
    })
    socket.on('error', (error) => {
      this.destroy(error)
    })
    socket.on('close', () => {
      this.destroy()
    })
  }

  override _read(): void {
    if (!this.#chunkUnderWay) this.#socket.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#outgoing.take(chunk.length, () => {
      if (this.#socket.write(chunk)) done()
      else this.#socket.once('drain', done)
    })
  }

  override _final(done: () => void): void {
    this.#socket.end(done)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#socket.destroy()
    done(error)
  }
}
