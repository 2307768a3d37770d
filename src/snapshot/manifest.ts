import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { ColdStart } from '../policy/cold-start.ts'
import { fingerprintKeySize, fingerprintSize } from './fingerprint.ts'

/** Bytes of the image that are hashed, compressed and stored together. Smaller ones cost more bytes a change. */
export const chunkSize = 2 ** 20

export interface Pack {
  /** Of its bytes, in hex; a pack is named by it. */
  readonly sha256: string
  /** Bytes. */
  readonly size: number
}

export interface StoredChunk {
  /** Its place: the chunk begins at this times `chunkSize` in the image. */
  readonly index: number
  /** Of its uncompressed bytes, by the manifest's key: tells whether it is as it was. */
  readonly fingerprint: string
  /** Of its compressed bytes, in hex: tells whether what comes out of a pack is what was put there. */
  readonly sha256: string
  /** The pack that holds it, as an index into the manifest's packs. */
  readonly pack: number
  /** Bytes from the start of the pack. */
  readonly offset: number
  /** Compressed bytes. */
  readonly length: number
}

/** What an image held when an engine had closed it: chunks that are not listed are zeros. */
export interface Manifest {
  /** Bytes. */
  readonly imageSize: number
  readonly filesystem: {
    readonly uuid: string
    readonly usedBlocks: number
    readonly usedInodes: number
  }
  /** In hex; each state has its own, which its later snapshots keep. */
  readonly fingerprintKey: string
  /** A version, a commit's hash, or `head`. */
  readonly engineVersion: string
  /** The entry keys of the snapshots that it was made from, newest first, at most two. */
  readonly predecessors: readonly string[]
  /** Compressed bytes that may be written again only to have fewer packs. Below 0 when waste took more. */
  readonly credit: number
  readonly packs: readonly Pack[]
  /** Ascending by index. */
  readonly chunks: readonly StoredChunk[]
  /** Milliseconds since 1970. For people alone, as is the cold start: nothing is decided by them. */
  readonly savedAt?: number
  /** The last that was measured under the same key. */
  readonly coldStart?: ColdStart
  /** What the state's user wants to know again after a restore. It means nothing here. Absent from format 1. */
  readonly notes?: Notes
}

/** By name. The limits are in `notesFrom`. */
export type Notes = Readonly<Record<string, string>>

/** What a snapshot's chunks come to, in bytes. */
export function sizeOf({ chunks }: Manifest): { compressed: number; uncompressed: number } {
  return {
    compressed: chunks.reduce((sum, { length }) => sum + length, 0),
    uncompressed: chunks.length * chunkSize,
  }
}

/** A manifest with the key of the entry that holds it. */
export interface Snapshot {
  readonly key: string
  readonly manifest: Manifest
}

/** A manifest that cannot be used; the message says why and begins with "it". */
export class ManifestError extends Error {}

const magic = Buffer.from('WARMDAG')
/**
 * 1: the first. 2: has notes. Each format is read for ever, for users update their jobs one at a time. What reads only
 * format 1 refuses the others: a restore is then a miss, and a cleaning deletes nothing. A reader ignores columns that
 * it does not know, so a new format is needed only for what an older reader must not restore without.
 */
const format = 2
/** Bytes of a stored manifest at most: what a state of about 500 GiB needs. */
export const mostManifestSize = 32 * 2 ** 20
const mostDecompressed = 64 * 2 ** 20
/** A full terabyte of packs that are full. */
const mostPacks = 2 ** 14
const mostImageSize = 2 ** 40
const mostPackSize = 2 ** 30
/** What zstd may add to bytes that do not compress, with room to spare. */
const mostChunkLength = chunkSize + 2 ** 16
/** The end of the year 9999. */
const latest = 253_402_300_799_999
/** Milliseconds: seven weeks, where a workflow's run ends after 35 days (docs.github.com, "Actions limits"). */
const longestCommand = 2 ** 32
const mostNotes = 16
const longestNote = 1024
/**
 * Bytes that a snapshot may unpack to: this much, and for each compressed byte so many. Real states unpack to three or
 * four times their compressed bytes; zstd reaches 16,000 times with bytes that are all alike, so without a limit a
 * manifest of 1.4 kB could fill a disk of 390 GiB out of a pack of a few bytes.
 */
