import { packPrefix } from '../../src/policy/keys.ts'
import type { Fault, PassedRequest } from '../object-storage/proxy.ts'
import type { Texts } from '../runner/surroundings.ts'
import type { FaultyBucket } from './faulty-bucket.ts'
import type { Kind, Right, Target } from './kind.ts'
import { nextRequests, someRequests } from './outage.ts'
import { rival } from './rivals.ts'

const always = ['restore', 'save'] as const
const ending = ['stop', 'save'] as const
/** The correct results if a state cannot be downloaded or stored. */
const costsState: Right = { start: ['newest', 'older', 'cold'] }

interface BucketKind extends Pick<Kind, 'name' | 'places' | 'right'> {
  readonly strike: (target: Target, bucket: FaultyBucket) => unknown
  /** Of the save. */
  readonly inputs?: Texts
  /** From the start of the job on. */
  readonly from?: (request: PassedRequest) => Fault | undefined
}

/** A job whose states are in a bucket. */
function inBucket({ strike, inputs, from, ...kind }: BucketKind): Kind {
  return {
    ...kind,
    arrange: async ({ world, undo }) => {
      const bucket = await world.bucket()
      const stored = await world.machine.service.contents()
      await bucket.fill(stored.filter(({ version }) => version === world.plainVersion))
      undo(() => {
        bucket.proxy.fault = () => undefined
      })
      if (from) bucket.proxy.fault = from
      return {
        job: { cacheService: 'none', env: bucket.env },
        restoreInputs: { store: bucket.store },
        ...(inputs && { inputs }),
        // More than a part of an upload.
        call: 'fill --bytes=20000000',
        contents: () => bucket.contents(),
        strike: (target) => strike(target, bucket),
      }
    },
  }
}

/** From the point of the fault, the next requests fail: some, or all. */
function outage(
  fault: (target: Target) => Fault | ((request: PassedRequest) => Fault | undefined),
  howMany: (target: Target) => number = ({ random }) => someRequests(random),
): BucketKind['strike'] {
  return (target, { proxy }) => {
    proxy.fault = nextRequests(howMany(target), fault(target))
  }
}

