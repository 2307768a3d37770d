import { setTimeout } from 'node:timers/promises'
import { attempt, run } from '../programs.ts'

/**
 * The folders in an engine's containers where a running command may write data that outlives it: cache volumes,
 * and folders that were mounted for the command, which look the same as cache volumes that began with content.
 *
 * The engine mounts all of a command's folders in its own mount namespace, as bind mounts of a snapshot or
 * overlays on one, below a folder `rootfs<number>` that it creates for the command.
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

/** Milliseconds between two checks of the engine's mounts. */
const lookEveryMilliseconds = 250

/**
 * Waits until no command writes to a cache volume. Processes that outlive a call, such as a service, usually end within
 * moments.
 *
 * @returns the folders, as commands see them, that commands can still write to
 * @throws CommandError if the engine's mounts cannot be read
 */
export async function waitForCommands(container: string, maxMilliseconds: number): Promise<string[]> {
  const end = performance.now() + maxMilliseconds
  for (;;) {
    const folders = writableFolders(await run('docker', ['exec', container, 'cat', '/proc/1/mountinfo']))
    if (folders.length === 0 || performance.now() >= end) return folders
    await setTimeout(lookEveryMilliseconds)
  }
}

/**
 * Ends the processes through which clients reach the engine: `buildctl dial-stdio`, started by `docker exec`. Only
 * a process that was started that way has no parent in the container; one that a build runs has a parent.
 */
const disconnecting = `
for process in /proc/[0-9]*; do
  grep -q '^PPid:[[:space:]]*0$' "$process/status" || continue
  case "/$(tr '\\0' ' ' <"$process/cmdline")" in */buildctl' dial-stdio ') ;; *) continue ;; esac
  kill -TERM "\${process#/proc/}" && echo "\${process#/proc/}"
done 2>/dev/null
`

/**
 * Disconnects the clients that are attached to an engine. From 0.21 on, a stopping engine waits for them without a
 * limit: dagger/dagger v0.21.8, cmd/engine/main.go line 485.
 *
 * @returns the number of ended processes; also 0 if the engine has exited meanwhile
 */
export async function disconnectClients(container: string): Promise<number> {
  const { stdout } = await attempt('docker', ['exec', container, 'sh', '-c', disconnecting], {
    timeoutSeconds: 30,
  })
  return stdout.split('\n').filter((line) => line !== '').length
}
