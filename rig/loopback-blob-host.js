// Preload (`node --import`): resolves host names of GitHub's cache service and its blob store to this machine.
// @actions/cache downloads in parallel only from hosts under blob.core.windows.net (@actions/cache 6.3.0,
// lib/internal/cacheHttpClient.js, downloadCache), and the action treats only a service under
// actions.githubusercontent.com as GitHub's. Plain JavaScript, so that a measured process does not load a type stripper.
import dns from 'node:dns'

const { lookup } = dns
const { lookup: lookupPromise } = dns.promises

const hosts = /\.(blob\.core\.windows\.net|actions\.githubusercontent\.com)$/

dns.lookup = Object.assign((hostname, ...rest) => {
  lookup(hosts.test(hostname) ? '127.0.0.1' : hostname, ...rest)
}, lookup)

dns.promises.lookup = (hostname, ...rest) => {
  return lookupPromise(hosts.test(hostname) ? '127.0.0.1' : hostname, ...rest)
}
