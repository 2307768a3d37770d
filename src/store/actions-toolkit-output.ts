/** What a call of @actions/cache wrote, sorted by whom it is for. */
export interface ToolkitOutput {
  /** To be hidden wherever they turn up. */
  readonly secrets: readonly string[]
  /** Its warnings and errors. */
  readonly complaints: readonly string[]
  /** Everything else, and the complaints too, in order. */
  readonly details: readonly string[]
}

export function parseToolkitOutput(output: string): ToolkitOutput {
  const secrets: string[] = []
  const complaints: string[] = []
  const details: string[] = []
  for (const line of output.split('\n')) {
    const [, command, data = ''] = /^::([a-z-]+)(?: [^:]*)?::(.*)$/.exec(line) ?? []
    const text = command === undefined ? line : unescaped(data)
    if (command === 'add-mask') {
      secrets.push(text)
      continue
    }
    if (command === 'warning' || command === 'error') complaints.push(text)
    if (text.trim() !== '') details.push(text)
  }
  return { secrets, complaints, details }
}

/** Undoes what @actions/core does to the data of a workflow command (lib/command.js, escapeData). */
function unescaped(data: string): string {
  return data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

/** Why a lookup or a restore came back empty: undefined when there was just nothing. */
export function restoreFailure({ complaints }: ToolkitOutput): string | undefined {
  return complaints.find((complaint) => !complaint.includes('cache read denied:'))
}

/**
 * Why a save did not happen: undefined when the key is taken or the job may not write. The toolkit (6.3.0,
 * lib/cache.js, saveCacheV2) takes an outage while it reserves for a taken key; only its debug line tells.
 */
export function saveFailure({ complaints, details }: ToolkitOutput): string | undefined {
  const refused = (text: string) =>
    text.includes('cache write denied:') || text.includes('(409)') || text.includes('already exists')
  const reserving = details.find((detail) => detail.startsWith('Failed to reserve cache:'))
  if (reserving !== undefined) return refused(reserving) ? undefined : reserving
  // Version 1 calls every answer without an ID a taken key, a proxy's page too (saveCacheV1); only its details tell.
  const taken = details.find((detail) =>
    detail.includes('another job may be creating this cache. More details:'),
  )
  if (taken !== undefined) return refused(taken) ? undefined : taken
  return complaints.find((complaint) => !refused(complaint))
}
