import { describe, expect, test } from '@jest/globals'
import {
  attributesAnswer,
  decodeRequest,
  emptyAnswer,
  errors,
  initAnswer,
  refusal,
  requestSize,
  statisticsAnswer,
  writeAnswer,
} from '../../src/demand/protocol.ts'

/** A request as the kernel sends it: fuse_in_header, then `body`. */
function request(opcode: number, body: readonly (number | bigint)[] = [], data = Buffer.alloc(0)): Buffer {
  const fields = body.map((field) => {
    const bytes = Buffer.alloc(typeof field === 'bigint' ? 8 : 4)
    if (typeof field === 'bigint') bytes.writeBigUInt64LE(field)
    else bytes.writeUInt32LE(field)
    return bytes
  })
  const header = Buffer.alloc(40)
  const rest = Buffer.concat([...fields, data])
  header.writeUInt32LE(40 + rest.length, 0)
  header.writeUInt32LE(opcode, 4)
  header.writeBigUInt64LE(77n, 8)
  header.writeBigUInt64LE(1n, 16)
  return Buffer.concat([header, rest])
}

const unique = 77n
const fileHandle = 0n

describe('a request', () => {
  test.each([
    ['FUSE_INIT', request(26, [7, 45, 131072, 0x73fffffb]), { kind: 'init', major: 7, flags: 0x73fffffb }],
    [
      'FUSE_READ',
      request(15, [fileHandle, 5_000_000_000n, 65536]),
      { kind: 'read', offset: 5e9, length: 65536 },
    ],
    ['FUSE_GETATTR', request(3), { kind: 'attributes' }],
    ['FUSE_SETATTR', request(4), { kind: 'attributes' }],
    ['FUSE_OPEN', request(14), { kind: 'open' }],
    ['FUSE_FSYNC', request(20), { kind: 'sync' }],
    ['FUSE_STATFS', request(17), { kind: 'statistics' }],
    ['FUSE_FLUSH', request(25), { kind: 'nothing' }],
    ['FUSE_RELEASE', request(18), { kind: 'nothing' }],
    ['FUSE_LOOKUP', request(1), { kind: 'unknown' }],
  ])('%s is read', (_name, bytes, expected) => {
    expect(decodeRequest(bytes)).toEqual({ unique, ...expected })
  })

  test.each([
    ['FUSE_FORGET', 2],
    ['FUSE_BATCH_FORGET', 42],
    ['FUSE_INTERRUPT', 36],
  ])('%s gets no answer', (_name, opcode) => {
    expect(decodeRequest(request(opcode))).toEqual({ kind: 'notice' })
  })

  test('FUSE_WRITE is read with its data, and no byte of what lies behind', () => {
    const data = Buffer.from('what is written')
    const bytes = request(16, [fileHandle, 8192n, data.length, 0, 0n, 0, 0], data)
    const behind = Buffer.concat([bytes, Buffer.from('of an earlier request')])
    expect(decodeRequest(behind)).toEqual({ kind: 'write', unique, offset: 8192, data })
  })

  test.each([
    ['FALLOC_FL_PUNCH_HOLE', 0x3, 'clear'],
    ['FALLOC_FL_ZERO_RANGE', 0x11, 'clear'],
    ['FALLOC_FL_ZERO_RANGE without FALLOC_FL_KEEP_SIZE', 0x10, 'clear'],
    ['no flag, which allocates', 0x0, 'unsupported'],
    ['FALLOC_FL_COLLAPSE_RANGE', 0x8, 'unsupported'],
  ])('FUSE_FALLOCATE with %s is read', (_name, mode, kind) => {
    const bytes = request(43, [fileHandle, 4096n, 1_048_576n, mode, 0])
    expect(decodeRequest(bytes)).toMatchObject(
      kind === 'clear' ? { kind, unique, offset: 4096, length: 1_048_576 } : { kind, unique },
    )
  })

  test('of the largest size fits the buffer that it is read into', () => {
    // fs/fuse/dev.c, fuse_dev_do_read: at least FUSE_MIN_READ_BUFFER, and the header of a write with its data.
    expect(requestSize).toBeGreaterThanOrEqual(2 ** 20 + 80)
  })
})

describe('an answer', () => {
  test('says how long it is, whether it refuses, and to what it is', () => {
    const refused = refusal(unique, errors.EIO)
    expect([refused.length, refused.readUInt32LE(0)]).toEqual([16, 16])
    expect(refused.readInt32LE(4)).toBe(-5)
    expect(refused.readBigUInt64LE(8)).toBe(unique)
    expect(emptyAnswer(unique).readInt32LE(4)).toBe(0)
  })

  test('to a write says how much was written', () => {
    const answer = writeAnswer(unique, 123_456)
    expect([answer.length, answer.readUInt32LE(0), answer.readUInt32LE(16)]).toEqual([24, 24, 123_456])
  })

  test('to FUSE_INIT asks for no more than the kernel offers, and for transfers of a MiB', () => {
    const offered = 0x1 | 0x400000
    const answer = initAnswer(unique, offered)
    expect(answer.length).toBe(80)
    expect([answer.readUInt32LE(16), answer.readUInt32LE(20)]).toEqual([7, 31])
    expect(answer.readUInt32LE(28)).toBe(offered)
    expect([answer.readUInt32LE(36), answer.readUInt16LE(44)]).toEqual([2 ** 20, 256])
  })

  test('about the filesystem has a block size, without which older kernels refuse every discard', () => {
    const answer = statisticsAnswer(unique)
    expect(answer.length).toBe(16 + 80)
    expect([answer.readUInt32LE(56), answer.readUInt32LE(64)]).toEqual([4096, 4096])
  })

  test('about the file says that it is one, of which size and whose', () => {
    const answer = attributesAnswer(unique, { size: 6 * 2 ** 30, uid: 1000, gid: 1001 })
    expect(answer.length).toBe(16 + 16 + 88)
    expect(answer.readBigUInt64LE(40)).toBe(6n * 2n ** 30n)
    expect(answer.readUInt32LE(92)).toBe(0o100600)
    expect([answer.readUInt32LE(100), answer.readUInt32LE(104)]).toEqual([1000, 1001])
  })
})
