import { which } from '@actions/io'
import { attemptAsRoot, canBecomeRoot } from '../privileged.ts'

const programs = ['losetup', 'mke2fs', 'resize2fs', 'tee', 'mount', 'umount', 'fstrim', 'sync']

/**
 * What this machine lacks to keep a volume as a filesystem image, as a sentence; undefined if it lacks nothing.
 */
export async function missingPrerequisite(platform = process.platform): Promise<string | undefined> {
  if (platform !== 'linux') return `This is ${platform}, and a volume can be kept only on Linux.`
  for (const program of programs) {
    if ((await which(program)) === '') return `The program ${program} is not on this machine.`
  }
  if (!(await canBecomeRoot())) return 'This job is not root, and sudo asks for a password.'
  // Containers, for example, have no loop devices. Report this before a state is downloaded.
  const free = await attemptAsRoot('losetup', ['--find'])
  if (free.exitCode !== 0) return `No loop device is available: ${free.stderr.trim()}.`
  return undefined
}