const freelyUnpacked = 4 * 2 ** 30
const mostRatio = 64

/** Columns compress far better than rows: of 60 bytes a chunk, the hashes are 48. */
interface Columns {
  imageSize: number
  chunkSize: number
  filesystem: Manifest['filesystem']
  fingerprintKey: string
  engineVersion: string
  predecessors: readonly string[]
  credit: number
  packs: { sha256: string[]; size: number[] }
  chunks: {
    step: number[]
    pack: number[]
    offset: number[]
    length: number[]
    fingerprint: string
    sha256: string
  }
  savedAt?: number
  coldStart?: ColdStart
  notes?: Notes
}

/** The stored form: a magic word and a format number, then zstd-compressed JSON columns. */
export function encodeManifest(manifest: Manifest): Buffer {
  const { chunks, packs } = manifest
  const columns: Columns = {
    imageSize: manifest.imageSize,
    chunkSize,
    filesystem: manifest.filesystem,
    fingerprintKey: manifest.fingerprintKey,
    engineVersion: manifest.engineVersion,
    predecessors: manifest.predecessors,
    credit: manifest.credit,
    packs: { sha256: packs.map((pack) => pack.sha256), size: packs.map((pack) => pack.size) },
    chunks: {
      step: chunks.map((chunk, at) => chunk.index - (chunks[at - 1]?.index ?? 0)),
      pack: chunks.map((chunk) => chunk.pack),
      offset: chunks.map((chunk) => chunk.offset),
      length: chunks.map((chunk) => chunk.length),
      fingerprint: packedHex(chunks.map((chunk) => chunk.fingerprint)),
      sha256: packedHex(chunks.map((chunk) => chunk.sha256)),
    },
    ...(manifest.savedAt !== undefined && { savedAt: manifest.savedAt }),
    ...(manifest.coldStart && { coldStart: manifest.coldStart }),
    ...(manifest.notes && { notes: manifest.notes }),
  }
  const body = zstdCompressSync(JSON.stringify(columns), {
    params: { [constants.ZSTD_c_compressionLevel]: 9 },
  })
  return Buffer.concat([magic, Buffer.from([format]), body])
}

function packedHex(values: readonly string[]): string {
  return Buffer.from(values.join(''), 'hex').toString('base64')
}

/**
 * Reads a stored manifest. It may come from anyone who can write to the cache, so every number in it is checked
 * before it is used: a manifest that comes back asks for no byte outside its image or its packs.
 *
 * @throws ManifestError
 */
export function decodeManifest(bytes: Buffer): Manifest {
  const itsFormat = bytes[magic.length]
  if (itsFormat === undefined || !bytes.subarray(0, magic.length).equals(magic)) {
    throw new ManifestError('it is not a manifest')
  }
  if (itsFormat < 1 || itsFormat > format) {
    throw new ManifestError(`it has format ${itsFormat}, and this version reads formats 1 to ${format}`)
  }
  if (bytes.length > mostManifestSize) throw new ManifestError(`it has ${bytes.length} bytes, too many`)
  const json = readable(() =>
    zstdDecompressSync(bytes.subarray(magic.length + 1), { maxOutputLength: mostDecompressed }),
  )
  if (!isModest(json)) throw new ManifestError('it has more parts than any manifest')
  return fromColumns(readable(() => JSON.parse(json.toString('utf8')) as unknown))
}

function readable<T>(read: () => T): T {
  try {
    return read()
  } catch {
    // Not the reader's own message: it quotes what it read, and this may end up in the log.
    throw new ManifestError('it is damaged: it cannot be decompressed and parsed')
  }
}

/**
 * Whether parsing takes little more memory than the text itself. Of numbers a manifest has many, of other values
 * hardly any but the packs' names; 64 MiB of empty objects or of properties would take gigabytes.
 */
