import { existsSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'

/**
 * The files and folders that words of a command line name, in their real places. Taking a word for a path that is none
 * costs a look.
 *
 * @param folder absolute, from which the words are seen
 */
export function localPaths(words: readonly string[], folder: string): Set<string> {
  const places = new Set<string>()
  for (const word of words.flatMap(pathsIn)) {
    if (word === '' || word.startsWith('-')) continue
    try {
      places.add(realpathSync(path.resolve(folder, word.replace(/^~(?=\/|$)/, homedir()))))
    } catch {
      // It is no path here.
    }
  }
  return places
}

/** `--flag=PATH`, lists with commas, `PATH:view` of older versions, URLs of files. */
function pathsIn(word: string): string[] {
  const value = word.replace(/^-[^=]*=/, '')
  const parts = [word, value, ...value.split(',')].map((part) => part.replace(/^file:\/\//, ''))
  return [...parts, ...parts.map((part) => part.replace(/:[^/]*$/, ''))]
}

/** The root of the git repository that a file or folder is in; undefined if it is in none. */
export function repositoryOf(place: string): string | undefined {
  for (let folder = place; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.git'))) return folder
    if (folder === path.dirname(folder)) return undefined
  }
}
