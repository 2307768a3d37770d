/** The output of one call of @actions/cache, sorted by purpose. */
export interface ToolkitOutput {
  /** Must be masked in the log. */
  readonly secrets: readonly string[]
  /** Its warnings and errors. */
  readonly problems: readonly string[]
  /** All lines except the secrets, in order. */
  readonly details: readonly string[]
}

export function parseToolkitOutput(output: string): ToolkitOutput {
  const secrets: string[] = []
  const problems: string[] = []
  const details: string[] = []
  for (const line of output.split('\n')) {
    const [, command, data = ''] = /^::([a-z-]+)(?: [^:]*)?::(.*)$/.exec(line) ?? []
    const text = command === undefined ? line : unescaped(data)
    if (command === 'add-mask') {
      secrets.push(text)
      continue
    }
    if (command === 'warning' || command === 'error') problems.push(text)
    if (text.trim() !== '') details.push(text)
  }
  return { secrets, problems, details }
}

/** Reverses how @actions/core escapes the data of a workflow command (lib/command.js, escapeData). */
function unescaped(data: string): string {
  return data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

/** Why a lookup or a restore failed; undefined if there was no entry, or this job may not read the cache. */
export function restoreFailure({ problems }: ToolkitOutput): string | undefined {
  return problems.find((problem) => !problem.includes('cache read denied:'))
}

/**
 * Why a save failed; undefined if the key exists or the job may not write. If an outage makes the reservation
 * fail, the toolkit (6.3.0, lib/cache.js, saveCacheV2) reports an existing key; only its debug line shows the
 * cause.
 */
export function saveFailure({ problems, details }: ToolkitOutput): string | undefined {
  const refused = (text: string) =>
    text.includes('cache write denied:') || text.includes('(409)') || text.includes('already exists')
  const reserving = details.find((detail) => detail.startsWith('Failed to reserve cache:'))
  if (reserving !== undefined) return refused(reserving) ? undefined : reserving
  // Version 1 reports an existing key for every answer without an ID, even for a proxy's page (saveCacheV1); only
  // the details show the cause.
  const taken = details.find((detail) =>
    detail.includes('another job may be creating this cache. More details:'),
  )
  if (taken !== undefined) return refused(taken) ? undefined : taken
  return problems.find((problem) => !refused(problem))
}
