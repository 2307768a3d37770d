import { run } from '../programs.ts'

/** A range of a file's bytes that the underlying filesystem has stored. */
export interface Extent {
  readonly offset: number
  readonly length: number
}

/**
 * The parts of a sparse file that contain data, in order. Everything else reads as zeros. Writes dirty pages first
 * (`-s`), because the file's map does not show them.
 *
 * @param size the file's length in bytes
 * @returns one extent for the whole file if the underlying filesystem does not report extents
 */
export async function dataExtents(path: string, size: number): Promise<Extent[]> {
  try {
    return parseFilefrag(await run('filefrag', ['-v', '-s', path]))
  } catch {
    return [{ offset: 0, length: size }]
  }
}

/**
 * Parses the output of `filefrag -v` (e2fsprogs).
 *
 * @throws Error if the output has another format or is incomplete
 */
export function parseFilefrag(output: string): Extent[] {
  const blockSize = /\((?:\d+) blocks? of (\d+) bytes\)/.exec(output)?.[1]
  if (blockSize === undefined) throw new Error('filefrag named no block size')
  const extents: Extent[] = []
  let complete = true
  for (const line of output.split('\n')) {
    const fields = /^\s*\d+:\s*(\d+)\.\.\s*(\d+):\s*\d+\.\.\s*\d+:\s*\d+:(.*)$/.exec(line)
    if (!fields) continue
    const [, first, last, rest] = fields
    // FIEMAP_EXTENT_LAST (Linux, Documentation/filesystems/fiemap.rst): only then is every unlisted part a hole.
    complete = rest?.includes('last') === true
    // Preallocated but never written: reads as zeros.
    if (rest?.includes('unwritten')) continue
    extents.push({
      offset: Number(first) * Number(blockSize),
      length: (Number(last) - Number(first) + 1) * Number(blockSize),
    })
  }
  if (!complete) throw new Error('filefrag broke off before the last extent')
  return extents
}

/** The indices of the chunks that `extents` overlap, ascending, without duplicates. */
export function chunksWithin(extents: readonly Extent[], chunkSize: number): number[] {
  const chunks: number[] = []
  const sorted = extents.toSorted((a, b) => a.offset - b.offset)
  let next = 0
  for (const { offset, length } of sorted) {
    const end = Math.ceil((offset + length) / chunkSize)
    for (next = Math.max(next, Math.floor(offset / chunkSize)); next < end; next++) chunks.push(next)
  }
  return chunks
}
