import { expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { sendOnce } from '../../src/store/http.ts'

/** Listens, and accepts nobody: stopped, it cannot. */
const listener = `
require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () {
  console.log(this.address().port)
})`

test('a connection without a response is idle, as behind a firewall that drops packets', async () => {
  const server = spawn(process.execPath, ['-e', listener], { stdio: ['ignore', 'pipe', 'inherit'] })
  const others: Socket[] = []
  try {
    const [said] = (await once(server.stdout, 'data')) as [Buffer]
    server.kill('SIGSTOP')
    const port = Number(said.toString())
    // Linux leaves who comes when the backlog is full without an answer.
    for (let at = 0; at < 8; at++) others.push(connect(port, '127.0.0.1').on('error', () => undefined))
    const url = new URL(`http://127.0.0.1:${port}/`)
    await expect(sendOnce({ method: 'GET', url }, { idleTimeoutMilliseconds: 200 })).rejects.toThrow(
      'no data arrived for 0.2 s',
    )
  } finally {
    for (const other of others) other.destroy()
    server.kill('SIGKILL')
  }
})
