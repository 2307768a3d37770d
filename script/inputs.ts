/**
 * Writes docs/inputs.md from the action.yml files and the reusable workflow: `npm run docs`. A test checks that the
 * page is up to date.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { format } from 'oxfmt'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '..')
export const inputsPagePath = join(root, 'docs/inputs.md')

interface Field {
  readonly description?: string
  readonly default?: string | number | boolean
  readonly required?: boolean
  /** Of an input of a workflow. All inputs of actions are strings. */
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

/** The text for `uses:` in a workflow, and the file that describes it. */
const offers = [
  ['OWNER/warm-dagger@v1', 'action.yml'],
  ['OWNER/warm-dagger/restore@v1', 'restore/action.yml'],
  ['OWNER/warm-dagger/run@v1', 'run/action.yml'],
  ['OWNER/warm-dagger/save@v1', 'save/action.yml'],
  ['OWNER/warm-dagger/select-runner@v1', 'select-runner/action.yml'],
  ['OWNER/warm-dagger/.github/workflows/dagger.yml@v1', '.github/workflows/dagger.yml'],
] as const

/** Inputs of the reusable workflow whose meaning differs from that of the same input of an action. */
const differentInWorkflow = ['key', 'provider']

/** The whole page, formatted as oxfmt formats it in the repository. */
export async function inputsPage(): Promise<string> {
  const read = await Promise.all(offers.map(async ([uses, file]) => ({ uses, ...(await offerIn(file)) })))
  const sections = read.map((offer, at) => {
    const inputs = Object.assign(
      {},
      ...read
        .slice(0, at)
        .map((each) => each.inputs)
        .toReversed(),
    ) as Fields
    return section(offer, { inputs, outputs: at === 0 ? {} : (read[0]?.outputs ?? {}) })
  })
  const text = [
    '# Inputs and outputs',
    '`npm run docs` generates this page from the `action.yml` files. See also [differences from dagger-for-github](run.md) and [how `select-runner` decides](choosing-a-runner.md#select-runner).',
    ...sections,
  ].join('\n\n')
  return (await format('inputs.md', text)).code
}

async function offerIn(file: string): Promise<Offer> {
  const content = parse(await readFile(join(root, file), 'utf8')) as ActionFile
  return content.on?.workflow_call ?? content
}

/** @param above the fields in previous sections */
function section({ uses, description, ...offer }: Offer & { readonly uses: string }, above: Offer): string {
  return [
    `## \`${uses}\``,
    ...(description === undefined ? [] : [`${description}.`]),
    ...table(inputsHead(offer.inputs), offer.inputs, above.inputs),
    ...table(['Secret', ''], offer.secrets),
    ...table(['Output', ''], offer.outputs, above.outputs),
  ].join('\n\n')
}

function inputsHead(inputs: Fields = {}): readonly string[] {
  return ['Input', ...(Object.values(inputs).some(({ type }) => type) ? ['Type'] : []), 'Default', '']
}

/** Whether a previous section describes the field. The workflow describes its inputs more briefly than the actions. */
function isKnown(name: string, field: Field, above: Field | undefined): boolean {
  if (field.type === undefined) return isDeepStrictEqual(field, above)
  const value = String(field.default ?? '')
  return above !== undefined && !differentInWorkflow.includes(name) && String(above.default ?? '') === value
}

/** A row for each field, and only the name of each that a previous section describes. */
function table(head: readonly string[], fields: Fields = {}, above: Fields = {}): string[] {
  const { known = [], added = [] } = Object.groupBy(Object.entries(fields), ([name, field]) =>
    isKnown(name, field, above[name]) ? 'known' : 'added',
  )
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const row = ([name, field]: [string, Field]): string =>
    line([
      `\`${name}\``,
      ...(head.includes('Type') ? [field.type ?? ''] : []),
      ...(head.includes('Default') ? [defaultOf(field)] : []),
      meaningOf(field),
    ])
  const names = known
    .map(([name, { type = 'string' }]) => `\`${name}\`${type === 'string' ? '' : ` (${type})`}`)
    .join(', ')
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
