/**
 * Frees the memory of bytes that are no longer used. The garbage collector frees memory outside its heap late: a
 * thread would hold about 100 MB of it. Nothing else may use the memory of these bytes.
 */
export function freeMemory(bytes: Uint8Array): void {
  // Small buffers share their memory with others.
  if (bytes.buffer.byteLength > Buffer.poolSize) (bytes.buffer as ArrayBuffer).transfer(0)
}
