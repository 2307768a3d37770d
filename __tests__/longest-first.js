// Jest's order of test files. By itself, Jest knows only how long a file took on this machine before, which on a fresh
// one is nothing: then a file that takes two minutes may begin last, while the other workers have nothing left to do.
import TestSequencer from '@jest/test-sequencer'
import { largeFiles, slowFiles } from './slow-files.ts'

const place = ({ path }) => {
  const isFile = (name) => path.endsWith(`/__tests__/${name}.test.ts`)
  const at = slowFiles.findIndex(isFile)
  if (at !== -1) return at
  return slowFiles.length + (largeFiles.some(isFile) ? 1 : 0)
}

export default class LongestFirst extends TestSequencer {
  /** The others come after them, as Jest orders them. */
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => place(a) - place(b))
  }
}
