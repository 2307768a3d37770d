import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { isFrom } from './release.ts'
import type { RunnerHost } from './runner-host.ts'

type ImageHost = Extract<RunnerHost, { kind: 'image' }>

/**
 * Ensures that the container of an image host runs: starts a container of its name, whatever its image, or creates one.
 * Removes other containers whose names begin with `dagger-engine-`, unless the host forbids it. The real CLI lists all
 * containers first, which is left out because tests start it often.
 *
 * @throws Error if docker fails
 */
export function provision(host: ImageHost): void {
  const started = docker(['start', host.container])
  if (started.status !== 0) {
    if (!started.stderr.includes('No such container'))
      throw new Error(`start engine: failed to start container: exit status ${started.status}`)
    create(host)
  }
  if (host.cleanup) removeOthers(host)
}

function removeOthers(host: ImageHost): void {
  const names = docker(['ps', '-a', '--format', '{{.Names}}']).stdout.split('\n')
  const others = names.filter((name) => name.startsWith('dagger-engine-') && name !== host.container)
  for (const name of others) docker(['rm', '-fv', name])
}

function create(host: ImageHost): void {
  if (docker(['image', 'inspect', host.image, '--format', '{{ .ID }}']).status !== 0) {
    const pulled = docker(['pull', host.image])
    if (pulled.status !== 0)
      throw new Error(`start engine: failed to pull image: exit status ${pulled.status}`)
  }
  const ran = docker(runArguments(host), { ...process.env, ...settings(host) })
  if (ran.status === 0 || / is already (in use|used)/.test(ran.stderr)) return
  throw new Error(`start engine: failed to run container: exit status ${ran.status}: ${ran.stderr.trim()}`)
}

function runArguments(host: ImageHost): readonly string[] {
  const state = '/var/lib/dagger'
  const config = join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'dagger')
  const volumes = [host.volume === '' ? state : `${host.volume}:${state}`]
  const engineConfig = join(config, 'engine.json')
  if (existsSync(engineConfig)) volumes.push(`${engineConfig}:/etc/dagger/engine.json`)
  const certificates = join(config, 'ca-certificates')
  if (existsSync(certificates)) volumes.push(`${certificates}:/usr/local/share/ca-certificates`)

  const token = process.env['DAGGER_CLOUD_TOKEN']
  const env = [
    ...host.env.map((entry) => entry.split('=')[0] ?? ''),
    ...(token ? ['DAGGER_CLOUD_TOKEN'] : []),
  ]
  return [
    ...['run', '--name', host.container, '-d'],
    // From 0.21, the image contains an init.
    ...(isFrom('0.21') ? [] : ['--init']),
    ...['--restart', 'always'],
    ...volumes.flatMap((volume) => ['-v', volume]),
    ...env.flatMap((name) => ['-e', name]),
    ...(host.port === 0 ? [] : ['-p', `${host.port}:${host.port}`]),
    '--privileged',
    ...(host.cpus === '' ? [] : ['--cpus', host.cpus]),
    ...(host.memory === '' ? [] : ['--memory', host.memory]),
    host.image,
    '--debug',
    ...(isFrom('0.21') ? ['--debugaddr', '127.0.0.1:6060'] : []),
    ...(host.port === 0 ? [] : ['--addr', `tcp://0.0.0.0:${host.port}`]),
  ]
}

/** Passes values to docker in its environment, so that no process list shows them. */
function settings(host: ImageHost): Record<string, string> {
  const pairs = host.env.map((entry) => /^([^=]*)=(.*)$/s.exec(entry)).filter((match) => match !== null)
  return Object.fromEntries(pairs.map((match) => [match[1] ?? '', match[2] ?? '']))
}

function docker(args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  const { status, stdout, stderr, error } = spawnSync('docker', args, { env, encoding: 'utf8' })
  if (error) throw new Error('start engine: driver for scheme "image" was not available')
  return { status, stdout, stderr }
}
