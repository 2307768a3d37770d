import { expect, test } from '@jest/globals'
import { loopbackBlobHost } from '../../../rig/cache-service/service.ts'
import { run } from '../../../src/programs.ts'

const host = 'anything.blob.core.windows.net'
const look = `require('node:dns').lookup('${host}', (_error, address) => process.stdout.write(address + ' '))`
const worker = `import dns from 'node:dns'; dns.lookup('${host}', (_error, address) => process.stdout.write(address))`

test.each([
  ['a process', look],
  [
    'its worker threads',
    `new (require('node:worker_threads').Worker)(new URL('data:text/javascript,' + encodeURIComponent(${JSON.stringify(worker)})))`,
  ],
  [
    'its child processes',
    `require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(look)}], { stdio: 'inherit' })`,
  ],
  [
    'dns.promises',
    `require('node:dns').promises.lookup('${host}').then(({ address }) => process.stdout.write(address))`,
  ],
])('blob hosts are this machine for %s', async (_where, script) => {
  const env = { PATH: process.env['PATH'] ?? '', NODE_OPTIONS: `--import=${loopbackBlobHost}` }
  expect((await run(process.execPath, ['-e', script], { env })).trim()).toBe('127.0.0.1')
})

test('other hosts are left alone', async () => {
  const env = { PATH: process.env['PATH'] ?? '', NODE_OPTIONS: `--import=${loopbackBlobHost}` }
  expect((await run(process.execPath, ['-e', look.replace(host, '127.9.9.9')], { env })).trim()).toBe(
    '127.9.9.9',
  )
})
