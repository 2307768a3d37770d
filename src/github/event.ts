import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { PullRequestPayload } from '../runner/strangers.ts'
import type { OwnerPayload } from './repository-owner.ts'

/** What of an event is asked for here. */
export interface EventPayload extends PullRequestPayload {
  readonly repository?: { readonly default_branch?: string } & NonNullable<OwnerPayload['repository']>
  readonly organization?: unknown
}

/**
 * The payload of the event that started the run; empty where there is no file of it, as outside GitHub.
 *
 * @throws Error when the file holds no JSON object: who may write and run where hangs on it, and is not guessed
 */
export async function eventPayload(): Promise<EventPayload> {
  const file = process.env['GITHUB_EVENT_PATH'] ?? ''
  if (!existsSync(file)) return {}
  const payload = parse(await readFile(file, 'utf8'))
  if (typeof payload !== 'object' || payload === null) {
    throw new Error(`The payload of the run's event, in ${file}, is not a JSON object.`)
  }
  return payload
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
