// Preload (`node --import`): when a built action ends, it appends its usage as a line of JSON to the file in
// RUNNER_USAGE_FILE. Plain JavaScript, so that a measured process does not load a type stripper.
import { appendFileSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import process from 'node:process'
import { setInterval } from 'node:timers'
import { isMainThread } from 'node:worker_threads'

const file = process.env.RUNNER_USAGE_FILE
const program = process.argv[1] ?? ''

if (isMainThread && file && basename(dirname(program)) === 'dist') {
  let descriptors = 0
  const look = () => {
    descriptors = Math.max(descriptors, readdirSync('/proc/self/fd').length)
  }
  setInterval(look, 50).unref()
  process.on('exit', () => {
    look()
    const name = basename(program, '.js')
    // Not getrusage(2), whose maximum includes the memory of the program that started this one.
    const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
    const memory = Number(kilobytes) * 1024
    appendFileSync(file, `${JSON.stringify({ name, memory, descriptors })}\n`)
  })
}
