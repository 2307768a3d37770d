import { Random } from './random.ts'

/** Bytes that do not compress, like those of compressed layers. */
export function noise(length: number, random: Random): Buffer {
  const words = new Int32Array(Math.ceil(length / 4))
  for (let at = 0; at < words.length; at++) words[at] = random.next()
  return Buffer.from(words.buffer, 0, length)
}

const vocabulary = makeVocabulary()

/** Bytes that compress to about a fifth, like source code and libraries. No two files share content. */
export function text(length: number, random: Random): Buffer {
  const words = new Int32Array(2 * Math.ceil(length / 8))
  for (let at = 0; at < words.length; at += 2) {
    const draw = random.next() >>> 0
    // Some words are far more common than others.
    const word = (((draw & 0x3ff) * (draw >>> 22)) >>> 10) & ~1
    words[at] = vocabulary[word] ?? 0
    words[at + 1] = vocabulary[word + 1] ?? 0
  }
  return Buffer.from(words.buffer, 0, length)
}

function makeVocabulary(): Int32Array {
  const random = new Random(0)
  const letters = 'etaoinshrdlucmfw'
  const bytes = Buffer.alloc(1024 * 4)
  for (let at = 0; at < bytes.length; at++) {
    bytes[at] = at % 8 === 7 ? 0x20 : letters.charCodeAt(random.below(letters.length))
  }
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
}
