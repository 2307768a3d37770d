import { createCipheriv, randomBytes } from 'node:crypto'

/** Bytes. */
export const fingerprintKeySize = 16
/** Bytes. */
export const fingerprintSize = 16

/** A key for the fingerprints of one state, in hex: they compare only with others of the same key. */
export function newFingerprintKey(): string {
  return randomBytes(fingerprintKeySize).toString('hex')
}

/**
 * Tells whether a chunk is as it was: the authentication tag of AES-128-GCM (NIST SP 800-38D) over it. For a random
 * key, two contents that were made without knowledge of it agree with a chance below 2^-110 for a chunk of 1 MiB.
 * Whoever knows the key can make two that agree, so against them it is no proof: what comes out of a cache is held
 * to a SHA-256 besides. It is used because it costs a tenth of that one, and an idle save does little else.
 *
 * @param key in hex
 * @returns in hex
 */
export function fingerprintOf(chunk: Buffer, key: string): string {
  const cipher = createCipheriv('aes-128-gcm', Buffer.from(key, 'hex'), nonce)
  cipher.setAAD(chunk)
  cipher.final()
  return cipher.getAuthTag().toString('hex')
}

// Always the same: nothing is encrypted, and that a known pair of chunk and tag tells of the key does no harm.
const nonce = Buffer.alloc(12)
