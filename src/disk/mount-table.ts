import { readFile } from 'node:fs/promises'

export interface Mount {
  /** Major and minor number of the filesystem, such as 0:53. */
  readonly device: string
  /** The mount point. */
  readonly mountPoint: string
}

/** The mounts that this process sees, in the order of the kernel: proc_pid_mountinfo(5). */
export async function readMounts(): Promise<Mount[]> {
  const lines = (await readFile('/proc/self/mountinfo', 'utf8')).split('\n')
  return lines.flatMap((line) => {
    const [, , device, , mountPoint] = line.split(' ')
    return device !== undefined && mountPoint !== undefined
      ? [{ device, mountPoint: unescape(mountPoint) }]
      : []
  })
}

/** Spaces and some other characters of a path are escaped in octal. */
function unescape(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_all, digits: string) => String.fromCharCode(parseInt(digits, 8)))
}
