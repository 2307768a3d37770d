import { packPrefix } from '../../src/policy/keys.ts'
import type { Fault, FaultRequest } from '../cache-service/service.ts'
import { Gate } from './gate.ts'
import type { Arrangement, Kind, Right, Scene, Target } from './kind.ts'
import { nextRequests, someRequests } from './outage.ts'

const always = ['restore', 'save'] as const
/** The correct results if a state cannot be downloaded or stored. */
const costsState: Right = { start: ['newest', 'older', 'cold'] }

/** From the point of the fault, the next requests fail: some, or all. */
function outage(fault: (target: Target) => Fault | ((request: FaultRequest) => Fault | undefined)) {
  return async (target: Target): Promise<void> => {
    const { random, world, undo } = target
    const hook = nextRequests(someRequests(random), fault(target))
    undo(() => world.machine.service.injectFaults(undefined))
    await world.machine.service.injectFaults(hook)
  }
}

const status = (code: number, body = '', headers = {}): Fault => ({ status: code, body, headers })

/** On demand, the campaign itself reads the whole volume before the unmount. It waits for a part less than two minutes. */
const slowSave = { 'save-timeout': '2' }

/** Faults of the cache service. */
export const serviceFaults: readonly Kind[] = [
  { name: 'cache refuses connections', places: always, arrange: arrangeRefusal, right: costsState },
  { name: 'cache never answers', places: always, strike: outage(() => ({ hang: true })), right: costsState },
  {
    name: 'cache limits the rate (429)',
    places: always,
    strike: outage(({ random }) => status(429, '{}', { 'retry-after': random.pick(['1', '10', '600']) })),
    right: costsState,
  },
  { name: 'cache fails (500)', places: always, strike: outage(() => status(500, '{}')), right: costsState },
  { name: 'cache is down (503)', places: always, strike: outage(() => status(503)), right: costsState },
  {
    name: 'answer cut short',
    places: always,
    strike: outage(({ random }) => ({ cutAfter: random.pick([0, 1, 100, 70_000, 1_000_000]) })),
    right: costsState,
  },
  {
    name: 'answer corrupted',
    places: always,
    strike: outage(({ random }) => ({ flip: random.integer(0, 1_000_000) })),
    right: costsState,
  },
  {
    name: 'answer of a wrong length',
    places: always,
    strike: outage(({ random }) => ({ lengthOff: random.pick([-1000, -1, 1, 1000]) })),
    right: costsState,
  },
  {
    name: 'entry evicted between look-up and fetch',
    places: ['restore'],
    strike: outage((target) => (request) => evict(target, request)),
    right: costsState,
  },
  {
    name: 'signed URL expired',
    places: always,
    strike: outage(() => {
      const body = '<?xml version="1.0"?><Error><Code>AuthenticationFailed</Code></Error>'
      return ({ service }) => (service === 'blob' ? status(403, body) : undefined)
    }),
    right: costsState,
  },
  {
    name: 'token that may only read',
    places: ['restore'],
    arrange: () => Promise.resolve({ job: { permission: 'read' } }),
    right: { saved: false },
  },
  {
    name: 'key already taken',
    places: ['stop', 'save'],
    strike: outage(
      () =>
        ({ operation }) =>
          operation === 'CreateCacheEntry'
            ? status(409, '{"code":"already_exists","msg":"cache entry already exists"}')
            : undefined,
    ),
  },
  {
    name: 'cache slow to a crawl in the restore',
    places: ['restore'],
    strike: ({ random, world, undo }) => {
      undo(() => world.machine.service.limitBandwidth(undefined))
      return world.machine.service.limitBandwidth(random.integer(3, 12) * 1_000_000)
    },
    right: costsState,
  },
  {
    name: 'cache slow to a crawl in the save',
    places: ['stop', 'save'],
    arrange: () => Promise.resolve({ inputs: slowSave }),
    strike: ({ random, world, undo }) => {
      undo(() => world.machine.service.limitBandwidth(undefined))
      return world.machine.service.limitBandwidth(random.integer(1, 40) * 100_000)
    },
  },
  {
    name: 'cache at a byte a second in the restore',
    places: ['restore'],
    strike: outage(() => ({ dripMilliseconds: 1000 })),
    right: costsState,
  },
  {
    name: 'cache at a byte a second in the save',
    places: ['stop', 'save'],
    arrange: () => Promise.resolve({ inputs: slowSave }),
    strike: outage(() => ({ dripMilliseconds: 1000 })),
  },
  {
    name: 'stored bytes damaged',
    places: ['restore', 'run'],
    strike: damage,
    right: costsState,
  },
  {
    name: 'pack deleted during the restore',
    places: ['restore'],
    strike: deletePack,
    right: costsState,
  },
  {
    name: 'pack evicted after the restore',
    places: ['run', 'stop', 'save'],
    strike: deletePack,
  },
]

function entriesOf({ world }: Scene, prefix = '') {
  return world.machine.service.entries().filter(({ key }) => key.startsWith(prefix))
}

function evict(target: Target, { service, url }: FaultRequest): Fault | undefined {
  const entry = entriesOf(target).find(({ blob }) => url.includes(blob))
  if (service !== 'blob' || !entry) return undefined
  target.spoil(entry.key)
  target.world.machine.service.remove(entry.key)
  return status(404)
}

async function damage(target: Target): Promise<void> {
  const { random, world } = target
  const entry = entriesOf(target)[random.integer(0, entriesOf(target).length - 1)]
  if (!entry) return
  target.spoil(entry.key)
  const how = random.chance(0.5)
    ? { flip: random.integer(0, entry.size - 1) }
    : { cut: random.integer(1, entry.size) }
  await world.machine.service.corrupt(entry.key, how)
}

function deletePack(target: Target): void {
  const packs = entriesOf(target, packPrefix)
  const { key = '' } = packs[target.random.integer(0, packs.length - 1)] ?? {}
  target.spoil(key)
  target.world.machine.service.remove(key)
}

async function arrangeRefusal({ world, random, undo, atEnd }: Scene): Promise<Arrangement> {
  const { service: cache } = world.machine
  const gate = await Gate.to(cache.url)
  atEnd(() => {
    gate.close()
  })
  const back = random.pick([100, 400, Infinity])
  return {
    job: {
      cacheService: 'none',
      cache: { url: `${gate.url}/`, token: cache.tokenFor({ scopes: ['refs/heads/main'] }) },
    },
    strike: () => {
      gate.closeFor(back, undo)
    },
  }
}
