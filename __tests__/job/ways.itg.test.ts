import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { engineImage } from '../../rig/engine/image.ts'
import { serveEngine } from '../../rig/engine/socket.ts'
import type { StepResult } from '../../rig/runner/job.ts'
import { run } from '../../src/programs.ts'
import { actions, type MachineJobOptions } from '../../rig/machine/machine.ts'
import { machineOfFile } from './machine-of-file.ts'

const version = '0.21.8'
/** The one step, the same on every machine. */
const theStep = { with: { version, 'volume-size': '1GiB', call: 'echo --text=hi' } } as const
const pod = 'ways-test-pod'

const machine = machineOfFile({ versions: [version] })
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ways-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

/** Programs of a machine on which a call of docker fails and is written down; kubectl is the stand-in. */
async function programsWithoutDocker(): Promise<string> {
  await writeFile(join(folder, 'docker'), `#!/bin/sh\necho "$*" >>${folder}/docker-calls\nexit 1\n`)
  // The stand-in's pods are containers, which is nobody's business but its own.
  const kubectl = resolve(import.meta.dirname, '../../rig/engine/kubectl')
  await writeFile(
    join(folder, 'kubectl'),
    `#!/bin/sh\nPATH='${process.env['PATH'] ?? ''}' exec ${kubectl} "$@"\n`,
  )
  for (const program of ['docker', 'kubectl']) await chmod(join(folder, program), 0o755)
  return folder
}

async function dockerCalls(): Promise<string> {
  return await readFile(join(folder, 'docker-calls'), 'utf8').catch(() => '')
}

/** The lines of a log in which the action tells where the engine is. */
function linesAboutTheEngine({ log }: StepResult): readonly string[] {
  return log.split('\n').filter((line) => /^(Started the|The) engine (is|registry)/.test(line))
}

async function theStepOn(options: MachineJobOptions) {
  const job = await machine.newJob(options)
  const main = await job.uses(actions.allInOne, theStep)
  const [post] = await job.finish()
  return { main, post }
}

describe('the same step, no input changed', () => {
  async function usesWhatIsThere(env: Readonly<Record<string, string>>, said: string): Promise<void> {
    const requests = (await machine.service.requests()).length
    const { main, post } = await theStepOn({
      runnerEnvironment: 'self-hosted',
      programs: await programsWithoutDocker(),
      env,
    })
    expect(main.annotations).toEqual([])
    expect(main.outputs).toMatchObject({ output: 'hi', 'cache-hit': '', 'engine-cache': 'unknown' })
    expect(main.exports).toEqual({})
    expect(linesAboutTheEngine(main)).toEqual([`${said} Nothing is restored and nothing will be saved.`])
    expect(post?.annotations).toEqual([])
    expect(post?.log.trim()).toBe(`Nothing is saved. ${said}`)
    expect(await dockerCalls()).toBe('')
    expect(await machine.service.requests()).toHaveLength(requests)
  }

  test.each([
    { place: "beside a DaemonSet's engine on its node's socket", address: () => join(folder, 'engine.sock') },
    { place: "on a machine of Depot's, with an engine at a port", address: () => 0 },
  ])('$place uses that engine', async ({ address }) => {
    const engine = await serveEngine(address(), join(folder, 'state'))
    try {
      await usesWhatIsThere(
        { _EXPERIMENTAL_DAGGER_RUNNER_HOST: engine.runnerHost, DAGGER_CLOUD_TOKEN: 'dag_org_token' },
        `The engine is at ${engine.runnerHost}, which this action did not set, and keeps its own state.`,
      )
      expect(engine.calls).toEqual([['echo']])
    } finally {
      await engine.close()
    }
  })

  test("beside a StatefulSet's pod uses the engine in it, through kubectl", async () => {
    await run('docker', ['run', '--detach', '--name', pod, '--privileged', engineImage(version), '--debug'])
    try {
      const address = `kube-pod://${pod}?context=&namespace=dagger&container=engine`
      await usesWhatIsThere(
        {
          _EXPERIMENTAL_DAGGER_RUNNER_HOST: address,
          STANDIN_KUBECTL_RECORD: join(folder, 'kubectl-calls'),
        },
        `The engine is at ${address}, which this action did not set, and keeps its own state.`,
      )
      expect(await readFile(join(folder, 'kubectl-calls'), 'utf8')).toContain(
        `--namespace=dagger exec --container=engine -i ${pod} --`,
      )
    } finally {
      await run('docker', ['rm', '--force', '--volumes', pod])
    }
  })

  test('requests the engine in Dagger Cloud', async () => {
    await usesWhatIsThere(
      { DAGGER_CLOUD_ENGINE: '1', DAGGER_CLOUD_TOKEN: 'dag_org_token' },
      'The engine is in Dagger Cloud, which keeps its state.',
    )
  })

  test('on a machine with only Docker starts an engine on a volume of ours', async () => {
    const { main, post } = await theStepOn({})
    expect(main.outputs).toMatchObject({ output: 'hi', 'cache-hit': '', 'engine-cache': 'cold' })
    expect(linesAboutTheEngine(main)).toEqual([
      expect.stringMatching(
        /^Started the engine registry\.dagger\.io\/engine:v0\.21\.8 on the volume dagger-engine /,
      ),
    ])
    expect(post?.log).toContain('Saved')
  })
})

test('--cloud among the flags requests an engine in Dagger Cloud, and uses no Docker', async () => {
  const job = await machine.newJob({ programs: await programsWithoutDocker() })
  const main = await job.uses(actions.allInOne, {
    with: { ...theStep.with, 'dagger-flags': '--cloud --progress plain' },
  })
  await job.finish()
  expect(main.outputs['output']).toBe('hi')
  expect(linesAboutTheEngine(main)).toHaveLength(1)
  expect(await dockerCalls()).toBe('')
})
