import { setTimeout } from 'node:timers/promises'
import { attempt, run } from '../command.ts'

/**
 * Places in an engine's containers where a command may write what outlives it: cache volumes, and folders that were
 * mounted for it, which cannot be told from cache volumes that began with content.
 *
 * The engine mounts all of a command's folders, as bind mounts of a snapshot or overlays on one, below a folder
 * `rootfs<number>` that it makes for the command, and in its own mount namespace.
 * Source: dagger/dagger v0.21.8, engine/engineutil/executor_spec.go lines 428 to 560 (v0.20.3:
 * engine/buildkit/executor_spec.go line 404 on; v1.0.0-beta.10: line 433 on); seen on 0.21.8.
 *
 * @param mountinfo of the engine's process: proc_pid_mountinfo(5)
 */
export function writableFolders(mountinfo: string): string[] {
  return mountinfo.split('\n').flatMap((line) => {
    const [mount = '', filesystem = ''] = line.split(' - ')
    const [, , , root = '', place = '', options = ''] = mount.split(' ')
    const folder = /\/rootfs\d+(\/.+)$/.exec(place)?.[1]
    if (folder === undefined || !options.split(',').includes('rw')) return []
    const snapshot = /\/snapshots\/snapshots\/\d+\/fs(\/|$)/
    const upper = /^overlay .*[ ,]upperdir=([^ ,]+)/.exec(filesystem)?.[1]
    return snapshot.test(root) || (upper !== undefined && snapshot.test(upper)) ? [folder] : []
  })
}

/** Between two looks at the engine's mounts, milliseconds. */
const lookEveryMilliseconds = 250

/**
 * Waits until no command writes to a cache volume: what a call has just left, a service for instance, ends within
 * moments.
 *
 * @returns the folders, as commands see them, that are still written to
 * @throws CommandError when the engine's mounts cannot be read
 */
export async function waitForCommands(container: string, mostMilliseconds: number): Promise<string[]> {
  const end = performance.now() + mostMilliseconds
  for (;;) {
    const folders = writableFolders(await run('docker', ['exec', container, 'cat', '/proc/1/mountinfo']))
    if (folders.length === 0 || performance.now() >= end) return folders
    await setTimeout(lookEveryMilliseconds)
  }
}

/**
 * Ends the processes by which clients reach the engine: `buildctl dial-stdio`, started by `docker exec`. Only such
 * have no parent in the container; one that a build runs has.
 */
const disconnecting = `
for process in /proc/[0-9]*; do
  grep -q '^PPid:[[:space:]]*0$' "$process/status" || continue
  case "/$(tr '\\0' ' ' <"$process/cmdline")" in */buildctl' dial-stdio ') ;; *) continue ;; esac
  kill -TERM "\${process#/proc/}" && echo "\${process#/proc/}"
done 2>/dev/null
`

/**
 * Disconnects the clients that are attached to an engine. From 0.21 on, one that stops waits for them without a limit:
 * dagger/dagger v0.21.8, cmd/engine/main.go line 485.
 *
 * @returns how many processes were ended; 0, too, when the engine has ended meanwhile
 */
export async function disconnectClients(container: string): Promise<number> {
  const { stdout } = await attempt('docker', ['exec', container, 'sh', '-c', disconnecting], {
    timeoutSeconds: 30,
  })
  return stdout.split('\n').filter((line) => line !== '').length
}
