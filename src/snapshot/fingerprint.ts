import { createCipheriv, randomBytes } from 'node:crypto'

/** Bytes. */
export const fingerprintKeySize = 16
/** Bytes. */
export const fingerprintSize = 16

/**
 * Creates a key for the fingerprints of one state, in hex. Only fingerprints with the same key can be compared.
 */
export function newFingerprintKey(): string {
  return randomBytes(fingerprintKeySize).toString('hex')
}

/**
 * Shows whether a chunk has changed: the authentication tag of AES-128-GCM (NIST SP 800-38D) over the chunk. With
 * a random key, two contents that were created without knowledge of the key have the same tag with a probability
 * below 2^-110 for a chunk of 1 MiB. Anyone who knows the key can create two contents with the same tag, so it is
 * no proof against them: everything that comes from a cache is also checked with SHA-256. The tag costs a tenth of
 * a SHA-256, and an idle save does little else.
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

// The nonce never changes: nothing is encrypted, and it does no harm if a known chunk and its tag reveal the key.
const nonce = Buffer.alloc(12)
