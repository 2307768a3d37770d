// Runs Azurite in a separate process, so that serving blobs takes neither time nor memory from the tested or measured
// process. Faults and the throttle act inside its HTTP server, without a proxy that copies the bytes.
import { createRequire } from 'node:module'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { blockNumber, operationOf } from './blob-request.ts'
import { answerWithFault, type Fault } from './faults.ts'
import {
  timeOfLog,
  type FromBlobProcess,
  type LoggedRequest,
  type ToBlobProcess,
  type Traffic,
} from './messages.ts'
import { Bandwidth, ThrottledSocket } from './throttle.ts'

interface AzuriteServer {
  readonly httpServer: Server
  start(): Promise<void>
}

// Without what only Azurite's own command line starts, telemetry and databases, which is most of what it depends on:
// package.json replaces these packages by empty ones.
const require = createRequire(import.meta.url)
const { default: BlobConfiguration } = require('azurite/dist/src/blob/BlobConfiguration.js') as {
  default: new (...args: unknown[]) => object
}
const { default: BlobServer } = require('azurite/dist/src/blob/BlobServer.js') as {
  default: new (configuration: object) => AzuriteServer
}

type Checksums = (
  stream: { destroy(): void },
  given: { md5?: unknown; crc64?: unknown },
  ...rest: unknown[]
) => Promise<object>
const azuriteChecksums = require('azurite/dist/src/blob/utils/utils.js') as {
  computeAndValidateTransactionalChecksums: Checksums
}
const azuriteHashes = require('azurite/dist/src/common/utils/utils.js') as {
  getMD5FromStream: (stream: { destroy(): void }) => Promise<undefined>
}
const fs = require('node:fs') as { fdatasync: (file: number, done: (error: null) => void) => void }

const [folder = '', port = '0', blockIds = 'checked'] = process.argv.slice(2)
const requests: LoggedRequest[] = []
const counts = new Map<string, number>()
const openSockets = new Set<Socket>()
const closedTraffic = { bytesIn: 0, bytesOut: 0 }
const awaitedFaults = new Map<number, (fault: Fault | undefined) => void>()
let askAboutFaults = false
let bandwidth: { readonly incoming: Bandwidth; readonly outgoing: Bandwidth } | undefined
let lastQuestion = 0

/**
 * Removes costs that the real service does not have on the client's machine: a checksum in JavaScript of each block
 * without one, a flush to disk for each block, and reading each range of up to 4 MB twice for an unrequested hash.
 * They would dominate every benchmark of uploads and of the toolkit's downloads.
 */
function spareWork(): void {
  const verify = azuriteChecksums.computeAndValidateTransactionalChecksums
  azuriteChecksums.computeAndValidateTransactionalChecksums = async (stream, given, ...rest) => {
    const [, force] = rest as [unknown, { md5?: boolean }]
    if (given.md5 !== undefined || given.crc64 !== undefined || force.md5 === true) {
      return await verify(stream, given, ...rest)
    }
    stream.destroy()
    return {}
  }
  azuriteHashes.getMD5FromStream = (stream) => {
    stream.destroy()
    return Promise.resolve(undefined)
  }
  fs.fdatasync = (_file, done) => {
    done(null)
  }
}

function azurite(): AzuriteServer {
  const inMemory = folder === ''
  // In the order of the constructor's parameters, azurite 3.37.0, dist/src/blob/BlobConfiguration.js.
  return new BlobServer(
    new BlobConfiguration(
      '127.0.0.1',
      Number(port),
      undefined, // keep-alive timeout
      join(folder, 'blobs.json'),
      join(folder, 'extents.json'),
      [{ locationId: 'Default', locationPath: join(folder, 'extents'), maxConcurrency: 10 }],
      false, // access log
      undefined,
      false, // debug log
      undefined,
      true, // loose: ignore headers it does not know
      true, // skip the check of the API version
      '',
      '',
      '',
      undefined, // OAuth
      false, // production style URLs stay possible
      inMemory,
    ),
  )
}

function tell(message: FromBlobProcess): void {
  process.send?.(message)
}

function faultFor(request: IncomingMessage, operation: string, count: number): Promise<Fault | undefined> {
  const id = ++lastQuestion
  const { url = '', headers } = request
  tell({ kind: 'faultFor', id, request: { service: 'blob', operation, url, headers, count } })
  return new Promise((resolve) => awaitedFaults.set(id, resolve))
}

