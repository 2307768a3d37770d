import { chmod, mkdir, readFile, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asRoot } from '../machine/as-root.ts'
import { run } from '../../src/programs.ts'

/** Wraps a program of the machine, which is `$real` in the script. No effect if sudo resets the PATH. */
export async function shadow(programs: string, program: string, script: string): Promise<void> {
  await mkdir(programs, { recursive: true })
  const real = (await run('which', [program])).trim()
  await writeFile(join(programs, program), `#!/bin/sh\nreal=${real}\n${script}\n`)
  await chmod(join(programs, program), 0o755)
}

/** A listing of a mounted filesystem as the kernel sees it, including read errors. */
const listing = `find . -printf '%p %y %m %U:%G %n %s %T@ %l\\n' -type f -exec sha256sum {} \\; 2>&1 | sort`

/**
 * Records what the engine closed, with a wrapper of `umount`: a listing of the filesystem right before its last unmount,
 * because the image may lack data that the kernel still has in memory; and the image right after, because something may
 * write to it later.
 */
export class Closing {
  /** The image right after the unmount; missing if there was no unmount. */
  readonly image: string
  readonly #held: string

  private constructor(folder: string) {
    this.image = join(folder, 'closing.img')
    this.#held = join(folder, 'closing')
  }

  static async watch(programs: string, folder: string): Promise<Closing> {
    const closing = new Closing(folder)
    const script = `
case "$1" in */warm-dagger-check-*) ;; *) exec "$real" "$@" ;; esac
image=$(losetup --noheadings --output BACK-FILE "$(findmnt --noheadings --output SOURCE "$1")")
(cd "$1" && ${listing}) >'${closing.#held}'
"$real" "$@" || exit
cp --sparse=always "$image" '${closing.image}' || true`
    await shadow(programs, 'umount', script)
    return closing
  }

  /** The entries in which an unused image differs from the listing; empty without a listing. */
  async differencesTo(image: string, mountPoint: string): Promise<readonly string[]> {
    const held = await readFile(this.#held, 'utf8').catch(() => undefined)
    if (held === undefined) return []
    await mkdir(mountPoint)
    const mounting = ['-t', 'ext4', '-o', 'ro,loop', image, mountPoint]
    const isMounted = await asRoot('mount', ...mounting).then(
      () => true,
      () => false,
    )
    const found = isMounted ? await asRoot('sh', '-c', `cd "$1" && ${listing}`, 'sh', mountPoint) : ''
    if (isMounted) await asRoot('umount', mountPoint)
    await rmdir(mountPoint)
    const [before = [], after = []] = [held, found].map((text) => text.split('\n'))
    return [
      ...before.filter((line) => !after.includes(line)).map((line) => `held: ${line}`),
      ...after.filter((line) => !before.includes(line)).map((line) => `saved: ${line}`),
    ]
  }
}
