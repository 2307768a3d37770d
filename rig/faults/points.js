// Preload (`node --import`): holds a process of the action at one point until the campaign lets it continue. A point is
// the n-th external operation in a phase of the job: the start of a program, a request, or a change of a file. So the
// same seed strikes at the same place on every machine. Plain JavaScript, because processes that run dist/ load it.
import childProcess from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  promises as files,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import http from 'node:http'
import { syncBuiltinESMExports } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import process from 'node:process'
import { URL } from 'node:url'
import { isMainThread } from 'node:worker_threads'

/** The phase in which each entry point starts. */
const firstPhases = {
  'main.js': 'restore',
  'restore.js': 'restore',
  'run.js': 'run',
  'post.js': 'stop',
  'save.js': 'stop',
  'clean-up.js': 'end',
}

/** The operations that end a phase. */
const ends = {
  restore: {
    what: /^rename .*job\.json$/,
    next: basename(process.argv[1] ?? '') === 'main.js' ? 'run' : undefined,
  },
  stop: { what: /^umount .*check-/, next: 'save' },
  save: { what: /^rename .*job\.json$/, next: 'end' },
}

const folder = process.env['FAULTS_FOLDER']
const script = process.argv[1] ?? ''
let phase = basename(dirname(script)) === 'dist' ? firstPhases[basename(script)] : undefined
if (folder !== undefined && phase !== undefined && isMainThread) watch(folder)

function watch(folder) {
  const { phase: wantedPhase, count: wantedCount, before } = JSON.parse(process.env['FAULTS_POINT'] ?? '{}')
  const reached = join(folder, 'reached')
  let count = 0

  function hold(label) {
    writeFileSync(`${reached}.new`, JSON.stringify({ pid: process.pid, label }))
    renameSync(`${reached}.new`, reached)
    const goOn = join(folder, 'go-on')
    const never = new Int32Array(new SharedArrayBuffer(4))
    // A limit, so that a process does not wait forever for an interrupted campaign.
    const deadline = performance.now() + 300_000
    while (!existsSync(goOn)) {
      if (performance.now() > deadline) throw new Error('The campaign did not release this process in time.')
      Atomics.wait(never, 0, 0, 5)
    }
    // For shorter-waits.js.
    globalThis.holdsOfFaults = (globalThis.holdsOfFaults ?? 0) + 1
    const { clockJump } = JSON.parse(readFileSync(goOn, 'utf8'))
    if (clockJump) jump(clockJump)
  }

  /** Strikes at the end of a phase that has fewer operations than expected. */
  function endPhase() {
    if (phase === wantedPhase && !existsSync(reached)) hold(`the end of ${phase}`)
  }

  function pass(label) {
    count++
    appendFileSync(join(folder, 'passed'), `${phase} ${count} ${label}\n`)
    const isHere = before === undefined ? count >= wantedCount : label.includes(before)
    if (phase === wantedPhase && isHere && !existsSync(reached)) hold(label)
    const end = ends[phase]
    if (!end?.what.test(label)) return
    endPhase()
    phase = end.next
    count = 0
  }

  function observe(object, name, describe) {
    const original = object[name]
    object[name] = Object.assign(function (...args) {
      pass(describe(...args))
      return original.apply(this, args)
    }, original)
  }
  observe(childProcess, 'spawn', (program, args) => [basename(program), ...(args ?? [])].join(' '))
  for (const name of ['request', 'get']) {
    observe(http, name, (url, options) => `${options?.method ?? 'GET'} ${new URL(url).pathname}`)
  }
  for (const name of ['mkdir', 'rename', 'rm', 'rmdir', 'truncate', 'writeFile']) {
    observe(files, name, (...paths) =>
      [name, ...paths.filter((path) => typeof path === 'string')]
        .slice(0, name === 'rename' ? 3 : 2)
        .join(' '),
    )
  }
  syncBuiltinESMExports()
  process.on('exit', endPhase)
}

/** The wall clock in milliseconds. The monotonic clock is not changed. */
function jump(by) {
  const { Date: Real } = globalThis
  globalThis.Date = class extends Real {
    constructor(...given) {
      super(...(given.length === 0 ? [Real.now() + by] : given))
    }
    static now() {
      return Real.now() + by
    }
  }
}
