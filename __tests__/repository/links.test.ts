import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from '@jest/globals'

import { trackedFiles } from './tracked.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** As GitHub makes an anchor of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/\]\([^)]*\)/g, '')
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-')
}

function anchorsOf(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading))
}

/** The links of a page to files of the repository that lead nowhere. */
function brokenLinks(name: string, text: string): readonly string[] {
  const prose = text.replaceAll(/^ *```.*?^ *```$/gms, '').replaceAll(/`[^`\n]*`/g, '')
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false
    const [place = '', anchor] = link.split('#')
    const file = place === '' ? path.join(root, name) : path.resolve(root, path.dirname(name), place)
    if (!existsSync(file)) return true
    return anchor !== undefined && !(statSync(file).isFile() && anchorsOf(file).includes(anchor))
  })
}

test('a link to a missing file or heading is noticed', () => {
  const text =
    '[a](run.md) [b](none.md) [c](run.md#inputs) [d](run.md#none) [e](https://x.y/z.md) `[f](g.md)`'
  expect(brokenLinks('docs/x.md', text)).toEqual(['none.md', 'run.md#none'])
})

test('every link between pages leads to an existing file and heading', async () => {
  const pages = await trackedFiles(/\.md$/)
  expect(
    pages.flatMap(({ name, text }) => brokenLinks(name, text).map((link) => `${name}: ${link}`)),
  ).toEqual([])
})
