import type { Log } from '../src/log.ts'
import { S3Store } from '../src/store/s3.ts'
import { openBucket } from '../src/store/s3-bucket.ts'

/**
 * The states of one ref of one repository in a bucket.
 *
 * @param address of the ref, such as `s3://bucket/prefix/github.com/1234/refs:heads:main`
 * @throws Error with what there is, where it is the address of a repository or of more
 */
export async function openScope(address: string, env: NodeJS.ProcessEnv, log: Log): Promise<S3Store> {
  const [name = '', ...parts] = address.slice('s3://'.length).split('/').filter(Boolean)
  const bucket = await openBucket(name, env, log)
  // Of all parts of a name, only a ref's holds a colon.
  const scope = parts.at(-1)?.includes(':') ? parts.pop() : undefined
  const folder = parts.map((part) => `${part}/`).join('')
  if (scope !== undefined) return new S3Store(address, bucket, { repository: folder, scopes: [scope] }, log)
  const below = (await bucket.folders(folder)).map((one) => `s3://${name}/${one.slice(0, -1)}`)
  throw new Error(
    below.length === 0
      ? `There is nothing in ${address}.`
      : `--store is ${address}, and has to name a ref of a repository. There is:\n${below.join('\n')}`,
  )
}
