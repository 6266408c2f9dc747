// Sensitive fields: sealed with AES-256-GCM bound to their tenant and field; found again by keyed hash of the whole or the last four.
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import type { TenantId } from './ids.ts'
import type { KeyRing } from './vault-keys.ts'

export type Vault = {
  /** `field` names the column, `person.phone`: sealed text moved to another field or tenant does not open. */
  readonly seal: (tenantId: TenantId, field: string, text: string) => string
  readonly open: (tenantId: TenantId, field: string, sealed: string) => string
  /** The key that seals now; what was sealed begins with its name and a dot. */
  readonly current: string
  /** To store beside the sealed field; normalise the text first (digits only, upper case). */
  readonly find: (tenantId: TenantId, field: string, text: string) => string
  /** To look up, with `in`: one for each finding key that is still around. */
  readonly finds: (tenantId: TenantId, field: string, text: string) => string[]
}

type Keys = ReadonlyMap<string, KeyObject>

const loaded = (keys: KeyRing['sealing']): { keys: Keys; current: string } => ({
  keys: new Map(keys.map(({ id, key }) => [id, createSecretKey(key, 'base64')])),
  current: keys.at(-1)?.id ?? '',
})

const keyOf = (keys: Keys, id: string): KeyObject => {
  const key = keys.get(id)
  if (!key) throw new Error(`data key ${id} is missing: bring back the whole keys folder`)
  return key
}

const place = (tenantId: TenantId, field: string) => Buffer.from(`${tenantId}|${field}`)

export const openVault = (ring: KeyRing): Vault => {
  const sealing = loaded(ring.sealing)
  const finding = loaded(ring.finding)
  const hash = (id: string, tenantId: TenantId, field: string, text: string) => {
    const mac = createHmac('sha256', keyOf(finding.keys, id)).update(place(tenantId, field)).update('\n').update(text)
    return `${id}.${mac.digest('base64url')}`
  }
  return {
    seal: (tenantId, field, text) => {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keyOf(sealing.keys, sealing.current), iv)
      cipher.setAAD(place(tenantId, field))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `${sealing.current}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    open: (tenantId, field, sealed) => {
      const dot = sealed.indexOf('.')
      const bytes = Buffer.from(sealed.slice(dot + 1), 'base64url')
      const opener = createDecipheriv('aes-256-gcm', keyOf(sealing.keys, sealed.slice(0, dot)), bytes.subarray(0, 12), {
        authTagLength: 16,
      })
      opener.setAAD(place(tenantId, field))
      opener.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([opener.update(bytes.subarray(28)), opener.final()]).toString('utf8')
    },
    current: sealing.current,
    find: (tenantId, field, text) => hash(finding.current, tenantId, field, text),
    finds: (tenantId, field, text) => [...finding.keys.keys()].map((id) => hash(id, tenantId, field, text)),
  }
}
