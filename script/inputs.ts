/**
 * Writes docs/inputs.md from the action.yml files and the reusable workflow: `npm run docs`. A test holds the page
 * to what this gives.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '..')
export const inputsPagePath = join(root, 'docs/inputs.md')

interface Field {
  readonly description?: string
  readonly default?: string | number | boolean
  readonly required?: boolean
}
type Fields = Readonly<Record<string, Field>>

interface Offer {
  readonly inputs?: Fields
  readonly outputs?: Fields
  readonly secrets?: Fields
}

interface ActionFile extends Offer {
  readonly description?: string
  readonly on?: { readonly workflow_call: Offer }
}

/** What a workflow names in `uses:`, and the file that describes it. */
const offers = [
  ['OWNER/warm-dagger@v1', 'action.yml'],
  ['OWNER/warm-dagger/restore@v1', 'restore/action.yml'],
  ['OWNER/warm-dagger/run@v1', 'run/action.yml'],
  ['OWNER/warm-dagger/save@v1', 'save/action.yml'],
  ['OWNER/warm-dagger/select-runner@v1', 'select-runner/action.yml'],
  ['OWNER/warm-dagger/.github/workflows/dagger.yml@v1', '.github/workflows/dagger.yml'],
] as const

/** The whole page, as Prettier leaves it. */
export async function inputsPage(): Promise<string> {
  const sections = await Promise.all(offers.map(([uses, file]) => section(uses, file)))
  const text = [
    '# Inputs and outputs',
    'Made from the files that declare them by `npm run docs`; change those, not this page. What differs from dagger-for-github, and why, is in [run](run.md); how `select-runner` decides is in [choosing a runner](choosing-a-runner.md).',
    ...sections,
  ].join('\n\n')
  return await format(text, { ...(await resolveConfig(inputsPagePath)), parser: 'markdown' })
}

async function section(uses: string, file: string): Promise<string> {
  const content = parse(await readFile(join(root, file), 'utf8')) as ActionFile
  const { inputs, outputs, secrets } = content.on?.workflow_call ?? content
  return [
    `## \`${uses}\``,
    ...(content.description === undefined ? [] : [`${content.description}.`]),
    ...table(['Input', 'Default', ''], inputs, (name, field) => [name, defaultOf(field), meaningOf(field)]),
    ...table(['Secret', ''], secrets, (name, field) => [name, meaningOf(field)]),
    ...table(['Output', ''], outputs, (name, field) => [name, meaningOf(field)]),
  ].join('\n\n')
}

function table(
  head: readonly string[],
  fields: Fields = {},
  row: (name: string, field: Field) => readonly string[],
): string[] {
  const rows = Object.entries(fields).map(([name, field]) => row(`\`${name}\``, field))
  if (rows.length === 0) return []
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')]
}

function defaultOf({ default: value = '', required = false }: Field): string {
  if (required) return 'required'
  return value === '' ? '' : `\`${escapeCell(String(value))}\``
}

function meaningOf({ description = '' }: Field): string {
  return escapeCell(description.trim().replaceAll(/\s+/g, ' '))
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|')
}

if (import.meta.main) await writeFile(inputsPagePath, await inputsPage())
