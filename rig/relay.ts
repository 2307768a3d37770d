import type { Duplex } from 'node:stream'

/** Passes on what either end of a connection sends. If one end breaks or closes, so does the other. */
export function relay(client: Duplex, service: Duplex): void {
  client.pipe(service).pipe(client)
  for (const [one, other] of [
    [client, service],
    [service, client],
  ] as const) {
    one.on('error', () => other.destroy())
    one.on('close', () => other.destroy())
  }
}
