import { attempt, run } from '../../src/programs.ts'
import { until } from '../until.ts'

// Waits in the container: an exec costs as much as the start of the engine's script.
const wait = 'until /usr/local/bin/function ready 2>/dev/null; do usleep 20000; done'

/**
 * Waits until the stand-in engine of a container serves.
 *
 * @throws Error with its log when it has ended
 */
export async function engineServes(container: string): Promise<void> {
  await until(`the engine ${container} serves`, async () => {
    const waiting = ['exec', container, 'sh', '-c', wait]
    if ((await attempt('docker', waiting, { timeoutSeconds: 60 })).exitCode === 0) return true
    const status = await run('docker', ['inspect', '--format', '{{.State.Status}}', container])
    if (status.trim() !== 'exited') return false
    const { stdout, stderr } = await attempt('docker', ['logs', container])
    throw new Error(stdout + stderr)
  })
}
