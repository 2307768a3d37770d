// Jest's global teardown of the integration tests: removes their daemons and whatever they left.
import { rmdir } from 'node:fs/promises'

export default async function removeDaemons() {
  const { folder, daemons } = globalThis.testDaemons
  await Promise.all(daemons.map((daemon) => daemon.remove()))
  await rmdir(folder)
}
