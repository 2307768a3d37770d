import { expect, test } from '@jest/globals'
import path from 'node:path'

import { trackedFiles } from './tracked.ts'

/** The folders of `src` that know GitHub's jobs. Each imports only from those below it, and from all other folders. */
const layers: readonly (readonly string[])[] = [
  ['entry'],
  ['job'],
  ['cleaning', 'downloads'],
  ['summary'],
  ['record'],
  ['github'],
]

interface Import {
  readonly file: string
  /** As the file names it. */
  readonly specifier: string
  /** The file that is imported; for a module, its name. */
  readonly target: string
  readonly isType: boolean
}

const imports: readonly Import[] = (await trackedFiles(/^src\/.*\.ts$/)).flatMap(({ name: file, text }) =>
  [...text.matchAll(/(\bimport type [^']*)?\b(?:from|import) ?\(?'([^']+)'/g)].map(
    ([, type, specifier = '']) => ({
      file,
      specifier,
      target: specifier.startsWith('.') ? path.join(path.dirname(file), specifier) : specifier,
      isType: type !== undefined,
    }),
  ),
)

/** The folder below `src`; '' for a file that is directly in `src`, and for what is not in `src`. */
const folderOf = (file: string): string => /^src\/([^/]+)\//.exec(file)?.[1] ?? ''
/** 0 for the top. */
const layerOf = (file: string): number => {
  const layer = layers.findIndex((folders) => folders.includes(folderOf(file)))
  return layer < 0 ? layers.length : layer
}
const isIn = (file: string, ...folders: readonly string[]): boolean => folders.includes(folderOf(file))
const found = (isForbidden: (of: Import) => boolean): readonly string[] =>
  imports.filter(isForbidden).map(({ file, target }) => `${file} imports ${target}`)

test('all folders of the layers exist and are used', () => {
  const importing = new Set(imports.map(({ file }) => folderOf(file)))
  expect(layers.flat().filter((folder) => !importing.has(folder))).toEqual([])
})

test('no folder imports from a layer above it, or from another folder of its own layer', () => {
  const isUpward = ({ file, target }: Import) =>
    layerOf(target) < layerOf(file) ||
    (layerOf(target) === layerOf(file) &&
      layerOf(file) < layers.length &&
      folderOf(target) !== folderOf(file))
  expect(found(isUpward)).toEqual([])
})

test('src imports no file from outside of src', () => {
  expect(found(({ specifier, target }) => specifier.startsWith('.') && !target.startsWith('src/'))).toEqual(
    [],
  )
})

test('snapshots, disks and volumes on demand know a store only by its interface', () => {
  expect(
    found(
      ({ file, target }) =>
        isIn(file, 'snapshot', 'disk', 'demand') &&
        isIn(target, 'store') &&
        !/\/(?:store|source)\.ts$/.test(target),
    ),
  ).toEqual([])
})

test('policies and the selection of a runner can reach neither the machine nor the network', () => {
  const used = new Set(imports.map(({ file }) => file).filter((file) => isIn(file, 'policy', 'runner')))
  // A set visits what is added during its iteration.
  for (const user of used) {
    for (const { file, target, isType } of imports) if (file === user && !isType) used.add(target)
  }
  const modules = [...used].filter((name) => !name.startsWith('src/') && !name.startsWith('semver/'))
  expect(modules).toEqual(['node:crypto'])
})

test('below the layers, only stores use @actions/core', () => {
  expect(
    found(
      ({ file, target }) =>
        target === '@actions/core' && layerOf(file) === layers.length && !isIn(file, 'store'),
    ),
  ).toEqual([])
})
