import { hash } from 'node:crypto'
import { isIPv4 } from 'node:net'

/** Where in a bucket the states are. */
export interface S3Address {
  readonly bucket: string
  /** Without a slash at either end; '' for the whole bucket. */
  readonly prefix: string
}

/** A longer prefix could make a name longer than the 1024 bytes that S3 allows. */
const maxPrefixLength = 200

/** Describes a valid address, as the end of a sentence. */
export const s3AddressRule = `s3://bucket or s3://bucket/prefix, where the bucket's name has 3 to 63 lowercase letters, digits, dots and hyphens, and the prefix at most ${maxPrefixLength} letters, digits and . _ - = /, without empty parts, . and ..`

/**
 * Parses `s3://bucket/prefix`, which may end with a slash; undefined if the text is not such an address.
 *
 * Source of the rules for buckets: docs.aws.amazon.com, "General purpose bucket naming rules". Suffixes that are
 * reserved for aliases are accepted: an alias of an access point is used like a bucket.
 */
export function parseS3Address(text: string): S3Address | undefined {
  const [, bucket, prefix = ''] =
    /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.+?)?\/?)?$/.exec(text) ?? []
  if (bucket === undefined || bucket.includes('..') || isIPv4(bucket) || prefix.length > maxPrefixLength) {
    return undefined
  }
  const segments = prefix === '' ? [] : prefix.split('/')
  return segments.every((segment) => /^[\w.=-]+$/.test(segment) && !/^\.+$/.test(segment))
    ? { bucket, prefix }
    : undefined
}

const maxScopeLength = 150

/**
 * The name of a ref as one part of a path, such as `refs:heads:main` for `refs/heads/main`. Git allows no colon in a
 * ref (git-check-ref-format), so no two refs get the same name. A long one is cut, and carries a hash.
 */
export function scopeOf(ref: string): string {
  const name = encodeURIComponent(ref.toWellFormed()).replaceAll('%2F', ':') || 'no:ref'
  return name.length <= maxScopeLength
    ? name
    : `${name.slice(0, maxScopeLength - 33)}+${hash('sha256', ref).slice(0, 32)}`
}

// A key cannot contain them, because it encodes them.
const end = '!'
const continuation = '+/'
/** Servers that store objects as files, as MinIO does, allow 255 bytes between two slashes. */
const maxSegmentLength = 200

/**
 * The key of an entry, or a prefix of one, as the beginning of an object's name below its scope. A server that stores
 * objects as files accepts every such name. Each character is encoded on its own, so that a prefix of a key gives a prefix
 * of its name, which can be listed.
 */
export function objectPrefix(keyPrefix: string): string {
  let name = ''
  let segment = 0
  let previous = '/'
  for (const character of keyPrefix.toWellFormed()) {
    const encoded = encodedAfter(previous, character)
    previous = character
    if (encoded === '/') {
      name += encoded
      segment = 0
      continue
    }
    if (segment + encoded.length > maxSegmentLength) {
      name += continuation
      segment = 0
    }
    name += encoded
    segment += encoded.length
  }
  return name
}

/** The name of an entry's object below its scope. No such name is a folder of another one. */
export function objectName(key: string): string {
  return `${objectPrefix(key)}${end}`
}

const plainName = /^([\w@-][\w.@-]*\/)*[\w@-][\w.@-]*!$/

/** The key of the entry that an object stores; undefined if it stores no entry. */
export function keyOfObject(name: string): string | undefined {
  if (!name.endsWith(end)) return undefined
  // A shortcut for nearly all names, because a listing may contain a million.
  if (name.length <= maxSegmentLength && plainName.test(name)) return name.slice(0, -end.length)
  try {
    const key = decodeURIComponent(name.slice(0, -end.length).replaceAll(continuation, ''))
    return objectName(key) === name ? key : undefined
  } catch {
    return undefined
  }
}

/** A part of a path must not be empty or begin with a dot. */
function encodedAfter(previous: string, character: string): string {
  if (previous === '/' && character === '/') return '%2F'
  if (previous === '/' && character === '.') return '%2E'
  return /[A-Za-z0-9._@/-]/.test(character) ? character : encoded(character)
}

/** Also encodes the characters that encodeURIComponent does not. */
function encoded(character: string): string {
  const uri = encodeURIComponent(character)
  return uri.length > 1 ? uri : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
