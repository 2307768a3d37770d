import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../..')

/** A text of the repository that shows workflows to its readers. */
export interface Source {
  /** Relative to the repository, with the line where it begins if it is a part of a page. */
  readonly name: string
  readonly text: string
}

export function files(...patterns: readonly string[]): readonly Source[] {
  return globSync([...patterns], { cwd: root })
    .sort()
    .map((name) => ({ name, text: readFileSync(path.join(root, name), 'utf8') }))
}

/** The fenced blocks of a language on the pages that match. */
export function blocks(language: string, ...patterns: readonly string[]): readonly Source[] {
  return files(...patterns).flatMap(({ name, text }) =>
    [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map((match) => ({
      name: `${name}:${text.slice(0, match.index).split('\n').length}`,
      text: match[1] ?? '',
    })),
  )
}

export const pages = ['README.md', 'docs/**/*.md', 'examples/**/*.md'] as const
export const workflows = ['examples/**/*.yml', '.github/workflows/*.yml'] as const
