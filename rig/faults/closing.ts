import { chmod, mkdir, readFile, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asRoot } from '../machine/as-root.ts'
import { run } from '../../src/command.ts'

/** Puts a program before the machine's; `$real` in its script. Without effect where sudo chooses the programs. */
export async function shadow(programs: string, program: string, script: string): Promise<void> {
  await mkdir(programs, { recursive: true })
  const real = (await run('which', [program])).trim()
  await writeFile(join(programs, program), `#!/bin/sh\nreal=${real}\n${script}\n`)
  await chmod(join(programs, program), 0o755)
}

/** All that a filesystem holds, by what its kernel says at that moment; errors are a part of it. */
const listing = `find . -printf '%p %y %m %U:%G %n %s %T@ %l\\n' -type f -exec sha256sum {} \\; 2>&1 | sort`

/**
 * What the engine closed, noted by a program that stands before `umount`: what the filesystem itself holds right
 * before our last mount of it goes, for an image may have lost what its filesystem still remembers; and the image
 * right after, for something may write to it later.
 */
export class Closing {
  /** The image right after our mount was gone; not there where it never was. */
  readonly image: string
  readonly #held: string

  private constructor(folder: string) {
    this.image = join(folder, 'closing.img')
    this.#held = join(folder, 'closing')
  }

  static async watch(programs: string, folder: string): Promise<Closing> {
    const closing = new Closing(folder)
    const script = `
case "$1" in */warm-dagger-witness-*) ;; *) exec "$real" "$@" ;; esac
image=$(losetup --noheadings --output BACK-FILE "$(findmnt --noheadings --output SOURCE "$1")")
(cd "$1" && ${listing}) >'${closing.#held}'
"$real" "$@" || exit
cp --sparse=always "$image" '${closing.image}' || true`
    await shadow(programs, 'umount', script)
    return closing
  }

  /** In which entries an image that nobody uses differs from what was held; none where nobody looked. */
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
