/**
 * Frees the memory of bytes that nothing uses any more. Left to the collector, which does not hurry for what lies
 * outside its heap, a thread holds some 100 MB of them.
 */
export function release(bytes: Uint8Array): void {
  // Small buffers share their memory with others.
  if (bytes.buffer.byteLength > Buffer.poolSize) (bytes.buffer as ArrayBuffer).transfer(0)
}
