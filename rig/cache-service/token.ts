import { createHmac, timingSafeEqual } from 'node:crypto'

/** Bits of `Permission` in a runtime token's `ac` claim (tonistiigi/go-actions-cache 378c5ed, cache.go:199-209). */
const permissionBits = { read: 1, write: 2 } as const

export interface CacheAccess {
  /** Git refs in the order in which they are searched: the job's own, for a pull request its base's, the default branch's. */
  readonly scopes: readonly string[]
  /** The job's permission in its own scope, the first; the others are read-only. Default: `write`. */
  readonly permission?: 'none' | 'read' | 'write'
}

export interface TokenScopes {
  readonly readable: readonly string[]
  /** undefined for a read-only token. */
  readonly writable: string | undefined
}

/** A runtime token as a runner exports it: a JWT whose `ac` claim is JSON text that lists scopes and permissions. */
export function runtimeToken(access: CacheAccess, secret: Buffer): string {
  const own = { none: 0, read: permissionBits.read, write: permissionBits.read | permissionBits.write }
  const ac = access.scopes.map((scope, index) => ({
    Scope: scope,
    Permission:
      index > 0 && access.permission !== 'none' ? permissionBits.read : own[access.permission ?? 'write'],
  }))
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    iss: 'warm-dagger-rig',
    nbf: now - 300,
    exp: now + 6 * 3600,
    iat: now,
    ac: JSON.stringify(ac),
  }
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${signed}.${signature(signed, secret).toString('base64url')}`
}

/** @returns undefined if `runtimeToken` did not create the token with this secret */
export function tokenScopes(token: string, secret: Buffer): TokenScopes | undefined {
  const [header, payload, mark] = token.split('.')
  if (header === undefined || payload === undefined || mark === undefined) return undefined
  const expected = signature(`${header}.${payload}`, secret)
  const given = Buffer.from(mark, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { ac: string }
  const ac = JSON.parse(claims.ac) as readonly { Scope: string; Permission: number }[]
  return {
    readable: ac.filter((scope) => scope.Permission & permissionBits.read).map((scope) => scope.Scope),
    writable: ac.find((scope) => scope.Permission & permissionBits.write)?.Scope,
  }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function signature(text: string, secret: Buffer): Buffer {
  return createHmac('sha256', secret).update(text).digest()
}
