import { crc32 } from 'node:zlib'

/** A zip archive of one uncompressed file (PKWARE's APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16). */
export function zip(name: string, content: Buffer): Buffer {
  const nameBytes = Buffer.from(name)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0) // the version that can unpack it
  common.writeUInt32LE(crc32(content), 10)
  common.writeUInt32LE(content.length, 14)
  common.writeUInt32LE(content.length, 18)
  common.writeUInt16LE(nameBytes.length, 22)

  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, nameBytes, content])
  const entry = Buffer.alloc(14)
  entry.writeUInt32LE((0o100755 << 16) >>> 0, 6) // a regular file's mode
  const madeOnUnix = Buffer.from([20, 3])
  const directory = Buffer.concat([Buffer.from('PK\x01\x02'), madeOnUnix, common, entry, nameBytes])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, directory, end])
}
