/** Formats bytes as `12.3 MB`, in millions of bytes. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}

/**
 * Formats a number with a noun, as `1 pack` or `2 packs`.
 *
 * @param what singular, whose plural ends in s
 */
export function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`
}

/** Formats the seconds since `start`, which is from performance.now(). */
export function secondsSince(start: number): string {
  return seconds(performance.now() - start)
}

/** Formats milliseconds as `1.2 s`. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

/** Formats a time in milliseconds since 1970 as `2026-11-24 20:51 UTC`. */
export function date(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** Formats a time in milliseconds since 1970 as `2026-11-24`, in UTC. */
export function day(time: number): string {
  return date(time).slice(0, 10)
}

/** Formats milliseconds as `5 min`, `3 h` or `12 days`, rounded down. */
export function span(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000)
  if (minutes < 120) return `${minutes} min`
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} days`
}

/** Formats bytes per time in milliseconds as `12.3 MB/s`. */
export function rate(bytes: number, milliseconds: number): string {
  // Less than a millisecond is too short to measure a rate.
  return `${megabytes((1000 * bytes) / Math.max(1, milliseconds))}/s`
}
