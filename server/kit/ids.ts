// Ids made by the application: UUIDv7, rising within one process, so that rows land at the end of their index.
import { randomFillSync } from 'node:crypto'

declare const tenantBrand: unique symbol
/** Proof that a tenant was chosen by a session or by the system, never by what a caller sent. */
export type TenantId = string & { readonly [tenantBrand]: true }

/** Only for code that has itself established the tenant: session tokens, the tenant table, tests. */
export const mintTenantId = (text: string): TenantId => text as TenantId

const pool = Buffer.alloc(16 * 256)
let used = pool.length
let lastMs = 0
let counter = 0

export const newId = (): string => {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = pool.subarray(used, used + 16)
  used += 16
  stamp(bytes)
  bytes[6] = 0x70 | (counter >> 8)
  bytes[7] = counter & 0xff
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Writes the millisecond; within one millisecond a counter rises, and past its end the clock is run ahead. */
const stamp = (bytes: Buffer) => {
  const now = Date.now()
  if (now > lastMs) {
    lastMs = now
    counter = (bytes[7] ?? 0) & 0x3f
  } else if (++counter > 0xfff) {
    lastMs += 1
    counter = 0
  }
  bytes.writeUIntBE(lastMs, 0, 6)
}

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export const isId = (text: string): boolean => shape.test(text)
