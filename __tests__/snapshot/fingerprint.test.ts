import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createHmac } from 'node:crypto'
import { fingerprintOf, newFingerprintKey } from '../../src/snapshot/fingerprint.ts'

describe('a fingerprint', () => {
  // NIST, "The Galois/Counter Mode of Operation", test case 1: nothing is authenticated.
  test('is the tag of AES-128-GCM', () => {
    expect(fingerprintOf(Buffer.alloc(0), '0'.repeat(32))).toBe('58e2fccefa7e3061367f1d57a4e7455a')
  })

  test('differs if any bit or the order of any two blocks differs', () => {
    const key = newFingerprintKey()
    const content = createHmac('sha512', 'content').digest()
    const whole = fingerprintOf(content, key)
    fc.assert(
      fc.property(fc.nat(content.length * 8 - 1), (bit) => {
        const changed = Buffer.from(content)
        changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
        return fingerprintOf(changed, key) !== whole
      }),
    )
    const swapped = Buffer.concat([content.subarray(16, 32), content.subarray(0, 16), content.subarray(32)])
    expect(fingerprintOf(swapped, key)).not.toBe(whole)
    expect(fingerprintOf(Buffer.concat([content, Buffer.alloc(1)]), key)).not.toBe(whole)
  })

  test('depends only on the content and the key', () => {
    const [key, other] = [newFingerprintKey(), newFingerprintKey()]
    const content = Buffer.alloc(4096, 7)
    expect(fingerprintOf(Buffer.from(content), key)).toBe(fingerprintOf(content, key))
    expect(fingerprintOf(content, other)).not.toBe(fingerprintOf(content, key))
  })
})