function isModest(json: Buffer): boolean {
  const most = 2 * mostPacks + 2 ** 13
  const costly = ['{', '[', ':', '"'].map((character) => character.charCodeAt(0))
  let count = 0
  for (const byte of json) if (costly.includes(byte) && ++count > most) return false
  return true
}

function fromColumns(value: unknown): Manifest {
  const columns = record(value, 'the manifest')
  if (columns['chunkSize'] !== chunkSize) throw new ManifestError('it has another chunk size')
  const imageSize = integer(columns['imageSize'], 'imageSize', chunkSize, mostImageSize)
  if (imageSize % chunkSize !== 0) throw new ManifestError('its image size is not a whole number of chunks')

  const packColumns = record(columns['packs'], 'packs')
  const packHashes = list(packColumns['sha256'], 'packs.sha256')
  if (packHashes.length > mostPacks) throw new ManifestError(`it has ${packHashes.length} packs, too many`)
  const packSizes = list(packColumns['size'], 'packs.size', packHashes.length)
  const packs = packHashes.map((hash, at): Pack => {
    const sha256 = text(hash, 'packs.sha256')
    if (!/^[0-9a-f]{64}$/.test(sha256))
      throw new ManifestError('it names a pack by something other than a hash')
    return { sha256, size: integer(packSizes[at], 'packs.size', 1, mostPackSize) }
  })

  const chunkColumns = record(columns['chunks'], 'chunks')
  const steps = list(chunkColumns['step'], 'chunks.step')
  const inPack = list(chunkColumns['pack'], 'chunks.pack', steps.length)
  const offsets = list(chunkColumns['offset'], 'chunks.offset', steps.length)
  const lengths = list(chunkColumns['length'], 'chunks.length', steps.length)
  const fingerprints = unpackedHex(chunkColumns['fingerprint'], 'fingerprint', fingerprintSize, steps.length)
  const hashes = unpackedHex(chunkColumns['sha256'], 'sha256', 32, steps.length)
  const chunks: StoredChunk[] = []
  let index = 0
  for (const [at, step] of steps.entries()) {
    index += integer(step, 'chunks.step', at === 0 ? 0 : 1, imageSize)
    if (index >= imageSize / chunkSize) throw new ManifestError('it has a chunk outside its image')
    const pack = integer(inPack[at], 'chunks.pack', 0, packs.length - 1)
    const length = integer(lengths[at], 'chunks.length', 1, mostChunkLength)
    const offset = integer(offsets[at], 'chunks.offset', 0, (packs[pack]?.size ?? 0) - length)
    chunks.push({ index, pack, offset, length, fingerprint: fingerprints(at), sha256: hashes(at) })
  }

  checkRatio(chunks)

  const fingerprintKey = text(columns['fingerprintKey'], 'fingerprintKey')
  if (!/^[0-9a-f]*$/.test(fingerprintKey) || fingerprintKey.length !== 2 * fingerprintKeySize) {
    throw new ManifestError('its fingerprintKey is not a key')
  }
  const filesystem = record(columns['filesystem'], 'filesystem')
  const predecessors = list(columns['predecessors'], 'predecessors').map((key) => text(key, 'predecessors'))
  if (predecessors.length > 2) throw new ManifestError('it has more than two predecessors')
  return {
    imageSize,
    filesystem: {
      uuid: text(filesystem['uuid'], 'filesystem.uuid'),
      usedBlocks: integer(filesystem['usedBlocks'], 'filesystem.usedBlocks', 0, 2 ** 48),
      usedInodes: integer(filesystem['usedInodes'], 'filesystem.usedInodes', 0, 2 ** 32),
    },
    fingerprintKey,
    engineVersion: engineVersionFrom(columns['engineVersion']),
    predecessors,
    credit: integer(columns['credit'], 'credit', -2 * mostImageSize, 2 * mostImageSize),
    packs,
    chunks,
    ...(columns['savedAt'] !== undefined && { savedAt: time(columns['savedAt'], 'savedAt') }),
    ...(columns['coldStart'] !== undefined && { coldStart: coldStartFrom(columns['coldStart']) }),
    ...(columns['notes'] !== undefined && { notes: notesFrom(columns['notes']) }),
  }
}

