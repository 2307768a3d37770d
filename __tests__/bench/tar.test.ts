import { describe, expect, test } from '@jest/globals'
import { endOfArchive, tarEntry, type TarEntry } from '../../bench/tar.ts'
import { run } from '../../src/programs.ts'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

async function listing(entries: readonly TarEntry[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-tar-'))
  try {
    const path = join(folder, 'archive.tar')
    await writeFile(path, Buffer.concat([...entries.flatMap(tarEntry), endOfArchive]))
    return await run('tar', ['--numeric-owner', '--xattrs', '-tvvf', path])
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('an archive', () => {
  test('is read by tar with kinds, modes, owners, sizes, targets and extended attributes', async () => {
    const lines = (
      await listing([
        { path: 'folder', kind: 'folder', mode: 0o700 },
        { path: 'file', kind: 'file', mode: 0o4755, owner: 1001, content: Buffer.alloc(700, 'x') },
        { path: 'link', kind: 'symlink', mode: 0o777, target: '../elsewhere' },
        { path: 'again', kind: 'hardlink', mode: 0o644, target: 'file' },
        { path: 'gone', kind: 'device', mode: 0 },
        { path: 'opaque', kind: 'folder', mode: 0o755, xattrs: { 'user.a': Buffer.from('y') } },
      ])
    )
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/\s+/g, ' ').trim())
    expect(lines).toEqual([
      expect.stringMatching(/^drwx------ 0\/0 0 .* folder$/),
      expect.stringMatching(/^-rwsr-xr-x 1001\/1001 700 .* file$/),
      expect.stringMatching(/^lrwxrwxrwx .* link -> \.\.\/elsewhere$/),
      expect.stringMatching(/^hrw-r--r-- .* again link to file$/),
      expect.stringMatching(/^c--------- 0\/0 0,0 .* gone$/),
      expect.stringMatching(/^drwxr-xr-x\* .* opaque$/),
      'x: 1 user.a',
    ])
  })

  test('counts the digits of a record in its length, also where they make one digit more', async () => {
    for (const length of [74, 75, 76, 77, 78, 79]) {
      const entry = {
        path: 'a',
        kind: 'file',
        mode: 0o644,
        xattrs: { 'user.a': Buffer.alloc(length, 'v') },
      } as const
      expect(await listing([entry])).toContain(`x: ${length} user.a`)
    }
  })

  test('refuses a path that a header cannot hold', () => {
    expect(() => tarEntry({ path: 'x'.repeat(101), kind: 'file', mode: 0o644 })).toThrow(
      'longer than a tar header',
    )
  })
})
