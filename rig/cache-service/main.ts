// Starts the cache service, prints the variables that a runner exports as shell code, and serves until interrupted.
import { parseArgs } from 'node:util'
import { startCacheService } from './service.ts'

const usage = `usage: node rig/cache-service/main.ts [options]
  --scope REF             the job's own scope, then others that it reads; repeatable (default refs/heads/main)
  --permission WHAT       none, read or write, in its own scope (default write)
  --folder DIR            keep blobs there (default: in memory)
  --port N                of the service (default: any)
  --bytes-per-second N    limit the blob traffic, each way
  --total-bytes N         evict the least recently used above this (GitHub: 10000000000)
  --idle-days N           evict what was not used for so long (GitHub: 7)
`

const { values } = parseArgs({
  options: {
    scope: { type: 'string', multiple: true, default: ['refs/heads/main'] },
    permission: { type: 'string', default: 'write' },
    folder: { type: 'string' },
    port: { type: 'string' },
    'bytes-per-second': { type: 'string' },
    'total-bytes': { type: 'string' },
    'idle-days': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const { permission } = values
if (values.help || (permission !== 'none' && permission !== 'read' && permission !== 'write')) {
  process.stdout.write(usage)
  process.exit(values.help ? 0 : 2)
}

const service = await startCacheService({
  ...(values.folder !== undefined && { folder: values.folder }),
  ...(values.port !== undefined && { port: Number(values.port) }),
  ...(values['bytes-per-second'] !== undefined && { bytesPerSecond: Number(values['bytes-per-second']) }),
  ...(values['total-bytes'] !== undefined && { totalBytes: Number(values['total-bytes']) }),
  ...(values['idle-days'] !== undefined && { idleMilliseconds: Number(values['idle-days']) * 24 * 3600_000 }),
})

const environment = service.environmentFor({ scopes: values.scope, permission })
for (const [name, value] of Object.entries(environment)) process.stdout.write(`export ${name}='${value}'\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void service.stop().then(() => process.exit())
  })
}
