import { mkdtemp, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { run } from '../../src/programs.ts'

/** One line for each entry of a filesystem, by path, with everything that a copy could lose. */
export type Listing = ReadonlyMap<string, string>

/** Lists the filesystem of a loop device that nothing writes to. Needs root or sudo. */
export async function listFilesystem(device: string): Promise<Listing> {
  const folder = await mkdtemp(path.join(tmpdir(), 'warm-dagger-listing-'))
  await asRoot('mount', '-o', 'ro', device, folder)
  try {
    // Type, mode, owner, links, size, blocks, mtime in nanoseconds, target.
    const format = '%P\\t%y %#m %U:%G links=%n size=%s blocks=%b mtime=%T@ target=%l\\n'
    const entries = await asRoot('find', folder, '-mindepth', '1', '-printf', format)
    const listing = new Map(
      entries
        .trimEnd()
        .split('\n')
        .map((line) => splitAt(line, line.indexOf('\t'))),
    )
    const add = (name: string, text: string) => listing.set(name, `${listing.get(name) ?? ''} ${text}`)

    const files = ['-type', 'f', '-exec', 'sha256sum', '{}', '+']
    for (const line of (await asRoot('find', folder, ...files)).trimEnd().split('\n')) {
      const [hash, file] = splitAt(line, line.indexOf(' '), 2)
      add(file.slice(folder.length + 1), `sha256=${hash}`)
    }
    const xattrs = await asRoot('getfattr', '-RPhd', '-e', 'hex', '-m', '-', '--absolute-names', folder)
    for (const block of xattrs.split('\n\n')) {
      const [head, ...attributes] = block.trim().split('\n')
      if (head) add(head.slice(`# file: ${folder}/`.length), attributes.toSorted().join(' '))
    }
    return listing
  } finally {
    await asRoot('umount', folder)
    await rmdir(folder)
  }
}

/** The paths whose lines differ, and those that only one listing has. */
export function differences(a: Listing, b: Listing): string[] {
  const paths = new Set([...a.keys(), ...b.keys()])
  return [...paths].filter((name) => a.get(name) !== b.get(name))
}

async function asRoot(program: string, ...args: string[]): Promise<string> {
  return process.getuid?.() === 0 ? await run(program, args) : await run('sudo', ['-n', program, ...args])
}

function splitAt(line: string, at: number, gap = 1): [string, string] {
  return [line.slice(0, at), line.slice(at + gap)]
}
