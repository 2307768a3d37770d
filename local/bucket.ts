import type { Log } from '../src/log.ts'
import { S3Store } from '../src/store/s3.ts'
import { parseS3Address } from '../src/store/s3-address.ts'
import { openBucket } from '../src/store/s3-bucket.ts'

/** A folder in a bucket, or the bucket itself. */
interface Place {
  readonly bucket: string
  /** With a trailing slash; '' for the bucket itself. */
  readonly folder: string
  /** The scope of a ref, if the address names one. */
  readonly scope: string | undefined
}

/** Parses an address of `--store`; undefined if the text is not one. */
export function parsePlace(address: string): Place | undefined {
  const [, name = '', rest = ''] = /^s3:\/\/([^/]*)(.*)$/.exec(address) ?? []
  const bucket = parseS3Address(`s3://${name}`)?.bucket
  const parts = rest.split('/').filter(Boolean)
  if (bucket === undefined || parts.some((part) => /^\.+$/.test(part))) return undefined
  // Only the part of a name that stands for a ref contains a colon.
  const scope = parts.at(-1)?.includes(':') ? parts.pop() : undefined
  return { bucket, folder: parts.map((part) => `${part}/`).join(''), scope }
}

/**
 * The states of one ref of one repository in a bucket.
 *
 * @param address of the ref, such as `s3://bucket/prefix/github.com/1234/refs:heads:main`
 * @throws Error that lists what the bucket contains, if the address is that of a repository or of several
 */
export async function openScope(address: string, env: NodeJS.ProcessEnv, log: Log): Promise<S3Store> {
  const place = parsePlace(address)
  if (!place) throw new Error(`${address} is not an address such as s3://BUCKET/PREFIX.`)
  const { bucket: name, folder, scope } = place
  const bucket = await openBucket(name, env, log)
  if (scope !== undefined) return new S3Store(address, bucket, { repository: folder, scopes: [scope] }, log)
  const below = (await bucket.folders(folder)).map((one) => `s3://${name}/${one.slice(0, -1)}`)
  throw new Error(
    below.length === 0
      ? `${address} is empty.`
      : `--store is ${address}, but must name a ref of a repository. It contains:\n${below.join('\n')}`,
  )
}
