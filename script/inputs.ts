/**
 * Writes docs/inputs.md from the action.yml files and the reusable workflow: `npm run docs`. A test holds the page
 * to what this gives.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { format, resolveConfig } from 'prettier'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '..')
export const inputsPagePath = join(root, 'docs/inputs.md')

interface Field {
  readonly description?: string
  readonly default?: string | number | boolean
  readonly required?: boolean
  /** Of an input of a workflow; those of an action are all strings. */
  readonly type?: string
}
type Fields = Readonly<Record<string, Field>>

interface Offer {
  readonly description?: string
  readonly inputs?: Fields
  readonly outputs?: Fields
  readonly secrets?: Fields
}

interface ActionFile extends Offer {
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
  const read = await Promise.all(offers.map(async ([uses, file]) => ({ uses, ...(await offerIn(file)) })))
  const sections = read.map((offer, at) => section(offer, at === 0 ? undefined : read[0]))
  const text = [
    '# Inputs and outputs',
    '`npm run docs` generates this page from the `action.yml` files. See also [differences from dagger-for-github](run.md) and [how `select-runner` decides](choosing-a-runner.md#select-runner).',
    ...sections,
  ].join('\n\n')
  return await format(text, { ...(await resolveConfig(inputsPagePath)), parser: 'markdown' })
}

async function offerIn(file: string): Promise<Offer> {
  const content = parse(await readFile(join(root, file), 'utf8')) as ActionFile
  return content.on?.workflow_call ?? content
}

/** @param above the fields that the page has listed already */
function section({ uses, description, ...offer }: Offer & { readonly uses: string }, above?: Offer): string {
  return [
    `## \`${uses}\``,
    ...(description === undefined ? [] : [`${description}.`]),
    ...table(inputsHead(offer.inputs), offer.inputs, above?.inputs),
    ...table(['Secret', ''], offer.secrets),
    ...table(['Output', ''], offer.outputs, above?.outputs),
  ].join('\n\n')
}

function inputsHead(inputs: Fields = {}): readonly string[] {
  return ['Input', ...(Object.values(inputs).some(({ type }) => type) ? ['Type'] : []), 'Default', '']
}

/** A row for each field, and only the names of those that are above as they are here. */
function table(head: readonly string[], fields: Fields = {}, above: Fields = {}): string[] {
  const { known = [], added = [] } = Object.groupBy(Object.entries(fields), ([name, field]) =>
    isDeepStrictEqual(field, above[name]) ? 'known' : 'added',
  )
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const row = ([name, field]: [string, Field]): string =>
    line([
      `\`${name}\``,
      ...(head.includes('Type') ? [field.type ?? ''] : []),
      ...(head.includes('Default') ? [defaultOf(field)] : []),
      meaningOf(field),
    ])
  const names = known.map(([name]) => `\`${name}\``).join(', ')
  return [
    ...(known.length > 0 ? [`${head[0]}s as [above](#ownerwarm-daggerv1): ${names}.`] : []),
    ...(added.length > 0 ? [[line(head), line(head.map(() => '---')), ...added.map(row)].join('\n')] : []),
  ]
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
