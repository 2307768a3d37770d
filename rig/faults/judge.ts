import { existsSync } from 'node:fs'
import { packPrefix, snapshotPrefix } from '../../src/policy/keys.ts'
import type { StoredContent } from '../cache-service/service.ts'
import type { StepResult } from '../runner/job.ts'
import type { Closing } from './closing.ts'
import { contentOf, differences, readStore, type Content } from './content.ts'
import type { Ending, Right, Start } from './kind.ts'
import type { Traces } from './traces.ts'

/** The contents of a cache. */
export interface Found {
  /** Keys of snapshots that can be restored, newest first, as a restore tries them. */
  readonly whole: readonly string[]
  /** The key of the newest snapshot, complete or not. */
  readonly newest: string | undefined
  /**
   * The content that the job's engine closed: at the unmount and, if another user released it later, at the job's end.
   * Empty if it closed none.
   */
  readonly closed: readonly Content[]
}

/** Whether a command failed because its volume could not be read, which can only happen on demand. */
function isOfItsVolume(results: readonly StepResult[]): boolean {
  const messages = results.flatMap(({ annotations }) => annotations.map(({ message }) => message))
  return messages.some((message) => message.endsWith('The command may have failed because of this.'))
}

/** Compares what a run left with what the product promises. */
export class Judge {
  /** The broken promises. */
  readonly wrong: string[] = []
  /** Findings that a state was lost, or differs from what its engine closed. */
  readonly lost: string[] = []
  /** The content that the engine of each saved state closed, by key of the snapshot. */
  readonly known: Map<string, Content>
  /** Keys of entries that the fault itself damaged. */
  readonly spoiled = new Set<string>()
  readonly #right: Right

  constructor(right: Right, known: ReadonlyMap<string, Content>) {
    this.#right = right
    this.known = new Map(known)
  }

  same(what: string, expected: Content | undefined, found: Content): void {
    const count = expected ? differences(expected, found) : 0
    if (count > 0) this.lost.push(`${what} differs in ${count} places from what its engine closed.`)
  }

  /** @param missed whether the fault found no target */
  job(
    results: readonly StepResult[],
    ending: Ending,
    start: Start | undefined,
    saved: boolean,
    missed: boolean,
  ): void {
    const right = this.#right
    const { wrong, lost } = this
    if (!(right.ending ?? ['done']).includes(ending) && !(ending === 'failed' && isOfItsVolume(results))) {
      wrong.push(`The job is ${ending}.`)
    }
    if (start !== undefined && !(right.start ?? ['newest']).includes(start)) {
      wrong.push(`The job's start was ${start}.`)
    }
    if (!missed && right.saved === !saved) wrong.push(saved ? 'The job saved.' : 'The job did not save.')
    if (ending !== 'done') return
    const errors = results.flatMap(({ annotations }) => annotations.filter(({ level }) => level === 'error'))
    for (const { message } of errors) wrong.push(`A job that is done has the error: ${message}`)
    const said = results.some(({ log }) => /^Saved \d/m.test(log))
    if (said && !saved && !this.#tookWhatWasSaved()) lost.push('The job said that it saved, and did not.')
    if (!said && saved) wrong.push('The job saved and did not say so.')
  }

  #tookWhatWasSaved(): boolean {
    return [...this.spoiled].some((key) => this.#isFresh(key))
  }

  /** Snapshots that no job reported. */
  fresh(contents: readonly StoredContent[]): readonly string[] {
    return contents.map(({ key }) => key).filter((key) => this.#isFresh(key))
  }

  #isFresh(key: string): boolean {
    return key.startsWith(snapshotPrefix) && !this.known.has(key)
  }

  /**
   * @param isWrapped whether @actions/cache stored the entries
   * @param image the job's image, in its current state
   * @param mountPoint a folder that does not exist yet
   */
  async cache(
    contents: readonly StoredContent[],
    isWrapped: boolean,
    closing: Closing,
    image: string,
    mountPoint: string,
  ): Promise<Found> {
    const store = readStore(contents, isWrapped)
    // The image at that moment or, if another user released it later, now.
    const images = [closing.image, image].filter(existsSync)
    const closings = await Promise.all(images.map(contentOf))
    for (const key of this.fresh(contents)) {
      const found = store.snapshots.get(key)
      if (found === undefined || found instanceof Error) continue
      const same = closings.findIndex((content) => differences(content, found) === 0)
      const at = Math.max(0, same)
      this.known.set(key, closings[at] ?? new Map())
      const unlike = await closing.differencesTo(images[at] ?? '', mountPoint)
      if (unlike.length > 0) {
        const some = unlike.slice(0, 4).join('; ')
        this.lost.push(
          `What was saved differs in ${unlike.length} entries from what its filesystem held: ${some}.`,
        )
      }
    }
    for (const key of store.wrongPacks) {
      if (!this.spoiled.has(key)) this.lost.push(`The bytes of ${key} are others.`)
    }
    const whole: string[] = []
    for (const [key, content] of store.snapshots) {
      if (content instanceof Error) {
        if (!this.#isSpoiled(key, content)) {
          this.lost.push(`The snapshot ${key} cannot be restored: ${content.message}.`)
        }
        continue
      }
      this.same(`The snapshot ${key}`, this.known.get(key), content)
      whole.unshift(key)
    }
    return { whole, newest: [...store.snapshots.keys()].at(-1), closed: closings }
  }

  #isSpoiled(key: string, { message }: Error): boolean {
    return [...this.spoiled].some((one) => one === key || message.includes(one.slice(packPrefix.length)))
  }

  /** @param result of the next job's restore, and the image that it created */
  async next(result: StepResult, image: string | undefined, found: Found): Promise<void> {
    if (result.outcome !== 'success') this.wrong.push(`The next job's restore is ${result.outcome}.`)
    if (image === undefined) {
      this.wrong.push('The next job has no volume of ours.')
      return
    }
    const content = await contentOf(image)
    if (/^Used the state that this machine kept/m.test(result.log)) {
      const same = found.closed.find((one) => differences(one, content) === 0)
      this.same('What the machine kept', same ?? found.closed[0], content)
      return
    }
    const key = result.outputs['cache-matched-key'] ?? ''
    // If the fault removed the newest snapshot, the previous one may be unreachable.
    const possible = found.newest === found.whole[0] ? [found.newest ?? ''] : [...found.whole, '']
    if (!possible.includes(key)) {
      this.lost.push(`The next job started from ${key || 'nothing'}, not from ${possible.join(' or ')}.`)
    }
    this.same('What the next job restored', this.known.get(key), content)
  }

  traces(before: Traces, after: Traces, when: string): void {
    for (const trace of after) if (!before.has(trace)) this.wrong.push(`Left ${when}: ${trace}`)
    for (const trace of before) if (!after.has(trace)) this.wrong.push(`Gone ${when}: ${trace}`)
  }
}
