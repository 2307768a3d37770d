import { hash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { zstdDecompressSync } from 'node:zlib'
import { packPrefix, snapshotPrefix } from '../../src/policy/keys.ts'
import { run } from '../../src/programs.ts'
import { chunkSize, decodeManifest } from '../../src/snapshot/manifest.ts'
import type { StoredContent } from '../cache-service/service.ts'

/** The size of an image, and a hash of each MiB that is not all zeros. Two images are identical if these are. */
export type Content = ReadonlyMap<number | 'size', string>

/**
 * Reads all data of an image. Most of an image is holes, which are zeros; to read them too would take a second of CPU.
 * The product looks for data in another way, and not with SEEK_DATA.
 */
export async function contentOf(image: string): Promise<Content> {
  const content = new Map<number | 'size', string>([['size', String((await stat(image)).size)]])
  const piece = Buffer.alloc(chunkSize)
  const zeros = Buffer.alloc(chunkSize)
  const file = await open(image, 'r')
  try {
    for (const index of await chunksWithData(image)) {
      const { bytesRead } = await file.read(piece, 0, chunkSize, index * chunkSize)
      const chunk = piece.subarray(0, bytesRead)
      if (!chunk.equals(zeros.subarray(0, bytesRead))) content.set(index, hash('sha256', chunk))
    }
    return content
  } finally {
    await file.close()
  }
}

/** Prints begin and end of each range with data. Node has no SEEK_DATA (3) and SEEK_HOLE (4). */
const listData = `
open my $image, '<', $ARGV[0] or die $!;
for (my ($at, $end) = (0); defined($at = sysseek $image, $at, 3); $at = $end) {
  $end = sysseek $image, $at, 4;
  print 0 + $at, ' ', 0 + $end, "\n";
}
`

async function chunksWithData(image: string): Promise<ReadonlySet<number>> {
  const ranges = (await run('perl', ['-e', listData, image])).trim().split('\n').filter(Boolean)
  const chunks = new Set<number>()
  for (const range of ranges) {
    const [begin = 0, end = 0] = range.split(' ').map(Number)
    for (let index = Math.floor(begin / chunkSize); index * chunkSize < end; index++) chunks.add(index)
  }
  return chunks
}

/** The number of places in which two contents differ. */
export function differences(a: Content, b: Content): number {
  return [...new Set([...a.keys(), ...b.keys()])].filter((place) => a.get(place) !== b.get(place)).length
}

/** The contents of a store, read by code that is independent of the product's. */
export interface Store {
  /** By key, oldest first: the content that the snapshot restores to, or why it cannot be restored. */
  readonly snapshots: ReadonlyMap<string, Content | Error>
  /** Keys of packs whose bytes do not match the hash in their name. */
  readonly wrongPacks: readonly string[]
}

/** @param isWrapped whether @actions/cache stored them */
export function readStore(stored: readonly StoredContent[], isWrapped: boolean): Store {
  const bytesOf = stored.map(({ key, bytes }) => [key, isWrapped ? unwrapped(bytes) : bytes] as const)
  const packs = bytesOf.filter(([key]) => key.startsWith(packPrefix))
  const snapshots = bytesOf.filter(([key]) => key.startsWith(snapshotPrefix))
  return {
    wrongPacks: packs.flatMap(([key, bytes]) => (key === packPrefix + hash('sha256', bytes) ? [] : [key])),
    snapshots: new Map(snapshots.map(([key, bytes]) => [key, restored(bytes, new Map(packs))])),
  }
}

function restored(manifestBytes: Buffer, packs: ReadonlyMap<string, Buffer>): Content | Error {
  try {
    const manifest = decodeManifest(manifestBytes)
    const content = new Map<number | 'size', string>([['size', String(manifest.imageSize)]])
    for (const { index, sha256, pack, offset, length } of manifest.chunks) {
      const name = manifest.packs[pack]?.sha256 ?? ''
      const bytes = packs.get(packPrefix + name)
      if (!bytes) throw new Error(`its pack ${name} is not there`)
      const chunk = bytes.subarray(offset, offset + length)
      if (hash('sha256', chunk) !== sha256) throw new Error(`its chunk ${index} in pack ${name} is another`)
      content.set(index, hash('sha256', zstdDecompressSync(chunk)))
    }
    return content
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** The bytes of the one file that @actions/cache wraps into a compressed tar, of format pax. */
function unwrapped(wrapped: Buffer): Buffer {
  const tar = zstdDecompressSync(wrapped)
  for (let at = 0; at < tar.length;) {
    const length = parseInt(tar.subarray(at + 124, at + 136).toString(), 8)
    const kind = tar.subarray(at + 156, at + 157).toString()
    if (kind === '0') return tar.subarray(at + 512, at + 512 + length)
    at += 512 + Math.ceil(length / 512) * 512
  }
  throw new Error('the tar has no file')
}
