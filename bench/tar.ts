/** One entry of an archive, with the file types and attributes of an engine's state that Node cannot create. */
export interface TarEntry {
  /** At most 100 bytes. */
  readonly path: string
  readonly kind: 'file' | 'folder' | 'symlink' | 'hardlink' | 'device'
  readonly mode: number
  readonly owner?: number
  /** Of a symlink or hard link. */
  readonly target?: string
  readonly content?: Buffer
  readonly xattrs?: Readonly<Record<string, Buffer>>
}

const typeFlags = { file: '0', hardlink: '1', symlink: '2', device: '3', folder: '5' } as const
const block = 512
/** 2025-01-01, the same in every run. */
const modified = 1735689600

/** The bytes of one entry: POSIX.1-2001 pax, with GNU tar's `SCHILY.xattr` records. A device is 0/0, a whiteout. */
export function tarEntry(entry: TarEntry): Buffer[] {
  const records = Object.entries(entry.xattrs ?? {}).map(([name, value]) =>
    paxRecord(`SCHILY.xattr.${name}`, value),
  )
  const extended = Buffer.concat(records)
  return [
    ...(extended.length === 0
      ? []
      : [header({ path: 'pax', mode: 0o644 }, 'x', extended.length), ...padded(extended)]),
    header(entry, typeFlags[entry.kind], entry.content?.length ?? 0),
    ...padded(entry.content ?? Buffer.alloc(0)),
  ]
}

export const endOfArchive = Buffer.alloc(2 * block)

function padded(bytes: Buffer): Buffer[] {
  const missing = -bytes.length & (block - 1)
  return missing === 0 ? [bytes] : [bytes, Buffer.alloc(missing)]
}

/** "LENGTH NAME=VALUE\n", where the length counts its own digits. */
function paxRecord(name: string, value: Buffer): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${name}=`), value, Buffer.from('\n')])
  let length = rest.length
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length
  return Buffer.concat([Buffer.from(String(length)), rest])
}

type Named = Pick<TarEntry, 'path' | 'mode' | 'owner' | 'target'>

function header({ path, mode, owner = 0, target = '' }: Named, typeFlag: string, size: number): Buffer {
  if (Buffer.byteLength(path) > 100 || Buffer.byteLength(target) > 100) {
    throw new Error(`${path} is longer than a tar header holds`)
  }
  const bytes = Buffer.alloc(block)
  const octal = (value: number, at: number, length: number) => {
    bytes.write(value.toString(8).padStart(length - 1, '0'), at)
  }
  bytes.write(path, 0)
  octal(mode, 100, 8)
  octal(owner, 108, 8)
  octal(owner, 116, 8)
  octal(size, 124, 12)
  octal(modified, 136, 12)
  bytes.write(typeFlag, 156)
  bytes.write(target, 157)
  bytes.write('ustar\u000000', 257)
  octal(0, 329, 8)
  octal(0, 337, 8)
  bytes.fill(' ', 148, 156)
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return bytes
}
