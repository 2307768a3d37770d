import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, realpath, rm, rmdir, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { hasNoSymbolicLink, removeFolder } from '../src/symbolic-links.ts'

let folder: string

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'symbolic-links-')))
  await mkdir(join(folder, 'real/inner'), { recursive: true })
  await symlink(join(folder, 'real'), join(folder, 'link'))
  await symlink(join(folder, 'missing'), join(folder, 'dangling'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

describe('a path', () => {
  test.each([
    ['of an existing folder', 'real/inner', true],
    ['of a folder that does not exist', 'real/none/none', true],
    ['that is a link', 'link', false],
    ['that is a link to nothing', 'dangling', false],
    ['through a link', 'link/inner', false],
    ['through a link, to what does not exist', 'link/none/none', false],
  ])('%s', async (_name, path, direct) => {
    expect(await hasNoSymbolicLink(join(folder, path))).toBe(direct)
  })

  test('is not a link just because another step creates its folders at the same moment', async () => {
    const parent = join(folder, 'new')
    for (let round = 0; round < 200; round++) {
      const looks = Array.from({ length: 8 }, () => hasNoSymbolicLink(join(parent, 'inner')))
      for (let turn = round % 10; turn > 0; turn--) await setImmediate()
      const made = mkdir(parent)
      expect(await Promise.all(looks)).not.toContain(false)
      await made
      await rmdir(parent)
    }
  })
})

test('a folder behind a link is not removed', async () => {
  await writeFile(join(folder, 'real/inner/file'), '')
  await expect(removeFolder(join(folder, 'link/inner'))).rejects.toThrow('leads through a symbolic link')
  expect(existsSync(join(folder, 'real/inner/file'))).toBe(true)
  await removeFolder(join(folder, 'real/inner'))
  expect(existsSync(join(folder, 'real/inner'))).toBe(false)
})
