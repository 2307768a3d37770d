import { existsSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { asRoot } from './as-root.ts'

/** A cgroup whose processes have only so much memory together, including cached pages of files. */
export interface MemoryGroup {
  /** The command line that runs a program in the group, as root. */
  readonly commandLine: (program: string, ...args: readonly string[]) => readonly [string, ...string[]]
  remove(): Promise<void>
}

/** Whether memory is limited by cgroups of version 1, which differ in how the kernel frees memory. */
export const isOldKind = existsSync('/sys/fs/cgroup/memory/memory.limit_in_bytes')

export async function makeMemoryGroup(name: string, bytes: number): Promise<MemoryGroup> {
  const folder = isOldKind ? `/sys/fs/cgroup/memory/${name}` : `/sys/fs/cgroup/${name}`
  const limit = `${folder}/${isOldKind ? 'memory.limit_in_bytes' : 'memory.max'}`
  await asRoot('mkdir', folder)
  await asRoot('sh', '-c', 'echo "$1" >"$0"', limit, String(bytes))
  const enter = ['sh', '-c', 'echo $$ >"$0" && exec "$@"', `${folder}/cgroup.procs`]
  return {
    commandLine: (program, ...args) => {
      const [first = '', ...rest] = [
        ...(process.getuid?.() === 0 ? [] : ['sudo', '-n']),
        ...enter,
        program,
        ...args,
      ]
      return [first, ...rest]
    },
    remove: async () => {
      // Processes that have ended leave it a little later.
      for (let failures = 0; ; failures++) {
        try {
          await asRoot('rmdir', folder)
          return
        } catch (error) {
          if (failures === 100) throw error
          await setTimeout(50)
        }
      }
    },
  }
}
