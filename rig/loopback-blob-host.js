// Preload (`node --import`): every name under blob.core.windows.net is this machine. @actions/cache downloads in
// parallel only from such hosts (@actions/cache 6.3.0, lib/internal/cacheHttpClient.js, downloadCache), and the
// cache service of this folder serves its blobs under one. Plain JavaScript, so that a process that is being
// measured does not first have to load a type stripper.
import dns from 'node:dns'

const { lookup } = dns
const { lookup: lookupPromise } = dns.promises

const blobHost = /\.blob\.core\.windows\.net$/

dns.lookup = Object.assign((hostname, ...rest) => {
  lookup(blobHost.test(hostname) ? '127.0.0.1' : hostname, ...rest)
}, lookup)

dns.promises.lookup = (hostname, ...rest) => {
  return lookupPromise(blobHost.test(hostname) ? '127.0.0.1' : hostname, ...rest)
}
