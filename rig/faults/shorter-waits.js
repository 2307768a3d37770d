// Preload (`node --import`): shortens the waits of the action: delays between attempts, the silence after which a
// connection counts as dead, and, by less, deadlines. So hundreds of runs fit in an hour. The order of attempts does not
// change.
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import { basename, dirname } from 'node:path'
import process from 'node:process'
import timers from 'node:timers/promises'

const fraction = 1 / 15

/** Of deadlines, before which a busy machine has to restore a state, or clean up after a save. */
const fractionOfDeadlines = 1 / 4

if (basename(dirname(process.argv[1] ?? '')) === 'dist') {
  shorten(timers, 'setTimeout', 0)
  shorten(net.Socket.prototype, 'setTimeout', 0)
  const { AbortController, DOMException, setTimeout } = globalThis
  globalThis.setTimeout = Object.assign(
    (body, milliseconds, ...args) => limit(() => body(...args), (milliseconds ?? 0) * fraction),
    setTimeout,
  )
  globalThis.AbortSignal.timeout = (milliseconds) => {
    const controller = new AbortController()
    const abort = () => controller.abort(new DOMException('The time limit is over.', 'TimeoutError'))
    limit(abort, milliseconds * fractionOfDeadlines).unref()
    return controller.signal
  }
  syncBuiltinESMExports()

  /** Begins again if points.js held the process, because the fault can be a whole job of another runner. */
  function limit(body, milliseconds) {
    let holds = globalThis.holdsOfFaults
    const timer = setTimeout(() => {
      if (holds === globalThis.holdsOfFaults) return body()
      holds = globalThis.holdsOfFaults
      timer.refresh()
    }, Math.ceil(milliseconds))
    return timer
  }
}

/** @param at the index of the argument with the time in milliseconds */
function shorten(object, name, at) {
  const original = object[name]
  object[name] = Object.assign(function (...args) {
    return original.apply(this, args.with(at, Math.ceil((args[at] ?? 0) * fraction)))
  }, original)
}
