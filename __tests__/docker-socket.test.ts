import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Deadline, within } from '../src/deadline.ts'
import { daemonSocket } from '../src/docker-socket.ts'
import { containersOf, dockerMissing, inspectImage, inspectVolume } from '../src/docker.ts'

const before = { ...process.env }
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docker-socket-'))
})

afterEach(async () => {
  process.env = { ...before }
  await rm(folder, { recursive: true })
})

describe('the socket of the daemon', () => {
  test.each([
    { env: {}, config: '{}', socket: '/var/run/docker.sock' },
    {
      env: { DOCKER_HOST: 'unix:///run/user/1000/docker.sock' },
      config: '{}',
      socket: '/run/user/1000/docker.sock',
    },
    { env: { DOCKER_HOST: 'unix://' }, config: '{}', socket: undefined },
    { env: { DOCKER_HOST: 'tcp://127.0.0.1:2375' }, config: '{}', socket: undefined },
    { env: { DOCKER_HOST: 'ssh://host' }, config: '{}', socket: undefined },
    { env: { DOCKER_HOST: '' }, config: '{}', socket: '/var/run/docker.sock' },
    { env: { DOCKER_CONTEXT: 'default' }, config: '{}', socket: '/var/run/docker.sock' },
    { env: { DOCKER_CONTEXT: 'rootless' }, config: '{}', socket: undefined },
    { env: { DOCKER_HOST: 'unix:///a', DOCKER_CONTEXT: 'rootless' }, config: '{}', socket: '/a' },
    { env: {}, config: '{"currentContext":"rootless"}', socket: undefined },
    { env: { DOCKER_CONTEXT: 'default' }, config: '{"currentContext":"a"}', socket: '/var/run/docker.sock' },
    { env: {}, config: '{"currentContext":"default"}', socket: '/var/run/docker.sock' },
    { env: {}, config: '{"auths":{}}', socket: '/var/run/docker.sock' },
    { env: {}, config: 'not JSON', socket: '/var/run/docker.sock' },
  ])('is $socket with $env and the configuration file $config', async ({ env, config, socket }) => {
    await writeFile(join(folder, 'config.json'), config)
    expect(await daemonSocket({ DOCKER_CONFIG: folder, ...env })).toBe(socket)
  })
})

describe('a question to the daemon', () => {
  let server: Server | undefined
  const paths: string[] = []

  /** A daemon that gives each question this answer, or none. */
  async function daemon(status: number | undefined, content: unknown = {}): Promise<void> {
    server = createServer(({ url }, response) => {
      paths.push(url ?? '')
      if (status !== undefined) response.writeHead(status).end(JSON.stringify(content))
    })
    const socket = join(folder, 'docker.sock')
    await new Promise<void>((resolve) => server?.listen(socket, resolve))
    process.env['DOCKER_HOST'] = `unix://${socket}`
  }

  /** A `docker` that writes this. */
  async function command(output: string): Promise<void> {
    const programs = join(folder, 'programs')
    await mkdir(programs)
    await writeFile(join(programs, 'docker'), `#!/bin/sh\ncat <<'END'\n${output}\nEND\n`)
    await chmod(join(programs, 'docker'), 0o755)
    process.env['PATH'] = `${programs}:${process.env['PATH'] ?? ''}`
  }

  beforeEach(async () => {
    paths.length = 0
    await command('[{"Options":{"by":"command"},"Labels":null}]')
  })

  afterEach(() => {
    server?.closeAllConnections()
    server?.close()
    server = undefined
  })

  test('is asked on its socket, without a docker command', async () => {
    await daemon(200, { Options: null, Labels: { by: 'socket' } })
    expect(await inspectVolume('a-volume')).toEqual({ options: {}, labels: { by: 'socket' } })
    expect(paths).toEqual(['/volumes/a-volume'])
  })

  test('escapes all of a name but the slashes of an image', async () => {
    await daemon(404)
    expect(await inspectImage('registry.example/engine:v1?a=b#c')).toBeUndefined()
    expect(paths).toEqual(['/images/registry.example/engine%3Av1%3Fa%3Db%23c/json'])
  })

  test('returns the names of containers without their links', async () => {
    await daemon(200, [{ Names: ['/other/link', '/one'] }, { Names: ['/two'] }])
    expect(await containersOf('a-volume')).toEqual(['one', 'two'])
    expect(decodeURIComponent(paths[0] ?? '')).toBe(
      '/containers/json?all=true&filters={"volume":["a-volume"]}',
    )
  })

  test.each([500, 301, 403])('goes to the docker command if the daemon answers %s', async (status) => {
    await daemon(status)
    expect(await inspectVolume('a-volume')).toEqual({ options: { by: 'command' }, labels: {} })
  })

  test.each(['unix:///nowhere/docker.sock', 'tcp://127.0.0.1:1'])(
    'goes to the docker command if the daemon is at %s',
    async (address) => {
      process.env['DOCKER_HOST'] = address
      expect(await inspectVolume('a-volume')).toEqual({ options: { by: 'command' }, labels: {} })
    },
  )

  test('fails at the deadline if the daemon does not answer', async () => {
    await daemon(undefined)
    const asked = within(new Deadline(0.1), () => inspectVolume('a-volume'))
    await expect(asked).rejects.toThrow('the Docker daemon did not answer in time (GET /volumes/a-volume)')
  })

  test.each([200, 500])('is found to respond if it answers %s', async (status) => {
    await daemon(status)
    expect(await dockerMissing()).toBeUndefined()
    expect(paths).toEqual(['/version'])
  })

  test('is found not to respond if it does not answer in time', async () => {
    await daemon(undefined)
    expect(await within(new Deadline(0.1), dockerMissing)).toMatch(
      /^The Docker daemon does not respond: .+\.$/,
    )
  })

  test('does not replace a missing docker command, which is reported', async () => {
    await daemon(200)
    process.env['PATH'] = join(folder, 'no-programs')
    expect(await dockerMissing()).toBe('The docker command is not on the PATH.')
  })
})
