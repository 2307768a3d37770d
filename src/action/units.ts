/** @param bytes as `12.3 MB`, in millions, for a person */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}

/** Seconds since `start` (of performance.now()), for a person. */
export function secondsSince(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`
}

/** @param bytes done in so many milliseconds, as `12.3 MB/s` */
export function rate(bytes: number, milliseconds: number): string {
  // No clock of ours tells less than a millisecond apart.
  return `${megabytes((1000 * bytes) / Math.max(1, milliseconds))}/s`
}
