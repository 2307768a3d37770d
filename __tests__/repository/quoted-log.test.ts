import { globSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'

import { expect, test } from '@jest/globals'
import { parse, type Expression, type PrivateIdentifier } from 'acorn'

const root = path.resolve(import.meta.dirname, '../..')

/** The texts that code holds, as it writes them, with `…` for all that it puts in. */
function textsOf(code: string): readonly string[] {
  const texts: string[] = []
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return
    if ('type' in part) texts.push(textOf(part as Expression))
    Object.values(part).forEach(visit)
  }
  visit(parse(stripTypeScriptTypes(code), { ecmaVersion: 'latest', sourceType: 'module' }))
  return texts
}

function textOf(node: Expression | PrivateIdentifier): string {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.cooked).join('…')
  if (node.type === 'BinaryExpression') return textOf(node.left) + textOf(node.right)
  return '…'
}

/** What a page quotes of the log: whole sentences, or their ends, with `…` for what differs from job to job. */
function quotes(page: string): readonly string[] {
  const commands = /^(?:docker|losetup|script\/cache) /
  return [...page.matchAll(/`([^`\n]*)`/g)]
    .map(([, quote = '']) => quote)
    .filter((quote) => /\w \w/.test(quote) && !commands.test(quote))
}

function unknownParts(quote: string, texts: readonly string[]): readonly string[] {
  return quote
    .split('…')
    .map((part) => part.trim())
    .filter((part) => /[a-z]{2}/.test(part) && !texts.some((text) => text.includes(part)))
}

test('a sentence that the code does not contain is noticed, and a composed one is recognized', () => {
  const texts = textsOf('const said = `The volume ${name} is gone` + `, having ${n} s`')
  expect(unknownParts('The volume … is gone, having … s', texts)).toEqual([])
  expect(unknownParts('The volume … is not there', texts)).toEqual(['is not there'])
  expect(unknownParts(', having 300 s', texts)).toEqual([', having 300 s'])
})

test('the code contains every log line that the page on troubleshooting quotes', () => {
  const texts = globSync('src/**/*.ts', { cwd: root }).flatMap((file) =>
    textsOf(readFileSync(path.join(root, file), 'utf8')),
  )
  const quoted = quotes(readFileSync(path.join(root, 'docs/troubleshooting.md'), 'utf8'))
  expect(quoted.length).toBeGreaterThan(40)
  expect(quoted.flatMap((quote) => unknownParts(quote, texts))).toEqual([])
})
