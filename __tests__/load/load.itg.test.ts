import { expect, test } from '@jest/globals'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../../src/programs.ts'
import { growthOf } from '../../rig/load/growth.ts'
import { runLoad } from '../../rig/load/load.ts'

// `script/load` runs hundreds of jobs.

/** What the program could leave: in its folders for temporary files, in its Docker daemon, and of its images. */
async function traces(): Promise<readonly string[]> {
  const ours = join(tmpdir(), 'load-')
  const loops = (await readdir('/sys/block')).filter((name) => name.startsWith('loop'))
  const files = loops.map((name) => readFile(`/sys/block/${name}/loop/backing_file`, 'utf8').catch(() => ''))
  const mounts = (await readFile('/proc/self/mounts', 'utf8')).split('\n')
  const folders = (await readdir(tmpdir())).map((name) => join(tmpdir(), name))
  const lists = [
    ['ps', '--all', '--format', '{{.Names}}'],
    ['volume', 'ls', '--format', '{{.Name}}'],
  ]
  const docker = await Promise.all(lists.map(async (list) => (await run('docker', list)).trim().split('\n')))
  return [
    ...[...(await Promise.all(files)), ...mounts, ...folders].filter((line) => line.includes(ours)),
    ...docker.flat().filter(Boolean),
  ]
}

const small = { bytes: 4e6, entries: 500 }
/** So large that it is fetched on demand. */
const large = { bytes: 300e6, entries: 500 }

test.each([
  [4, 'all', small],
  [4, 'on-demand', large],
] as const)(
  '%i jobs on two runners that fetch %s all save, leave nothing behind, and use no more from job to job',
  async (jobs, fetch, state) => {
    const before = await traces()
    const reports = await runLoad({ jobs, atOnce: 2, fetch, state })
    expect(reports.flatMap(({ problems }) => problems)).toEqual([])
    expect(reports.flatMap(({ leftBehind }) => leftBehind)).toEqual([])
    expect(reports).toHaveLength(jobs)
    expect(new Set(reports.map(({ runner }) => runner)).size).toBe(2)
    expect(growthOf(reports).filter(({ grew }) => grew)).toEqual([])
    // Of each bundle something was seen.
    const seen = new Set(reports.flatMap(({ processes }) => [...processes.keys()]))
    expect(seen).toEqual(new Set(['main', 'post', ...(fetch === 'all' ? [] : ['volume'])]))
    expect(await traces()).toEqual(before)
  },
)