/** An answer of the service: docs.aws.amazon.com, "Amazon S3 error responses". */
function refusal(status: number, code: string, headers: Readonly<Record<string, string>> = {}): Fault {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`
  return { status, headers: { 'content-type': 'application/xml', ...headers }, body }
}

const isWrite = ({ method }: PassedRequest): boolean => method === 'PUT' || method === 'POST'
const onWrites = (fault: Fault) => (request: PassedRequest) => (isWrite(request) ? fault : undefined)

/** Faults of object storage. */
export const bucketFaults: readonly Kind[] = [
  inBucket({
    name: 'bucket refuses connections',
    places: always,
    strike: ({ random, undo }, { gate }) => {
      gate.closeFor(random.pick([100, 400, Infinity]), undo)
    },
    right: costsState,
  }),
  inBucket({
    name: 'bucket never answers',
    places: always,
    strike: outage(() => ({ hang: true })),
    right: costsState,
  }),
  inBucket({
    name: 'bucket limits the rate (503 SlowDown)',
    places: always,
    strike: outage(({ random }) => {
      const wait = random.pick([undefined, '1', '600'])
      return refusal(503, 'SlowDown', wait === undefined ? {} : { 'retry-after': wait })
    }),
    right: costsState,
  }),
  inBucket({
    name: 'bucket fails (500)',
    places: always,
    strike: outage(() => refusal(500, 'InternalError')),
    right: costsState,
  }),
  inBucket({
    name: 'bucket disappears (404)',
    places: always,
    strike: outage(
      () => refusal(404, 'NoSuchBucket'),
      () => Infinity,
    ),
    right: costsState,
  }),
  inBucket({
    name: 'credentials for the bucket expire',
    places: always,
    // The first for signed requests, the second for signed addresses.
    strike: outage(
      ({ random }) => random.pick([refusal(400, 'ExpiredToken'), refusal(403, 'AccessDenied')]),
      () => Infinity,
    ),
    right: costsState,
  }),
  inBucket({
    name: 'credentials for the bucket that may only read',
    places: ['restore'],
    from: ({ method }) => (method === 'GET' || method === 'HEAD' ? undefined : refusal(403, 'AccessDenied')),
    strike: () => undefined,
    right: { saved: false },
  }),
  inBucket({
    name: 'answer of the bucket cut short',
    places: always,
    strike: outage(({ random }) => ({ cutAfter: random.pick([0, 1, 100, 70_000, 1_000_000]) })),
    right: costsState,
  }),
  inBucket({
    name: 'answer of the bucket corrupted',
    places: always,
    strike: outage(({ random }) => ({ flip: random.integer(0, 1_000_000) })),
    right: costsState,
  }),
  inBucket({
    name: 'answer of the bucket of a wrong length',
    places: always,
    strike: outage(({ random }) => ({ lengthOff: random.pick([-1000, -1, 1, 1000]) })),
    right: costsState,
  }),
  inBucket({
    name: 'answers to writes lost',
    places: ending,
    // If more answers are lost, the job cannot find out whether the bucket stored the object.
    strike: outage(
      () => onWrites({ lost: true }),
      ({ random }) => random.integer(1, 4),
    ),
    right: { saved: true },
  }),
  inBucket({
    name: 'bytes damaged on the way to the bucket',
    places: ending,
    strike: outage(() => onWrites({ flipSent: true })),
  }),
  inBucket({
    name: 'writes to the bucket meet others (409)',
    places: ending,
    strike: outage(() => onWrites(refusal(409, 'ConditionalRequestConflict'))),
  }),
  inBucket({
    name: 'uploads ended by a rule of the bucket',
    places: ending,
    strike: outage(
      () => (request) => (request.path.includes('uploadId=') ? refusal(404, 'NoSuchUpload') : undefined),
    ),
  }),
  inBucket({
    name: 'listings of the bucket lack objects',
    places: always,
    inputs: { clean: 'true' },
    strike: outage(({ random }) => {
      const lost = random.pick([0.2, 0.5, 1])
      return ({ path }) =>
        path.includes('list-type=2')
          ? { edit: (text) => without(text, () => random.chance(lost)) }
          : undefined
    }),
    right: costsState,
  }),
  inBucket({
    name: 'bucket slow to a crawl in the restore',
    places: ['restore'],
    strike: slow([3_000_000, 12_000_000]),
    right: costsState,
  }),
  inBucket({
    name: 'bucket slow to a crawl in the save',
    places: ending,
    inputs: { 'save-timeout': '2' },
    strike: slow([100_000, 4_000_000]),
  }),
  inBucket({
    name: 'bucket at a byte a second in the restore',
    places: ['restore'],
    strike: outage(() => ({ dripMilliseconds: 1000 })),
    right: costsState,
  }),
  inBucket({
    name: 'bucket at a byte a second in the save',
    places: ending,
    inputs: { 'save-timeout': '2' },
    strike: outage(() => ({ dripMilliseconds: 1000 })),
  }),
  inBucket({
    name: 'objects of the bucket damaged',
    places: ['restore', 'run'],
    strike: async ({ random, spoil }, bucket) => {
      const { key, bytes } = random.pick(some(await bucket.contents()))
      spoil(key)
      const how = random.chance(0.5)
        ? { flip: random.integer(0, bytes.length - 1) }
        : { cut: random.integer(1, bytes.length) }
      await bucket.damage(key, how)
    },
    right: costsState,
  }),
  inBucket({
    name: 'pack deleted from the bucket during the restore',
    places: ['restore'],
    strike: deletePack,
    right: costsState,
  }),
  inBucket({
    name: 'pack deleted from the bucket after the restore',
    places: ['run', 'stop', 'save'],
    strike: deletePack,
  }),
  inBucket({
    name: 'two savers of one key in a bucket',
    places: ['restore', 'run', 'stop', 'save'],
    strike: (target, bucket) => rival(target, {}, { bucket }),
    right: { saved: true },
  }),
  inBucket({
    name: 'a saver and a cleaner of a bucket',
    places: ['restore', 'run', 'stop', 'save'],
    strike: (target, bucket) => rival(target, { clean: 'true' }, { bucket }),
    right: { saved: true },
  }),
]

/** @param bytesPerSecond least and most of each connection */
function slow(bytesPerSecond: readonly [number, number]): BucketKind['strike'] {
  return ({ random, undo }, { gate }) => {
    undo(() => {
      gate.limit(undefined)
    })
    gate.limit(random.integer(...bytesPerSecond))
  }
}

async function deletePack({ random, spoil }: Target, bucket: FaultyBucket): Promise<void> {
  const key = random.pick(some((await bucket.keys()).filter((one) => one.startsWith(packPrefix))))
  spoil(key)
  await bucket.remove(key)
}

function some<T>(all: readonly T[]): readonly [T, ...T[]] {
  const [first, ...others] = all
  if (first === undefined) throw new Error('The bucket is empty.')
  return [first, ...others]
}

/** A listing as of a service that does not know of some objects yet. */
function without(listing: string, isLost: () => boolean): string {
  let lost = 0
  const rest = listing.replaceAll(/<Contents>.*?<\/Contents>/gs, (object) => {
    if (!isLost()) return object
    lost++
    return ''
  })
  return rest.replace(/(?<=<KeyCount>)\d+/, (count) => String(Number(count) - lost))
}
