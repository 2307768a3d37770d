import * as core from '@actions/core'
import { reasonOf } from '../reason.ts'

/** Marks this step as failed, with the error's message as an annotation, and its stack in the debug log. */
export function failStep(error: unknown): void {
  core.setFailed(reasonOf(error))
  core.debug(error instanceof Error ? (error.stack ?? '') : '')
}
