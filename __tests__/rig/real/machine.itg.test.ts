import { expect, test } from '@jest/globals'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildCli } from '../../../rig/dagger/build.ts'
import { buildEngineImage } from '../../../rig/engine/image.ts'
import { startRealMachine } from '../../../rig/real/machine.ts'
import { inspectContainer, inspectVolume } from '../../../src/docker.ts'

const version = '0.21.8'

test('nothing is left of a job that was not finished', async () => {
  await buildEngineImage(version)
  const cliFolder = await mkdtemp(join(tmpdir(), 'real-machine-test-'))
  const machine = await buildCli(version, join(cliFolder, 'dagger')).then(() =>
    startRealMachine({ version, cliFolder, origin: 'a stand-in' }),
  )
  try {
    const job = await machine.begin({ key: 'key' })
    await job.call('echo --text=hi')
    const { container = '', volumeName } = await job.record()
    const left = async () => [await inspectContainer(container), await inspectVolume(volumeName)]
    expect(await left()).not.toContain(undefined)
    await machine.forget()
    expect(await left()).toEqual([undefined, undefined])
  } finally {
    await machine.stop()
    await rm(cliFolder, { recursive: true })
  }
})