function watchRequests(server: Server): void {
  const [handle] = server.listeners('request') as ((
    request: IncomingMessage,
    response: ServerResponse,
  ) => void)[]
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    // Requests of the rig itself use the address without a host name.
    if (request.headers.host?.startsWith('127.') === true) {
      handle?.(request, response)
      return
    }
    const operation = operationOf(request)
    const count = (counts.get(operation) ?? 0) + 1
    counts.set(operation, count)
    const range = request.headers['x-ms-range'] ?? request.headers.range
    const logged: LoggedRequest = {
      at: timeOfLog(),
      service: 'blob',
      operation,
      url: request.url ?? '',
      headers: request.headers,
      ...(range !== undefined && { range: String(range) }),
    }
    requests.push(logged)
    if (range === 'bytes=0-') answerAsPart(response)
    response.once('finish', () => {
      logged.status = response.statusCode
    })
    const answer = (fault: Fault | undefined): void => {
      answerWithFault(fault, request, response, () => {
        const isRefused =
          blockIds === 'checked' && operation === 'PutBlock' && blockNumber(request) === undefined
        if (isRefused) refuse(request, response)
        else handle?.(request, response)
      })
    }
    if (askAboutFaults) void faultFor(request, operation, count).then(answer)
    else answer(undefined)
  })
}

/** Refuses a block ID. Azure accepts any, but servers that replace GitHub's do not. */
function refuse(request: IncomingMessage, response: ServerResponse): void {
  request.resume()
  response.writeHead(400, { 'content-type': 'application/xml' })
  response.end('<?xml version="1.0" encoding="utf-8"?><Error><Code>InvalidBlockId</Code></Error>')
}

/** The real service answers every range with 206. Azurite answers a range from 0 without an end with 200. */
function answerAsPart(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (
    status: number,
    ...rest: unknown[]
  ) => ServerResponse
  response.writeHead = (status: number, ...rest: unknown[]) =>
    writeHead(status === 200 ? 206 : status, ...rest)
}

function watchConnections(server: Server): void {
  const listeners = server.listeners('connection') as ((socket: unknown) => void)[]
  server.removeAllListeners('connection')
  server.on('connection', (socket) => {
    openSockets.add(socket)
    socket.once('close', () => {
      openSockets.delete(socket)
      closedTraffic.bytesIn += socket.bytesRead
      closedTraffic.bytesOut += socket.bytesWritten
    })
    const served = bandwidth ? new ThrottledSocket(socket, bandwidth.incoming, bandwidth.outgoing) : socket
    listeners.forEach((listener) => {
      listener.call(server, served)
    })
  })
}

function traffic(): Traffic {
  const open = [...openSockets]
  const { user, system } = process.cpuUsage()
  return {
    cpuSeconds: (user + system) / 1e6,
    bytesIn: open.reduce((sum, socket) => sum + socket.bytesRead, closedTraffic.bytesIn),
    bytesOut: open.reduce((sum, socket) => sum + socket.bytesWritten, closedTraffic.bytesOut),
  }
}

spareWork()
const service = azurite()
watchRequests(service.httpServer)
watchConnections(service.httpServer)

process.on('message', (message: ToBlobProcess) => {
  if (message.kind === 'report') {
    tell({ kind: 'reported', id: message.id, report: { requests, traffic: traffic() } })
  } else if (message.kind === 'fault') {
    awaitedFaults.get(message.id)?.(message.fault)
    awaitedFaults.delete(message.id)
  } else if (message.kind === 'bandwidth') {
    bandwidth =
      message.bytesPerSecond === undefined
        ? undefined
        : { incoming: new Bandwidth(message.bytesPerSecond), outgoing: new Bandwidth(message.bytesPerSecond) }
    service.httpServer.closeIdleConnections()
    tell({ kind: 'done', id: message.id })
  } else {
    askAboutFaults = message.ask
    tell({ kind: 'done', id: message.id })
  }
})
process.on('disconnect', () => {
  process.exit()
})

await service.start()
const address = service.httpServer.address()
if (address !== null && typeof address === 'object') tell({ kind: 'listening', port: address.port })
