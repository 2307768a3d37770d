import { expect, test } from '@jest/globals'
import { inBlocks } from '../../src/store/actions-blocks.ts'

const blockSize = 1000

// eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for
async function* pieces(...sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let next = 0
  for (const size of sizes) yield Buffer.alloc(size, next++)
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

test.each([
  ['nothing', [], []],
  ['empty pieces', [0, 0], []],
  ['less than a block', [10, 20], [30]],
  ['exactly a block', [blockSize - 5, 5], [blockSize]],
  ['a piece over the border', [blockSize - 5, 10], [blockSize, 5]],
  ['one piece of several blocks', [2 * blockSize + 7], [blockSize, blockSize, 7]],
])('cuts %s into blocks', async (_what, sizes, blocks) => {
  const cut = await all(inBlocks(pieces(...sizes), blockSize))
  expect(cut.map((block) => block.size)).toEqual(blocks)
  const bytes = Buffer.concat(cut.flatMap((block) => block.pieces))
  expect(bytes.equals(Buffer.concat(await all(pieces(...sizes))))).toBe(true)
})
