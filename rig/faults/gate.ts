import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import type { Duplex } from 'node:stream'
import { Bandwidth, ThrottledSocket } from '../cache-service/throttle.ts'
import { relay } from '../relay.ts'

/** A port through which a job reaches a service, and which can be closed or slowed down. */
export class Gate {
  readonly #server: Server
  readonly #ends = new Set<Duplex>()
  #port = 0
  #bytesPerSecond: number | undefined

  private constructor(service: URL) {
    this.#server = createServer((socket) => {
      const limit = this.#bytesPerSecond
      const client =
        limit === undefined ? socket : new ThrottledSocket(socket, new Bandwidth(limit), new Bandwidth(limit))
      const there = connect(Number(service.port), service.hostname)
      relay(client, there)
      for (const end of [client, there]) {
        this.#ends.add(end)
        end.on('close', () => this.#ends.delete(end))
      }
    })
  }

  /** @param service the URL of a service on this machine */
  static async to(service: string): Promise<Gate> {
    const gate = new Gate(new URL(service))
    await gate.open()
    return gate
  }

  /** Without a slash at its end. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** Opens it again, at the same port. */
  async open(): Promise<void> {
    if (this.#server.listening) return
    this.#server.listen(this.#port, '127.0.0.1')
    await once(this.#server, 'listening')
    this.#port = (this.#server.address() as AddressInfo).port
  }

  /** Breaks all connections, and refuses new ones. */
  close(): void {
    this.#server.close()
    this.#breakAll()
  }

  /**
   * Closes it for a while.
   *
   * @param ms Infinity: until the fault ends
   * @param undo of the scene
   */
  closeFor(ms: number, undo: (step: () => unknown) => void): void {
    this.close()
    const timer = ms === Infinity ? undefined : setTimeout(() => void this.open(), ms)
    undo(() => {
      clearTimeout(timer)
      return this.open()
    })
  }

  /** Limits each connection in each direction, and breaks those that are open; undefined for no limit. */
  limit(bytesPerSecond: number | undefined): void {
    this.#bytesPerSecond = bytesPerSecond
    this.#breakAll()
  }

  #breakAll(): void {
    for (const end of this.#ends) end.destroy()
  }
}
