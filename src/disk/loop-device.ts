import { readFile } from 'node:fs/promises'
import { attemptAsRoot, runAsRoot } from '../privileged.ts'

/** A loop device's largest request, KiB: a block of the host's filesystem, which is written whole or not at all. */
const largestRequest = '4'

/**
 * Attaches an image to a free loop device, so that no write to it can be lost without an error: one that the host's
 * disk has room for in part only counts as done (Linux 6.18, drivers/block/loop.c, lo_complete_rq; seen there).
 *
 * @returns its path, such as /dev/loop3
 */
export async function attach(image: string): Promise<string> {
  const device = (await runAsRoot('losetup', ['--find', '--show', '--nooverlap', image])).trim()
  if (!/^\/dev\/loop\d+$/.test(device)) throw new Error(`losetup answered "${device}", not a loop device`)
  const refusal = await setLargestRequest(device, largestRequest)
  if (refusal === undefined) return device
  await detach(device)
  throw new Error(
    `the kernel's requests to ${device} could not be limited to ${largestRequest} KiB: ${refusal}`,
  )
}

/** Detaches a loop device; one that is gone already is no error. */
export async function detach(device: string): Promise<void> {
  if ((await backingFile(device)) === undefined) return
  // The number keeps its setting, whoever has it next.
  const usual = await readFile(`${sysfsOf(device)}/queue/max_hw_sectors_kb`, 'utf8').catch(() => '')
  await setLargestRequest(device, usual.trim())
  await runAsRoot('losetup', ['--detach', device])
}

/** @param size KiB @returns why it cannot be set; undefined when it is */
async function setLargestRequest(device: string, size: string): Promise<string | undefined> {
  const set = await attemptAsRoot('tee', [`${sysfsOf(device)}/queue/max_sectors_kb`], { input: size })
  return set.exitCode === 0 ? undefined : set.stderr.trim()
}

/** What the kernel tells of a device, and what can be set. */
function sysfsOf(device: string): string {
  return `/sys/block/${device.replace('/dev/', '')}`
}

/**
 * The file that a loop device stands for, from sysfs; undefined when it stands for none. A file that was removed
 * ends in " (deleted)", so it never equals a path of ours.
 */
export async function backingFile(device: string): Promise<string | undefined> {
  try {
    return (await readFile(`${sysfsOf(device)}/loop/backing_file`, 'utf8')).trimEnd()
  } catch {
    return undefined
  }
}
