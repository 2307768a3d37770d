import { expect, test } from '@jest/globals'
import { mayCacheImage, type EngineImageFacts } from '../../src/downloads/engine-files.ts'

const release = { cacheEngineImage: true, engineImage: '', version: '0.21.8', isPersistentMachine: false }

test.each<[string, Partial<EngineImageFacts>, boolean]>([
  ['a release', {}, true],
  ['a beta', { version: '1.0.0-beta.10' }, true],
  ['a job without the input', { cacheEngineImage: false }, false],
  ['an image with another name', { engineImage: 'registry.dagger.io/engine:v0.21.8' }, false],
  ['the build of a commit', { version: 'ab12'.repeat(10) }, false],
  ['head', { version: 'head' }, false],
  ['a version that is no release', { version: '0.21.8-250101000000-ab12' }, false],
  ['a machine that later jobs use', { isPersistentMachine: true }, false],
])('the image of %s', (_name, facts, mayBeCached) => {
  expect(mayCacheImage({ ...release, ...facts })).toBe(mayBeCached)
})
