// Preload (`node --import`): appends each program that a process starts, with its arguments, to the file that
// RECORD_PROGRAMS names. Plain JavaScript, because processes that run dist/ load it.
import childProcess from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { basename } from 'node:path'
import process from 'node:process'

const { spawn } = childProcess
const file = process.env['RECORD_PROGRAMS']
// The stand-in of the CLI is a Node program, too.
const isAction = process.argv[1]?.includes('/dist/') === true

if (file !== undefined && isAction) {
  childProcess.spawn = (program, args, options) => {
    appendFileSync(file, `${[basename(program), ...args].join(' ').replaceAll('\n', ' ')}\n`)
    return spawn(program, args, options)
  }
  syncBuiltinESMExports()
}
