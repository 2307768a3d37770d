// Preload (`node --import`): shortens the waits of the action: delays between attempts, the silence after which a
// connection counts as dead, and the deadline of a save. So hundreds of runs fit in an hour. The order of attempts does
// not change.
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import { basename, dirname } from 'node:path'
import process from 'node:process'
import timers from 'node:timers/promises'

const fraction = 1 / 15

if (basename(dirname(process.argv[1] ?? '')) === 'dist') {
  shorten(timers, 'setTimeout', 0)
  shorten(globalThis, 'setTimeout', 1)
  shorten(globalThis.AbortSignal, 'timeout', 0)
  shorten(net.Socket.prototype, 'setTimeout', 0)
  syncBuiltinESMExports()
}

/** @param at the index of the argument with the time in milliseconds */
function shorten(object, name, at) {
  const original = object[name]
  object[name] = Object.assign(function (...args) {
    return original.apply(this, args.with(at, Math.ceil((args[at] ?? 0) * fraction)))
  }, original)
}
