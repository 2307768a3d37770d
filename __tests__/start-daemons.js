// Jest's global setup of the integration tests: a Docker daemon for each worker, which ends with Jest.
import { chmod, mkdir, mkdtemp, realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { startDaemon } from '../rig/machine/docker-daemon.ts'

export default async function startDaemons({ maxWorkers }) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'warm-dagger-tests-')))
  // For tests that run jobs as other users.
  await chmod(folder, 0o755)
  const workers = Array.from({ length: maxWorkers }, (_, at) => join(folder, String(at + 1)))
  const daemons = await Promise.all(workers.map((place) => startDaemon(place, { inMemory: true })))
  globalThis.testDaemons = { folder, daemons }
  for (const place of workers) await mkdir(join(place, 'tmp'))
  process.env.WARM_DAGGER_TEST_FOLDER = folder
}
