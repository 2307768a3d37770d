// Calls invokeCli in a process of its own, for tests that send signals or measure memory:
//   node invoke-process.ts TEMPORARY CLI ARGUMENT...
// Its stderr gets one line of JSON at the end: the result's exit code and size, and the most memory used, in MB.
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { invokeCli } from '../../src/dagger/invoke.ts'

const [, , temporary = '', cli = '', ...argv] = process.argv
const result = await invokeCli({
  cli,
  command: { argv, script: undefined, ignored: [] },
  workdir: temporary,
  env: process.env,
  temporary,
  log: process.stdout,
  inWorkflow: false,
})
// Not getrusage(2), whose maximum includes the memory of the program that started this one.
const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
const megabytes = Math.round(Number(kilobytes) / 1024)
process.stderr.write(
  `${JSON.stringify({ exitCode: result.exitCode, bytes: result.stdout.bytes, cut: result.stdout.cut, megabytes })}\n`,
)
