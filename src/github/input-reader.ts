import * as core from '@actions/core'
import { reasonOf } from '../reason.ts'

/** Contains every problem with the inputs, one per line. */
export class InputError extends Error {
  constructor(problems: readonly string[]) {
    // Two groups of inputs may contain the same input.
    super([...new Set(problems)].join('\n'))
  }
}

/** Reads inputs as values of a type, and collects the problems with them. */
export class InputReader {
  readonly problems: string[] = []

  text(name: string): string {
    return core.getInput(name)
  }

  /** Keeps leading and trailing whitespace. */
  raw(name: string): string {
    return core.getInput(name, { trimWhitespace: false })
  }

  lines(name: string): readonly string[] {
    return core.getMultilineInput(name)
  }

  secret(name: string): string {
    const value = this.text(name)
    if (value !== '') core.setSecret(value)
    return value
  }

  check(body: () => void): void {
    try {
      body()
    } catch (error) {
      this.problems.push(reasonOf(error))
    }
  }

  matching(name: string, pattern: RegExp, accepted: string): string {
    const value = this.text(name)
    if (!pattern.test(value)) this.reportProblem(name, value, accepted)
    return value
  }

  oneOf<T>(name: string, accepted: Readonly<Record<string, T>>): T {
    const value = this.text(name).toLowerCase()
    if (!Object.hasOwn(accepted, value))
      this.reportProblem(name, value, Object.keys(accepted).filter(Boolean).join(', '))
    return accepted[value] as T
  }

  flag(name: string): boolean {
    return this.oneOf(name, { true: true, false: false, '': false })
  }

  /** Reads `90`, `90s`, `20m` or `2h` as seconds; undefined if the input is empty. */
  seconds(name: string, most: number): number | undefined {
    const value = this.text(name)
    if (value === '') return undefined
    const [, number, unit = 's'] = /^(\d+)\s*([smh])?$/.exec(value) ?? []
    const seconds = Number(number) * { s: 1, m: 60, h: 3600 }[unit as 's' | 'm' | 'h']
    if (seconds >= 1 && seconds <= most) return seconds
    this.reportProblem(name, value, `seconds, such as 90, or 20m or 2h, up to ${most / 3600} hours`)
    return undefined
  }

  integer(name: string, least: number, most: number): number {
    const value = this.text(name)
    const number = Number(value)
    if (!/^\d+$/.test(value) || number < least || number > most) {
      this.reportProblem(name, value, `a whole number from ${least} to ${most}`)
    }
    return number
  }

  /** Bytes, at least `least`; undefined if the input is empty. */
  size(name: string, least: string): number | undefined {
    const value = this.text(name)
    if (value === '') return undefined
    const bytes = bytesOf(value)
    if (bytes >= bytesOf(least)) return bytes
    this.reportProblem(name, value, `a size of at least ${least} such as 20GB or 20GiB`)
    return undefined
  }

  protected reportProblem(name: string, value: string, accepted: string): void {
    this.problems.push(`Input ${name} is ${JSON.stringify(value)}; accepted: ${accepted}.`)
  }
}

const units: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KIB: 2 ** 10,
  MIB: 2 ** 20,
  GIB: 2 ** 30,
  TIB: 2 ** 40,
}

/** NaN if the text is not a size. */
function bytesOf(size: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(size) ?? []
  const factor = units[(unit ?? '').toUpperCase() || 'B']
  return Math.floor(Number(number) * (factor ?? NaN))
}
