// Jest's order of test files. By itself, Jest knows only how long a file took on this machine before, which on a fresh
// one is nothing: then a file that takes two minutes may begin last, while the other workers have nothing left to do.
import TestSequencer from '@jest/test-sequencer'
import { slowFiles } from './slow-files.ts'

const place = ({ path }) => {
  const at = slowFiles.findIndex((name) => path.endsWith(`/__tests__/${name}.test.ts`))
  return at === -1 ? slowFiles.length : at
}

export default class LongestFirst extends TestSequencer {
  /** The others come after them, as Jest orders them. */
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => place(a) - place(b))
  }
}
