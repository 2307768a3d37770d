/** Where a module tells the person who reads the job's log what it decided and did. */
export interface Log {
  /** One line: a decision with its reason, or a result with its numbers. */
  info(message: string): void
  /** Something a person should act on; shown as an annotation on the workflow's page. */
  warning(message: string): void
  /** Detail that is shown only when a workflow's debug logging is on. */
  debug(message: string): void
  /** Folds what `body` logs under `name`. */
  group<T>(name: string, body: () => Promise<T>): Promise<T>
}

/** Told, as a long piece of work goes on, how many of its bytes are done. */
export type OnProgress = (done: number, total: number) => void

/** Says nothing: for callers that have no one to tell. */
export const silent: Log = {
  info: () => undefined,
  warning: () => undefined,
  debug: () => undefined,
  group: (_name, body) => body(),
}
