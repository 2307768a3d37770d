/** Where modules report to the reader of the job's log what they decided and did. */
export interface Log {
  /** One line: a decision with its reason, or a result with its numbers. */
  info(message: string): void
  /** A problem that the user should act on; shown as an annotation on the page of the workflow run. */
  warning(message: string): void
  /** Details that are shown only if debug logging is enabled. */
  debug(message: string): void
  /** Groups everything that `body` logs under `name`. */
  group<T>(name: string, body: () => Promise<T>): Promise<T>
}

/** Called during long work with the number of bytes done. */
export type OnProgress = (done: number, total: number) => void

/** Discards everything: for callers without a log. */
export const silent: Log = {
  info: () => undefined,
  warning: () => undefined,
  debug: () => undefined,
  group: (_name, body) => body(),
}
