import { readFile } from 'node:fs/promises'
import { attemptAsRoot, runAsRoot } from '../privileged.ts'

/**
 * Maximum size of a loop device's requests in KiB: one block of the host's filesystem, which is written completely
 * or not at all.
 */
const largestRequest = '4'

/**
 * Attaches an image to a free loop device with small requests, so that no write is lost silently. A request that only
 * partly fits on the host's disk would count as done (Linux 6.18, drivers/block/loop.c, lo_complete_rq; also observed).
 *
 * @returns the device's path, such as /dev/loop3
 */
export async function attach(image: string): Promise<string> {
  const device = await attachFree(image)
  const refusal = await setLargestRequest(device, largestRequest)
  await declareRotational(device)
  if (refusal === undefined) return device
  await detach(device)
  throw new Error(
    `the kernel's requests to ${device} could not be limited to ${largestRequest} KiB: ${refusal}`,
  )
}

/**
 * Attaches a file that a process of ours serves, with direct I/O: with a second cache above the file, all access
 * would take two to three times as long. Requests may be large, because the process reports each partial write.
 *
 * @returns the device's path
 */
export async function attachServed(file: string): Promise<string> {
  const device = await attachFree(file, '--direct-io=on')
  const isDirect = await readSetting(device, 'loop/dio')
  await declareRotational(device)
  if (isDirect === '1') return device
  await detach(device)
  throw new Error(`the kernel refuses direct I/O for ${device}`)
}

/**
 * Attaches an image that is discarded with the machine, so a lost write does no harm.
 *
 * @returns the device's path
 */
export async function attachDisposable(image: string): Promise<string> {
  return await attachFree(image)
}

async function attachFree(file: string, ...options: readonly string[]): Promise<string> {
  const device = (await runAsRoot('losetup', ['--find', '--show', '--nooverlap', ...options, file])).trim()
  if (!/^\/dev\/loop\d+$/.test(device)) throw new Error(`losetup answered "${device}", not a loop device`)
  await allowLargeRequests(device)
  return device
}

/** Detaches a loop device. Succeeds if it is already detached. */
export async function detach(device: string): Promise<void> {
  if ((await backingFile(device)) === undefined) return
  await allowLargeRequests(device)
  await runAsRoot('losetup', ['--detach', device])
}

/**
 * Lifts our limit. It outlives an attachment, so the number's next user would have it: after a job that was killed, that
 * is a job of ours.
 */
async function allowLargeRequests(device: string): Promise<void> {
  if ((await readSetting(device, 'queue/max_sectors_kb')) !== largestRequest) return
  await setLargestRequest(device, await readSetting(device, 'queue/max_hw_sectors_kb'))
}

/**
 * @param size KiB
 * @returns why the limit could not be set; undefined if it was set
 */
async function setLargestRequest(device: string, size: string): Promise<string | undefined> {
  const set = await attemptAsRoot('tee', [`${sysfsOf(device)}/queue/max_sectors_kb`], { input: size })
  return set.exitCode === 0 ? undefined : set.stderr.trim()
}

/**
 * Makes ext4 place small files together, as on a rotating disk. On other disks, ext4 fills gaps between files, and a
 * save stores the whole chunk around each gap: 7 to 14 MB instead of 3 to 5 after a command that changed nothing in a
 * tree of 150 MB. By default, a device on a FUSE file is not rotational. If this fails, the only effect is larger
 * saves.
 *
 * Source: Linux 6.18, fs/ext4/mballoc.c, ext4_mb_init (s_mb_max_linear_groups); drivers/block/loop.c, which sets the
 * default each time that a file is attached.
 */
async function declareRotational(device: string): Promise<void> {
  if ((await readSetting(device, 'queue/rotational')) === '1') return
  await attemptAsRoot('tee', [`${sysfsOf(device)}/queue/rotational`], { input: '1' })
}

/** @returns '' if the kernel does not show it */
async function readSetting(device: string, name: string): Promise<string> {
  return (await readFile(`${sysfsOf(device)}/${name}`, 'utf8').catch(() => '')).trim()
}

/** The folder in which the kernel shows a device's properties and settings. */
function sysfsOf(device: string): string {
  return `/sys/block/${device.replace('/dev/', '')}`
}

/**
 * The file that a loop device is attached to, from sysfs; undefined if it is not attached. The kernel appends "
 * (deleted)" to the path of a removed file, so it never equals one of our paths.
 */
export async function backingFile(device: string): Promise<string | undefined> {
  try {
    return (await readFile(`${sysfsOf(device)}/loop/backing_file`, 'utf8')).trimEnd()
  } catch {
    return undefined
  }
}