/** Before the first byte is fetched. A byte of a pack counts once, however many chunks name it. */
function checkRatio(chunks: readonly StoredChunk[]): void {
  const compressed = distinctBytes(chunks)
  const unpacked = chunks.length * chunkSize
  if (unpacked > freelyUnpacked + mostRatio * compressed) {
    throw new ManifestError(`it unpacks ${compressed} bytes to ${unpacked}, too many`)
  }
}

/** Bytes of packs that at least one of the chunks needs. */
function distinctBytes(chunks: readonly StoredChunk[]): number {
  let bytes = 0
  let pack = -1
  let end = 0
  for (const chunk of chunks.toSorted((a, b) => a.pack - b.pack || a.offset - b.offset)) {
    if (chunk.pack !== pack) end = 0
    pack = chunk.pack
    bytes += Math.max(0, chunk.offset + chunk.length - Math.max(end, chunk.offset))
    end = Math.max(end, chunk.offset + chunk.length)
  }
  return bytes
}

/** It becomes part of a command that people are shown, and of an image's name. */
function engineVersionFrom(value: unknown): string {
  const version = text(value, 'engineVersion', 128)
  if (/^(v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?|[0-9a-f]{40}|head)$/.test(version)) return version
  throw new ManifestError("its engineVersion is neither a version, nor a commit's hash, nor head")
}

/** @throws ManifestError for what is no notes, or more than may be kept */
export function notesFrom(value: unknown): Notes {
  const notes = Object.entries(record(value, 'notes'))
  if (notes.length > mostNotes) throw new ManifestError(`it has ${notes.length} notes, too many`)
  for (const [name, note] of notes) {
    if (!/^[a-z][a-z-]{0,31}$/.test(name)) throw new ManifestError('it has a note with an invalid name')
    if (typeof note !== 'string' || !/^[\x20-\x7e]*$/.test(note) || note.length > longestNote) {
      throw new ManifestError(`its note ${name} is not plain ASCII of at most ${longestNote} characters`)
    }
  }
  return Object.fromEntries(notes) as Notes
}

function coldStartFrom(value: unknown): ColdStart {
  const coldStart = record(value, 'coldStart')
  return {
    command: text(coldStart['command'], 'coldStart.command'),
    milliseconds: integer(coldStart['milliseconds'], 'coldStart.milliseconds', 0, longestCommand),
    at: time(coldStart['at'], 'coldStart.at'),
  }
}

function time(value: unknown, name: string): number {
  return integer(value, name, 0, latest)
}

function record(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ManifestError(`it lacks ${name}`)
  }
  return value as Record<string, unknown>
}

function list(value: unknown, name: string, length?: number): unknown[] {
  if (!Array.isArray(value)) throw new ManifestError(`it lacks ${name}`)
  if (length !== undefined && value.length !== length)
    throw new ManifestError(`its ${name} has a wrong length`)
  return value
}

function integer(value: unknown, name: string, least: number, most: number): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least || value > most) {
    const found = typeof value === 'number' ? String(value) : 'something'
    throw new ManifestError(`its ${name} has ${found} that is not a whole number from ${least} to ${most}`)
  }
  return value
}

/** The one long kind of text: for each of `count` chunks a value of `size` bytes. @returns each, in hex */
function unpackedHex(value: unknown, name: string, size: number, count: number): (at: number) => string {
  const bytes = Buffer.from(text(value, `chunks.${name}`, mostDecompressed), 'base64')
  if (bytes.length !== count * size) {
    throw new ManifestError(`its column ${name} does not have one value per chunk`)
  }
  return (at) => bytes.toString('hex', at * size, (at + 1) * size)
}

/** Bounded, without characters that a terminal obeys or does not show: such text may end up in the log. */
function text(value: unknown, name: string, most = 512): string {
  if (typeof value !== 'string' || value.length > most || /[\p{C}\p{Zl}\p{Zp}]/u.test(value)) {
    throw new ManifestError(`its ${name} is not plain text of at most ${most} characters`)
  }
  return value
}
