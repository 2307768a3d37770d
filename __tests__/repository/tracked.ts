import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { run } from '../../src/programs.ts'

const root = path.resolve(import.meta.dirname, '../..')

export interface TrackedFile {
  /** Relative to the repository. */
  readonly name: string
  readonly text: string
}

/** The files that git knows and that are there, whose names match. */
export async function trackedFiles(matching: RegExp): Promise<readonly TrackedFile[]> {
  const names = (await run('git', ['-C', root, 'ls-files', '-z'])).split('\0')
  return names
    .filter((name) => name !== '' && matching.test(name) && existsSync(path.join(root, name)))
    .map((name) => ({ name, text: readFileSync(path.join(root, name), 'utf8') }))
}
