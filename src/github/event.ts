import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { isJsonObject } from '../json.ts'
import type { PullRequestPayload } from '../runner/untrusted-code.ts'
import type { OwnerPayload } from './repository-owner.ts'

/** The fields of an event's payload that this action reads. */
export interface EventPayload extends PullRequestPayload {
  readonly repository?: { readonly default_branch?: string } & NonNullable<OwnerPayload['repository']>
  readonly organization?: unknown
}

/**
 * The payload of the event that triggered the run; empty if there is no file, as outside GitHub.
 *
 * @throws Error if the file is not a JSON object: no default would be safe, because the payload decides who may
 *   write
 */
export async function eventPayload(): Promise<EventPayload> {
  const file = process.env['GITHUB_EVENT_PATH'] ?? ''
  if (!existsSync(file)) return {}
  const payload = parse(await readFile(file, 'utf8'))
  if (!isJsonObject(payload)) {
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
