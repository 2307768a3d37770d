import { readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../../src/programs.ts'

/** What a job left on a machine, one line each. */
export type Traces = ReadonlySet<string>

/** The places in which a run's jobs can leave something. Other programs may attach and mount anything elsewhere. */
export interface Places {
  /** The run's folder. Everything that its jobs attach or mount is below it. */
  readonly folder: string
  readonly temp: string
  readonly toolCache: string
}

/**
 * Loop devices of images below the folder, mounts of them or below it, processes that work there, files of the action,
 * and the daemon's containers and volumes.
 *
 * @param dockerHost '' for the campaign's own daemon
 */
export async function tracesOn({ folder, temp, toolCache }: Places, dockerHost: string): Promise<Traces> {
  const env = dockerHost === '' ? {} : { env: { DOCKER_HOST: dockerHost } }
  const listed = async (...args: readonly string[]) => (await run('docker', args, env)).trim().split('\n')
  const images = await imagesBelow(folder)
  const traces = [
    ...images.map(([device, image]) => `${device} ${image}`),
    ...(await mounts(folder, new Set(images.map(([device]) => device)))),
    ...(await processesIn(folder)),
    ...(await listed('ps', '--all', '--format', 'container {{.Names}}')),
    ...(await listed('volume', 'ls', '--format', 'volume {{.Name}}')),
    ...(await filesBelow(join(temp, 'warm-dagger'))),
    ...(await filesBelow(join(toolCache, 'warm-dagger'))),
  ]
  return new Set(traces.filter((line) => line !== ''))
}

async function imagesBelow(folder: string): Promise<(readonly [device: string, image: string])[]> {
  const names = (await readdir('/sys/block')).filter((name) => name.startsWith('loop'))
  const images = await Promise.all(
    names.map(async (name) => {
      const image = await readFile(`/sys/block/${name}/loop/backing_file`, 'utf8').catch(() => '')
      return [`/dev/${name}`, image.trimEnd()] as const
    }),
  )
  return images.filter(([, image]) => image.startsWith(`${folder}/`))
}

async function mounts(folder: string, devices: ReadonlySet<string>): Promise<string[]> {
  const table = await readFile('/proc/self/mountinfo', 'utf8')
  return table.split('\n').flatMap((line) => {
    // "… place options … - type source …"
    const [before = '', after = ''] = line.split(' - ')
    const place = before.split(' ')[4] ?? ''
    return place.startsWith(`${folder}/`) || devices.has(after.split(' ')[1] ?? '') ? [`mount ${place}`] : []
  })
}

/** Processes whose working directory is below the folder, such as those that serve a volume. */
async function processesIn(folder: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const places = await Promise.all(
    pids.map(async (pid) => [pid, await readlink(`/proc/${pid}/cwd`).catch(() => '')] as const),
  )
  return places.flatMap(([pid, place]) =>
    place.startsWith(`${folder}/`) ? [`process ${pid} in ${place}`] : [],
  )
}

/** Files to ignore: records, which the runner removes, and states that the machine keeps. */
const expected = /^([^/]+|_kept\/.*)$/

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .filter((file) => !expected.test(file))
    .map((file) => `file ${join(folder, file)}`)
}
