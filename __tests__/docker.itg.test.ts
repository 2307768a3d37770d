import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { buildEngineImage } from '../rig/engine/image.ts'
import { until } from '../rig/until.ts'
import { run } from '../src/programs.ts'
import { containerLog } from '../src/docker-log.ts'
import { inspectContainer, removeContainer } from '../src/docker.ts'

const name = 'warm-dagger-test-log'

beforeEach(async () => {
  await removeContainer(name)
})

afterEach(async () => {
  await removeContainer(name)
})

test('the log of a restarted container contains only the lines of its last run', async () => {
  const image = await buildEngineImage('0.21.8')
  const program = 'rm -f /end; trap "echo ended" TERM; echo begun; until [ -e /end ]; do sleep 0.1; done'
  await run('docker', ['run', '--detach', '--name', name, '--entrypoint', 'sh', image, '-c', program])
  for (let starts = 1; starts <= 3; starts++) {
    await expectLog('begun')
    await run('docker', ['kill', '--signal', 'TERM', '--', name])
    // Before it exits, because Docker may receive the last line of a container only after its end.
    await expectLog('begun\nended')
    await run('docker', ['exec', '--', name, 'touch', '/end'])
    await run('docker', ['wait', '--', name])
    await run('docker', ['start', '--', name])
  }
})

async function expectLog(text: string): Promise<void> {
  const container = await inspectContainer(name)
  await until(`the log has ${text}`, async () => {
    const written = await containerLog(name, container?.logsFrom ?? '', () => true)
    expect(text.slice(0, written.length)).toBe(written)
    return written === text
  })
}
