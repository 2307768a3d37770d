import type { Duplex } from 'node:stream'

/**
 * Passes on everything that either end of a connection sends. An end that closed after its last byte may be faster than
 * the other, which closes once it has received that byte. If one end breaks, so does the other.
 */
export function relay(client: Duplex, service: Duplex): void {
  client.pipe(service).pipe(client)
  for (const [one, other] of [
    [client, service],
    [service, client],
  ] as const) {
    // An end that fails closes too.
    one.on('error', () => undefined)
    one.on('close', () => {
      if (one.readableEnded && !other.writableFinished) other.once('finish', () => other.destroy())
      else other.destroy()
    })
  }
}
