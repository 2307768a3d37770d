import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { relay } from '../../rig/relay.ts'

let server: Server
let port: number

beforeEach(async () => {
  server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})

afterEach(async () => {
  server.close()
  await once(server, 'close')
})

/** A client that receives nothing until it is released. */
class SlowClient extends Duplex {
  received = ''
  readonly #released = Promise.withResolvers<undefined>()

  release(): void {
    this.#released.resolve(undefined)
  }

  override _read(): void {
    // It sends nothing.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    void this.#released.promise.then(() => {
      if (!this.destroyed) this.received += chunk.toString()
      done()
    })
  }
}

/** Like events.once, which fails if there is an error first. */
function closed(stream: Duplex): Promise<undefined> {
  return new Promise((resolve) => {
    stream.on('close', () => {
      resolve(undefined)
    })
  })
}

test('a client that is slower than the service receives everything, although the service has closed', async () => {
  server.on('connection', (socket) => socket.end('all of it'))
  const [client, service] = [new SlowClient(), connect(port, '127.0.0.1')]
  const clientClosed = closed(client)
  relay(client, service)
  await closed(service)

  client.release()
  await clientClosed

  expect(client.received).toBe('all of it')
})

test.each(['client', 'service'] as const)('if the %s breaks, so does the other end', async (broken) => {
  const atServer = once(server, 'connection') as Promise<[Socket]>
  const [client, service] = [new SlowClient(), connect(port, '127.0.0.1')]
  const bothClosed = Promise.all([closed(client), closed(service)])
  relay(client, service)
  const [socket] = await atServer

  if (broken === 'client') client.destroy(new Error('it broke'))
  else socket.resetAndDestroy()

  await expect(bothClosed).resolves.toBeDefined()
  socket.destroy()
})
