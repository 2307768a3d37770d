// Preload (`node --import`): opens the device in RUNNER_FUSE_DEVICE in place of /dev/fuse, whose mode on this machine a
// test does not change. Plain JavaScript, because processes that run dist/ load it.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import process from 'node:process'

const device = process.env['RUNNER_FUSE_DEVICE']
redirect(fs, 'openSync')
redirect(fs.promises, 'access')
syncBuiltinESMExports()

function redirect(object, name) {
  const original = object[name]
  object[name] = function (path, ...args) {
    return original.call(this, path === '/dev/fuse' ? device : path, ...args)
  }
}
