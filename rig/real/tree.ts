import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { noise } from '../../bench/content.ts'
import { Random } from '../../bench/random.ts'
import { run } from '../../src/programs.ts'
import { commitAll } from './machine.ts'

const fileBytes = 50e3

/**
 * Creates a git repository with files that do not compress, the same for every call.
 *
 * @param bytes of all files together
 */
export async function makeTree(folder: string, bytes: number): Promise<void> {
  const random = new Random(1)
  for (let at = 0; at < bytes / fileBytes; at++) {
    const below = join(folder, `${Math.floor(at / 100)}`)
    if (at % 100 === 0) await mkdir(below, { recursive: true })
    await writeFile(join(below, `${at}`), noise(fileBytes, random))
  }
  await commitAll(folder)
}

/** Copies the tree to the folder `tree` of a checkout, without its history, with the times that a clone sets. */
export async function checkOutTree(tree: string, workspace: string): Promise<void> {
  const folder = join(workspace, 'tree')
  await run('git', ['clone', '--quiet', `file://${tree}`, folder])
  await rm(join(folder, '.git'), { recursive: true })
}
