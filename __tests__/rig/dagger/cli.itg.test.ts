import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildCli } from '../../../rig/dagger/build.ts'
import { buildEngineImage } from '../../../rig/engine/image.ts'
import { attempt, run } from '../../../src/programs.ts'

const name = `rig-dagger-${process.pid}`
const image = `${name}:0.21.8`
let folder: string
let cli: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'stand-in-cli-'))
  cli = await buildCli('0.21.8', path.join(folder, 'dagger'))
  await buildEngineImage('0.21.8', { tag: image })
})

afterAll(async () => {
  await attempt('docker', ['rm', '-fv', name])
  await attempt('docker', ['volume', 'rm', name])
  await attempt('docker', ['rmi', image])
  await rm(folder, { recursive: true })
})

async function dagger(runnerHost: string, ...args: readonly string[]) {
  const env = {
    PATH: `${path.resolve(import.meta.dirname, '../../../rig/engine')}:${process.env['PATH'] ?? ''}`,
    HOME: folder,
    STANDIN_KUBECTL_RECORD: path.join(folder, 'kubectl'),
    _EXPERIMENTAL_DAGGER_RUNNER_HOST: runnerHost,
  }
  return attempt(cli, args, { env, cwd: import.meta.dirname })
}

const ours = `docker-image://${image}?container=${name}&volume=${name}&cleanup=false`
const unpack = ['call', 'unpack', '--name=tests', '--source=.']

test('a call starts an engine on the volume, and after a clean stop another is answered from it', async () => {
  const cold = await dagger(ours, ...unpack)
  expect(cold.stderr).toContain('.unpack DONE')
  await run('docker', ['stop', name])
  await run('docker', ['rm', name])
  const warm = await dagger(`${ours}&env=STANDIN_STOP_SECONDS=0`, ...unpack)
  expect(warm.stderr).toContain('.unpack CACHED')
  expect(warm.stdout).toBe(cold.stdout)
  const env = await run('docker', ['inspect', '--format', '{{.Config.Env}} {{.HostConfig.Binds}}', name])
  expect(env).toContain('STANDIN_STOP_SECONDS=0')
  expect(env).toContain(`[${name}:/var/lib/dagger]`)
})

test('an engine that was stopped is started again by the next call', async () => {
  await dagger(ours, ...unpack)
  await run('docker', ['stop', name])
  expect((await dagger(ours, ...unpack)).stderr).toContain('.unpack CACHED')
})

test('a pod is reached through kubectl, with the arguments that Dagger gives it', async () => {
  await dagger(ours, ...unpack)
  const { stderr } = await dagger(`kube-pod://${name}?namespace=dagger&container=engine`, ...unpack)
  expect(stderr).toContain('.unpack CACHED')
  const [first] = (await readFile(path.join(folder, 'kubectl'), 'utf8')).split('\n')
  expect(first).toBe(
    `--context= --namespace=dagger exec --container=engine -i ${name} -- buildctl dial-stdio`,
  )
})

test('files are uploaded that differ from the client’s mirror by size or time, and another client’s are all', async () => {
  const source = path.join(folder, 'source')
  const write = async (name: string, content: string, seconds?: number): Promise<void> => {
    await mkdir(path.join(source, name, '..'), { recursive: true })
    await writeFile(path.join(source, name), content)
    if (seconds !== undefined) await utimes(path.join(source, name), seconds, seconds)
  }
  const read = async (name: string) => {
    const call = ['call', 'read', `--source=${source}`, `--name=${name}`]
    const { stdout, stderr } = await dagger(ours, ...call)
    return [/filesync: \d+ of \d+/.exec(stderr)?.[0], stdout]
  }
  await write('a', 'first', 1000)
  await write('b/c', 'other', 1000)
  expect(await read('a')).toEqual(['filesync: 2 of 2', 'first'])
  const id = path.join(folder, '.local/state/dagger/stable_client_id')
  const made = await readFile(id, 'utf8')
  expect(made).toMatch(/^[0-9a-z]{25}$/)
  // The danger: nobody reads a file that looks the same.
  await write('a', 'again', 1000)
  expect(await read('a')).toEqual(['filesync: 0 of 2', 'first'])
  await write('a', 'again', 1001)
  expect(await read('a')).toEqual(['filesync: 1 of 2', 'again'])
  await rm(path.join(source, 'b'), { recursive: true })
  expect(await read('a')).toEqual(['filesync: 0 of 1', 'again'])
  expect((await read('b/c'))[1]).toBe('')
  // What is kept over the stop.
  await run('docker', ['stop', name])
  expect(await read('a')).toEqual(['filesync: 0 of 1', 'again'])
  await rm(id)
  expect(await read('a')).toEqual(['filesync: 1 of 1', 'again'])
  const mirrors = async (): Promise<number> => {
    const entries = await run('docker', ['exec', name, 'function', 'entries'])
    return entries.match(/ mirror:/g)?.length ?? 0
  }
  expect(await mirrors()).toBe(2)
  // An empty ID is one mirror an upload, which is then gone.
  await writeFile(id, '')
  expect(await read('a')).toEqual(['filesync: 1 of 1', 'again'])
  expect(await mirrors()).toBe(2)
})

test('words reach the engine as they are', async () => {
  await dagger(ours, 'call', 'cache-volume', '--name=log', `--text=a  "b" $(id) 'c' \\ * 100% é`)
  const { stdout } = await attempt('docker', [
    ...['exec', name, 'sh', '-c', 'cat /var/lib/dagger/worker/snapshots/snapshots/*/fs/log'],
  ])
  expect(stdout).toBe(`a  "b" $(id) 'c' \\ * 100% é\n`)
})

test('the exit code of a function that fails in the engine is the exit code of the call', async () => {
  const { exitCode, stderr } = await dagger(ours, 'call', 'sleep', '--seconds=never')
  expect(exitCode).toBe(1)
  expect(stderr).toContain('.sleep ERROR')
})
