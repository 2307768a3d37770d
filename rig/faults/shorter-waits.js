// Preload (`node --import`): what our processes wait for takes a fraction of its time: pauses between two attempts,
// the silence after which a connection counts as dead, the deadline of a save. Only so do hundreds of runs fit in
// an hour; which attempt follows which stays as it is.
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

/** @param at which argument is the time, milliseconds */
function shorten(object, name, at) {
  const original = object[name]
  object[name] = Object.assign(function (...args) {
    return original.apply(this, args.with(at, Math.ceil((args[at] ?? 0) * fraction)))
  }, original)
}
