import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { attemptAsRoot, runAsRoot } from '../privileged.ts'
import { readMounts } from './mount-table.ts'

/**
 * The file in the folder of an image that a process of ours serves over FUSE. It represents the whole image, of which
 * only some chunks are on this machine.
 */
export function servedPath(image: string): string {
  return join(dirname(image), 'served')
}

/** Name of the file, in the folder of the image, with the record of the process that serves it. */
export const serverRecordName = 'server.json'

function recordPath(image: string): string {
  return join(dirname(image), serverRecordName)
}

/** Identifies a process, even if its number is reused later. */
interface ProcessIdentity {
  readonly pid: number
  /** Clock ticks since the machine started. */
  readonly startedAt: string
}

/** Records this process as the one that serves an image. */
export async function recordServer(image: string): Promise<void> {
  const { startedAt } = (await statOf(process.pid)) ?? { startedAt: '' }
  const record: ProcessIdentity = { pid: process.pid, startedAt }
  await writeFile(recordPath(image), JSON.stringify(record), { mode: 0o600 })
}

/** @returns the process that serves an image, and its state as in ps(1); undefined if there is none */
export async function findServer(image: string): Promise<{ pid: number; state: string } | undefined> {
  try {
    const record = JSON.parse(await readFile(recordPath(image), 'utf8')) as ProcessIdentity
    const now = await statOf(record.pid)
    const isIt = now?.startedAt === record.startedAt && now.state !== 'Z' && now.state !== 'X'
    return isIt ? { pid: record.pid, state: now.state } : undefined
  } catch {
    return undefined
  }
}

/** Fields 3 and 22 of proc_pid_stat(5). */
async function statOf(pid: number): Promise<{ state: string; startedAt: string } | undefined> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The second field is a name in parentheses, which may contain blanks and parentheses.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  const [state, startedAt] = [fields[0], fields[19]]
  return state && startedAt !== undefined ? { state, startedAt } : undefined
}

/** Kills the process that serves an image: all who use the file get errors from then on. */
async function killServer(image: string): Promise<void> {
  const server = await findServer(image)
  if (!server) return
  try {
    process.kill(server.pid, 'SIGKILL')
  } catch {
    // It has ended in the meantime.
  }
  // One that waits for a disk does not end, so whatever waits for its answers would wait as well.
  if (!(await serverEnds(image))) await abortConnection(image)
}

/** Ends a server that was suspended or has no record, because an unmount could wait for it forever. */
export async function killStuckServer(image: string): Promise<void> {
  const server = await findServer(image)
  if (server?.state === 'T' || server?.state === 't') await killServer(image)
  if (!server) await abortConnection(image)
}

/**
 * Ends the connection between the kernel and the process that serves an image, whatever that process does: all
 * requests fail from then on (Linux, Documentation/filesystems/fuse.rst, "Interrupting filesystem operations"). Does
 * nothing where the kernel's filesystem of connections is not mounted.
 */
export async function abortConnection(image: string): Promise<void> {
  const device = await deviceMountedAt(servedPath(image))
  const file = `/sys/fs/fuse/connections/${device?.split(':')[1] ?? ''}/abort`
  if (device !== undefined && existsSync(file)) await attemptAsRoot('tee', [file], { input: '1' })
}

/** Waits up to five seconds. @returns whether it has ended */
async function serverEnds(image: string): Promise<boolean> {
  for (let waited = 0; waited < 5000; waited += 20) {
    if (!(await findServer(image))) return true
    await setTimeout(20)
  }
  return false
}

/**
 * Unmounts the served file, if it is mounted, which ends the process that serves it.
 *
 * @throws CommandError if it may still be mounted
 */
export async function endServing(image: string): Promise<void> {
  const served = servedPath(image)
  // A loop device that udev has open releases its file a little later.
  for (let tries = 0; tries < 30 && (await isMountPoint(served)); tries++) {
    if ((await attemptAsRoot('umount', unmountArguments(served))).exitCode !== 0) await setTimeout(100)
  }
  if (!(await isMountPoint(served))) await serverEnds(image)
  await killServer(image)
  if (await isMountPoint(served)) await abortConnection(image)
  if (await isMountPoint(served)) await runAsRoot('umount', ['--lazy', ...unmountArguments(served)])
}

/** Options without which umount would access the file, and wait forever for a process that does not answer. */
function unmountArguments(served: string): string[] {
  return ['--internal-only', '--no-canonicalize', '--', served]
}

async function isMountPoint(path: string): Promise<boolean> {
  return (await deviceMountedAt(path)) !== undefined
}

/** @returns major and minor number of the mounted filesystem */
async function deviceMountedAt(path: string): Promise<string | undefined> {
  return (await readMounts()).findLast(({ mountPoint }) => mountPoint === path)?.device
}
