import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildCli } from '../../rig/dagger/build.ts'
import { buildEngineImage, engineImage } from '../../rig/engine/image.ts'
import { serveEngine } from '../../rig/engine/socket.ts'
import { networkOf } from '../../rig/machine/docker-daemon.ts'
import { startReleaseServer } from '../../rig/releases/server.ts'
import type { Job, StepResult } from '../../rig/runner/job.ts'
import { run } from '../../src/programs.ts'
import { actions, recordOf, storeFolder } from '../../rig/machine/machine.ts'
import { machineOfFile } from './machine-of-file.ts'

// The action run, and all in one, through their bundle, with engines in Docker.

const versions = ['0.21.8', '0.20.3', '1.0.0-beta.10'] as const
const runnerHostVariable = '_EXPERIMENTAL_DAGGER_RUNNER_HOST'
const volume = 'run-engine-test'

const machine = machineOfFile({ versions: [...versions] })
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'run-engine-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const echo = { version: '0.21.8', volume, call: 'echo --text=hi' }

function warnings({ annotations }: StepResult): readonly string[] {
  return annotations.map(({ level, message }) => `${level}: ${message}`)
}

async function inspect(container: string, format: string): Promise<string> {
  return (await run('docker', ['container', 'inspect', '--format', format, '--', container])).trim()
}

async function exists(kind: 'container' | 'volume', name: string): Promise<boolean> {
  const list = kind === 'container' ? ['ps', '--all', '--format', '{{.Names}}'] : ['volume', 'ls', '--quiet']
  return (await run('docker', list)).split('\n').includes(name)
}

/** A docker on the PATH that writes down its arguments and passes them on. */
async function watchedDocker(): Promise<{ programs: string; record: string }> {
  const docker = (await run('sh', ['-c', 'command -v docker'])).trim()
  const record = path.join(folder, 'docker-arguments')
  await writeFile(path.join(folder, 'docker'), `#!/bin/sh\necho "$*" >>${record}\nexec ${docker} "$@"\n`)
  await chmod(path.join(folder, 'docker'), 0o755)
  return { programs: folder, record }
}

