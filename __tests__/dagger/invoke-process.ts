// Calls invokeCli in a process of its own, for tests that send signals or measure memory:
//   node invoke-process.ts TEMPORARY CLI ARGUMENT...
// Its stderr gets one line of JSON at the end: the result's exit code and size, and the most memory used, in MB.
import process from 'node:process'
import { peakBytes } from '../../bench/yardstick.ts'
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
const megabytes = Math.round((peakBytes('self') ?? NaN) / 2 ** 20)
process.stderr.write(
  `${JSON.stringify({ exitCode: result.exitCode, bytes: result.stdout.bytes, cut: result.stdout.cut, megabytes })}\n`,
)
