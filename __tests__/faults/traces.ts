import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../../src/command.ts'

/** What a job may leave on a machine: a line each. */
export type Traces = ReadonlySet<string>

/**
 * Loop devices, mounts, containers and volumes of the whole machine, and files of ours.
 *
 * @param dockerHost '' for the machine's own daemon
 */
export async function tracesOn(
  { temp, toolCache }: { readonly temp: string; readonly toolCache: string },
  dockerHost: string,
): Promise<Traces> {
  const env = dockerHost === '' ? {} : { env: { DOCKER_HOST: dockerHost } }
  const listed = async (...args: readonly string[]) => (await run('docker', args, env)).trim().split('\n')
  const traces = [
    ...(await loops()),
    ...(await mounts()),
    ...(await listed('ps', '--all', '--format', 'container {{.Names}}')),
    ...(await listed('volume', 'ls', '--format', 'volume {{.Name}}')),
    ...(await filesBelow(join(temp, 'warm-dagger'))),
    ...(await filesBelow(join(toolCache, 'warm-dagger'))),
  ]
  return new Set(traces.filter((line) => line !== ''))
}

async function loops(): Promise<string[]> {
  const names = (await readdir('/sys/block')).filter((name) => name.startsWith('loop'))
  const lines = await Promise.all(
    names.map((name) =>
      readFile(`/sys/block/${name}/loop/backing_file`, 'utf8').then(
        (file) => `/dev/${name} ${file.trimEnd()}`,
        () => '',
      ),
    ),
  )
  return lines
}

async function mounts(): Promise<string[]> {
  const table = await readFile('/proc/self/mountinfo', 'utf8')
  return table.split('\n').map((line) => `mount ${line.split(' ')[4] ?? ''}`)
}

/** What the steps of one job tell each other, in no folder, is the runner's to remove; and what is kept is to stay. */
const expected = /^([^/]+|_kept\/.*)$/

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .filter((file) => !expected.test(file))
    .map((file) => `file ${join(folder, file)}`)
}