/** A registry on the loopback of the Docker daemon's network, which is not the machine's. */
async function serveToDaemon(name: string): Promise<{ image: string; close: () => Promise<void> }> {
  const program = path.resolve(import.meta.dirname, '../../rig/registry/main.ts')
  const network = await networkOf(process.env['DOCKER_HOST'] ?? '')
  const [enter = '', ...args] = [
    ...(process.getuid?.() === 0 ? [] : ['sudo', '-n', '--preserve-env=DOCKER_HOST']),
    ...[
      'nsenter',
      `--net=${network}`,
      process.execPath,
      '--disable-warning=ExperimentalWarning',
      program,
      name,
    ],
  ]
  const server = spawn(enter, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(server, 'exit')
  const [image] = (await once(server.stdout, 'data')) as [Buffer]
  return {
    image: image.toString().trim(),
    close: async () => {
      server.stdin.end()
      await ended
    },
  }
}

/** Saves an image under the key k in a process of its own: what jest makes of errors is not what Node does. */
async function saveAsItIs(image: string, store: string): Promise<void> {
  const source = (file: string): string =>
    JSON.stringify(path.resolve(import.meta.dirname, '../../src', file))
  const script = `
    import { entryKey } from ${source('policy/keys.ts')}
    import { DirectoryStore } from ${source('store/directory.ts')}
    import { saveSnapshot } from ${source('snapshot/write-snapshot.ts')}
    await saveSnapshot({
      image: ${JSON.stringify(image)},
      store: new DirectoryStore(${JSON.stringify(store)}),
      entryKey: entryKey('k', { runId: '1', attempt: '1', random: 'x' }),
      engineVersion: '0.21.8',
      previous: undefined,
    })`
  const file = path.join(folder, 'save.mjs')
  await writeFile(file, script)
  await run(process.execPath, [file])
}

describe('the engine', () => {
  test('is started before the command, and later steps find it through PATH and environment', async () => {
    const job = await machine.newJob()
    const step = await job.uses(actions.run, { with: echo })
    expect(warnings(step)).toEqual([])
    expect(step.outputs).toMatchObject({ output: 'hi', 'engine-cache': 'cold' })
    expect(step.exports).toEqual({
      [runnerHostVariable]: `docker-image://${engineImage('0.21.8')}?container=warm-dagger-0.21.8&volume=${volume}&cleanup=false`,
    })
    const container = 'warm-dagger-0.21.8'
    expect(await inspect(container, '{{range .Mounts}}{{.Name}}:{{.Destination}} {{end}}')).toContain(
      `${volume}:/var/lib/dagger`,
    )
    expect(
      await inspect(container, '{{index .Config.Labels "warm-dagger"}}|{{.HostConfig.RestartPolicy.Name}}'),
    ).toBe('|no')
    expect(await inspect(container, '{{json .Config.Labels}}')).toContain('"warm-dagger"')
    expect(await inspect(container, '{{json .Args}}')).toContain(
      '"--debug","--debugaddr","127.0.0.1:6060","--oci-cni-pool-size=4"]',
    )

    const before = await inspect(container, '{{.Id}} {{.State.StartedAt}}')
    const later = await job.run('dagger', ['call', 'cache-volume', '--text=a'])
    expect(later).toMatchObject({ outcome: 'success' })
    const again = await job.uses(actions.run, { with: { ...echo, call: 'cache-volume --text=b' } })
    expect(again.outputs['output']).toBe('2\n')
    expect(await inspect(container, '{{.Id}} {{.State.StartedAt}}')).toBe(before)
    expect((await run('docker', ['ps', '--all', '--filter', 'name=dagger-engine-', '--quiet'])).trim()).toBe(
      '',
    )
  })

  test('is reached through its socket by calls and by queries of the action, and else through Docker', async () => {
    const record = path.join(folder, 'calls')
    const job = await machine.newJob({ env: { STANDIN_DAGGER_RECORD: record } })
    const call = 'cache-volume --text=a'
    await job.uses(actions.allInOne, { with: { ...echo, call, 'volume-size': '1GiB' } })
    // `run` starts programs that may outlive it.
    await job.uses(actions.run, { with: { ...echo, call: '', verb: 'run', args: 'true' } })
    await job.finish()
    const socket = `unix://${path.join(job.temp, 'warm-dagger/engine/engine.sock')}`
    const calls = (await readFile(record, 'utf8')).trim().split('\n')
    const hosts = calls.flatMap((line) => {
      const { argv = [], runnerHost = '' } = JSON.parse(line) as { argv?: string[]; runnerHost?: string }
      const verb = argv.find((word) => ['call', 'run', 'query'].includes(word))
      return verb === undefined ? [] : [[verb, runnerHost]]
    })
    expect(hosts).toEqual([
      ['call', socket],
      ['run', expect.stringMatching(/^docker-image:/)],
      ['query', socket],
      ['query', socket],
    ])
  })

  test('is reached through Docker where this machine does not have its folders', async () => {
    const record = path.join(folder, 'calls')
    const docker = (await run('sh', ['-c', 'command -v docker'])).trim()
    const elsewhere = path.join(folder, 'elsewhere')
    // As if the daemon had created another folder.
    const script = `#!/bin/sh\nfor a; do shift; case "$a" in *:/run/warm-dagger) a=${elsewhere}:/run/warm-dagger ;; esac; set -- "$@" "$a"; done\nexec ${docker} "$@"\n`
    await writeFile(path.join(folder, 'docker'), script, { mode: 0o755 })
    const job = await machine.newJob({ programs: folder, env: { STANDIN_DAGGER_RECORD: record } })
    const step = await job.uses(actions.allInOne, { with: { ...echo, 'volume-size': '1GiB' } })
    expect(step.outputs).toMatchObject({ output: 'hi', 'engine-cache': 'cold' })
    expect(existsSync(path.join(elsewhere, 'engine.sock'))).toBe(true)
    expect((await job.finish()).at(-1)?.log).toContain('Saved')
    expect(await readFile(record, 'utf8')).toContain('"runnerHost":"docker-image://')
    expect(await readFile(record, 'utf8')).not.toContain('"runnerHost":"unix://')
  })

  test('starts while the CLI is still being downloaded', async () => {
    const cli = await buildCli('0.21.8', path.join(folder, 'cli/dagger'))
    const releases = await startReleaseServer({ releases: { '0.21.8': cli } })
    let running = false
    // The archive is not sent before the engine runs: were it started after the install, it never would.
    releases.injectFaults((file) => {
      const look = ['container', 'inspect', '--format', '{{.State.Running}}', 'warm-dagger-0.21.8']
      for (let n = 0; n < 200 && !running && file.endsWith('.tar.gz'); n++) {
        running = spawnSync('docker', look, { encoding: 'utf8' }).stdout.trim() === 'true'
      }
      return undefined
    })
    try {
      const env = { WARM_DAGGER_DOWNLOAD_URL: releases.url, PATH: process.env['PATH'] ?? '' }
      const step = await (await machine.newJob({ env })).uses(actions.run, { with: echo })
      expect(step.outputs['output']).toBe('hi')
      expect(running).toBe(true)
    } finally {
      await releases.close()
    }
  })

  test('is pulled while its volume is made', async () => {
    const registry = await serveToDaemon(engineImage('0.21.8'))
    // Neither of the two goes on before the other has begun: were they one after the other, none would meet another.
    const docker = (await run('sh', ['-c', 'command -v docker'])).trim()
    const [meeting, met] = [path.join(folder, 'meeting'), path.join(folder, 'met')]
    await run('mkfifo', [meeting])
    const shim = [
      '#!/bin/sh',
      `[ "$1" = pull ] && timeout 20 sh -c 'echo >${meeting}' && echo pull >>${met}`,
      `[ "$1 $2" = 'volume create' ] && timeout 20 cat ${meeting} && echo volume >>${met}`,
      `exec ${docker} "$@"\n`,
    ]
    await writeFile(path.join(folder, 'docker'), shim.join('\n'), { mode: 0o755 })
    try {
      const job = await machine.newJob({ programs: folder })
      const step = await job.uses(actions.allInOne, {
        with: { ...echo, 'cache-dir': path.join(folder, 'store'), 'engine-image': registry.image },
      })
      expect(warnings(step)).toEqual([])
      expect(step.outputs).toMatchObject({ output: 'hi', 'engine-cache': 'cold' })
      expect((await readFile(met, 'utf8')).trim().split('\n').toSorted()).toEqual(['pull', 'volume'])
      expect(step.log).toMatch(/^Ready after .*engine image .*engine start .*\.$/m)
    } finally {
      await registry.close()
      await run('docker', ['image', 'rm', '--force', registry.image])
    }
  })

  test('that cannot be pulled is reported once, when it starts', async () => {
    const step = await (
      await machine.newJob()
    ).uses(actions.run, { with: { ...echo, 'engine-image': '127.0.0.1:1/engine:none' } })
    const [problem, ...others] = warnings(step).filter((line) => line.startsWith('warning: The engine could'))
    expect(problem).toContain('127.0.0.1:1')
    expect(others).toEqual([])
  })

  test('gets the certificates, the configuration and, only in the environment, the Cloud token', async () => {
    const { programs, record } = await watchedDocker()
    const job = await machine.newJob({ programs })
    const config = path.join(job.home, '.config/dagger')
    await mkdir(path.join(config, 'ca-certificates'), { recursive: true })
    await writeFile(path.join(config, 'engine.json'), '{"logLevel":"debug"}')
    const step = await job.uses(actions.run, { with: { ...echo, 'cloud-token': 'dag_acme_nothing' } })
    expect(step.outputs['output']).toBe('hi')
    expect(await readFile(record, 'utf8')).toContain('--env DAGGER_CLOUD_TOKEN --privileged')
    expect(await readFile(record, 'utf8')).not.toContain('dag_acme_nothing')
    const container = 'warm-dagger-0.21.8'
    expect(await inspect(container, '{{json .Config.Env}}')).toContain('DAGGER_CLOUD_TOKEN=dag_acme_nothing')
    const mounts = await inspect(container, '{{range .Mounts}}{{.Source}}:{{.Destination}}\n{{end}}')
    expect(mounts).toContain(`${config}/engine.json:/etc/dagger/engine.json`)
    expect(mounts).toContain(`${config}/ca-certificates:/usr/local/share/ca-certificates`)
  })

  test('uses the image that engine-image names', async () => {
    const image = await buildEngineImage('0.21.8', { tag: 'run-engine-test/engine:mine' })
    const step = await (
      await machine.newJob()
    ).uses(actions.run, { with: { ...echo, 'engine-image': image } })
    expect(step.outputs['output']).toBe('hi')
    expect(await inspect('warm-dagger-0.21.8', '{{.Config.Image}}')).toBe(image)
    await run('docker', ['image', 'rm', image])
  })

  test('of the newest build uses the image with the tag main', async () => {
    const image = await buildEngineImage('1.0.0-beta.10', { tag: 'registry.dagger.io/engine:main' })
    const cli = await buildCli('1.0.1-260820101010-0123456789ab', path.join(folder, 'cli/dagger'))
    const releases = await startReleaseServer({ commits: { head: cli } })
    try {
      const env = { WARM_DAGGER_DOWNLOAD_URL: releases.url, PATH: process.env['PATH'] ?? '' }
      const job = await machine.newJob({ env })
      const step = await job.uses(actions.run, { with: { ...echo, version: '', commit: 'head' } })
      expect(step.outputs).toMatchObject({ output: 'hi', version: 'head' })
      expect(await inspect('warm-dagger-head', '{{.Config.Image}}')).toBe(image)
    } finally {
      await releases.close()
    }
  })

  test('that the action cannot start is started by the CLI, with a warning', async () => {
    const step = await (
      await machine.newJob({ env: { STANDIN_DAGGER_CONNECT_MS: '1' } })
    ).uses(actions.run, { with: { ...echo, 'engine-image': 'run-engine-test/none:v1' } })
    expect(step.outcome).toBe('failure')
    expect(warnings(step)[0]).toMatch(/^warning: The engine could not be started, so the CLI will try/)
    expect(warnings(step).at(-1)).toBe('error: dagger failed with exit code 1.')
  })

  test.each([
    ['in a job without a volume of ours', false],
    ['in a job with one, which stays as it is', true],
  ])('is not made of a container that is not ours, whatever its name, %s', async (_name, restores) => {
    const name = 'warm-dagger-0.21.8'
    await run('docker', ['run', '--detach', '--name', name, '--privileged', engineImage('0.21.8'), '--debug'])
    try {
      const id = await inspect(name, '{{.Id}}')
      const job = await machine.newJob()
      const store = { 'volume-size': '1GiB', 'cache-dir': path.join(folder, 'store') }
      if (restores) await job.uses(actions.restore, { with: { version: '0.21.8', volume, ...store } })
      const step = await job.uses(actions.run, { with: { version: '0.21.8', volume } })
      expect(warnings(step)).toEqual([expect.stringContaining('that this action did not create')])
      expect(step.exports).toEqual({})
      expect(await inspect(name, '{{.Id}}')).toBe(id)
      expect((await recordOf(job))?.volume !== undefined).toBe(restores)
      expect(await exists('volume', volume)).toBe(restores)
    } finally {
      await run('docker', ['rm', '--force', '--volumes', name])
    }
  })
})

describe('an engine that this action did not start', () => {
  test('is used as it is: no volume is created, and restore and save log why', async () => {
    const socket = await serveEngine(path.join(folder, 'engine.sock'), path.join(folder, 'state'))
    try {
      const job = await machine.newJob({ env: { [runnerHostVariable]: socket.runnerHost } })
      const step = await job.uses(actions.allInOne, { with: echo })
      const [post] = await job.finish()
      expect(step.outputs).toMatchObject({ output: 'hi', 'cache-hit': '', 'engine-cache': 'unknown' })
      expect(step.exports).toEqual({})
      const why = `The engine is at ${socket.runnerHost}, which this action did not set, and keeps its own state.`
      expect(step.log).toContain(`${why} Nothing is restored and nothing will be saved.`)
      expect(post?.log).toContain(`Nothing is saved. ${why}`)
      expect(await exists('volume', volume)).toBe(false)
      expect(await exists('container', 'warm-dagger-0.21.8')).toBe(false)
    } finally {
      await socket.close()
    }
  })

  test.each([
    ['in a pod', 'kube-pod://run-engine-test?namespace=dagger&context=&container=engine'],
    ['in a container', 'docker-container://run-engine-test'],
  ])('%s is followed by version: auto, whatever the module needs', async (_name, address) => {
    const name = 'run-engine-test'
    await run('docker', ['run', '--detach', '--name', name, '--privileged', engineImage('0.20.3'), '--debug'])
    try {
      const job = await machine.newJob({
        dagger: '0.20.3',
        programs: path.resolve(import.meta.dirname, '../../rig/engine'),
        files: { 'dagger.json': '{"name":"ci","engineVersion":"v0.21.8"}' },
        env: { [runnerHostVariable]: address },
      })
      const step = await job.uses(actions.allInOne, { with: { ...echo, version: 'auto' } })
      expect(warnings(step)).toEqual([])
      expect(step.outputs).toMatchObject({ output: 'hi', version: '0.20.3', 'engine-cache': 'unknown' })
      expect(step.log).toContain('Dagger 0.20.3, the version of the engine that is already running.')
    } finally {
      await run('docker', ['rm', '--force', '--volumes', name])
    }
  })

  test('that only one step names is used in that step, and ours in the others', async () => {
    const socket = await serveEngine(path.join(folder, 'engine.sock'), path.join(folder, 'state'))
    try {
      const job = await machine.newJob()
      await job.uses(actions.run, { with: echo })
      const env = { [runnerHostVariable]: socket.runnerHost }
      const step = await job.uses(actions.run, { with: echo, env })
      expect(step.log).toContain(`The engine is at ${socket.runnerHost}, which this action did not set`)
      expect(socket.calls).toEqual([['echo']])
      const third = await job.uses(actions.run, { with: echo })
      expect(third.outputs['output']).toBe('hi')
      expect(socket.calls).toEqual([['echo']])
    } finally {
      await socket.close()
    }
  })

  test('in Dagger Cloud, requested with --cloud, needs no engine on the machine', async () => {
    const job = await machine.newJob()
    const step = await job.uses(actions.allInOne, {
      with: { ...echo, 'dagger-flags': '--cloud --progress plain' },
    })
    const [post] = await job.finish()
    expect(step.outputs).toMatchObject({ output: 'hi', 'engine-cache': 'unknown' })
    expect(step.log).toContain('The engine is in Dagger Cloud, which keeps its state. Nothing is restored')
    expect(post?.log).toContain('Nothing is saved. The engine is in Dagger Cloud')
    expect(await exists('container', 'warm-dagger-0.21.8')).toBe(false)
  })
})

describe('engine-cache', () => {
  const inputs = { ...echo, key: 'k', save: 'always', 'enable-github-summary': 'true' }

  /** A job that restores, runs and, if `save` is as above, saves; a machine of its own. */
  async function cycle(more: Readonly<Record<string, string>>): Promise<{ job: Job; step: StepResult }> {
    const version = more['version'] ?? '0.21.8'
    const job = await machine.newJob({ dagger: version })
    const store = path.join(folder, 'store')
    const step = await job.uses(actions.allInOne, { with: { ...inputs, 'cache-dir': store, ...more } })
    return { job, step }
  }

  async function tells(step: StepResult, verdict: string): Promise<void> {
    expect(step.outputs['engine-cache']).toBe(verdict)
    expect(step.log).toContain(`The engine's cache: ${verdict}.`)
    expect(step.summary).toContain(`Its cache: \`${verdict}\`.`)
    await machine.forgetMachine()
  }

  test('is cold if nothing was stored, and warm if the state was accepted', async () => {
    const { job, step } = await cycle({ call: 'cache-volume --text=a' })
    const [post] = await job.finish()
    expect(post?.log).toContain('Saved ')
    expect(step.summary).toContain('### Dagger cache: miss')
    expect(post?.summary).toMatch(
      /^### Where the time went\n\nWithout a restored state, the command took \d+\.\d s\.\n\n```mermaid\n/,
    )
    expect(post?.summary).toMatch(/ command \d+\.\d s : active, /)
    expect(post?.summary).toMatch(
      /\n### Dagger cache: saved\n\nInput save is always\.\n\n\| New or changed \| \d/,
    )
    expect(step.log).toContain('No state is stored for the key k or its restore keys.')
    expect(step.log.match(/The engine starts cold\./g)).toHaveLength(1)
    expect(step.summary).toContain('This branch cannot read any state: none was saved yet')
    await tells(step, 'cold')
    const missed = await cycle({ key: 'another', save: 'never' })
    expect(missed.step.log).toContain('The newest state that this branch can read has another key: k.')
    await tells(missed.step, 'cold')
    const second = await cycle({ call: 'cache-volume --text=b', save: 'never' })
    expect(second.step.outputs).toMatchObject({ output: '2\n', 'cache-hit': 'true' })
    expect(second.step.summary).toMatch(
      /^### Dagger cache: hit\n[^]*\n\| Saved \| \d+ min before this job \(/,
    )
    const [unsaved] = await second.job.finish()
    expect(unsaved?.summary).toMatch(
      /\. Without a restored state, the same command took \d+\.\d s on \d{4}-\d\d-\d\d; its flag values may have been different\.\n\n```mermaid\n/,
    )
    expect(unsaved?.summary).toContain('\n### Dagger cache: not saved\n\nInput save is never.\n')
    await tells(second.step, 'warm')
  })

  test('of a state that several versions used one after the other', async () => {
    const series = [
      ['0.20.3', 'cold'],
      // It tells nothing.
      ['0.20.3', 'unknown'],
      // It does not find a state of 0.20.
      ['0.21.8', 'discarded:written_by_0.20.3'],
      // From here on the state is one of both.
      ['0.20.3', 'unknown'],
      ['0.21.8', 'warm'],
      ['1.0.0-beta.10', 'discarded:dagql_schema_mismatch'],
      // 1.0 emptied it for 0.20, too.
      ['0.20.3', 'discarded:written_by_1.0.0-beta.10'],
    ] as const
    for (const [at, [version, verdict]] of series.entries()) {
      const { job, step } = await cycle({ version, call: 'cache-volume --text=a' })
      expect(step.outputs['cache-hit']).toBe(at === 0 ? '' : 'true')
      const problem = `warning: The engine did not accept the restored state (${verdict}) and started cold.`
      expect(warnings(step)).toEqual(verdict.startsWith('discarded') ? [problem] : [])
      if (at < series.length - 1) expect((await job.finish())[0]?.log).toContain('Saved ')
      await tells(step, verdict)
    }
  })

  test('of an engine that exited during the job does not count against the restored state', async () => {
    const { job } = await cycle({ call: 'cache-volume --text=a' })
    await job.finish()
    await machine.forgetMachine()
    const { job: next, step } = await cycle({ save: 'never' })
    expect(step.outputs['engine-cache']).toBe('warm')
    await run('docker', ['kill', (await recordOf(next))?.container ?? ''])
    const after = await next.uses(actions.run, { with: echo })
    expect(after.outputs).toMatchObject({ output: 'hi', 'engine-cache': 'discarded:dagql_unclean_shutdown' })
    expect(warnings(after)).toEqual([
      'warning: The engine exited during the job and was started again: its cache was lost (discarded:dagql_unclean_shutdown).',
    ])
  })

  test('of a state whose engine was killed is discarded, with the reason', async () => {
    const { job } = await cycle({ save: 'never' })
    const { container = '', volume: disk } = (await recordOf(job)) ?? {}
    await run('docker', ['kill', container])
    // The action refuses to save this state, so that it takes a hand.
    await saveAsItIs(disk?.image ?? '', storeFolder(path.join(folder, 'store')))
    await machine.forgetMachine()
    const { step } = await cycle({ save: 'never' })
    await tells(step, 'discarded:dagql_unclean_shutdown')
  })

  test('of a volume that existed before the job is unknown', async () => {
    await run('docker', ['volume', 'create', volume])
    const { job, step } = await cycle({})
    expect(step.log).toContain(
      `The Docker volume ${volume} already exists and was not created by this action. It is used as it is.`,
    )
    expect(step.outputs['engine-cache']).toBe('unknown')
    const again = await job.uses(actions.run, { with: echo })
    expect(again.outputs['engine-cache']).toBe('unknown')
    await tells(step, 'unknown')
  })
})
