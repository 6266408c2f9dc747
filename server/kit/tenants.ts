// Which operators this installation serves. Read often, changed hardly ever: kept for half a minute.
import type { Words } from '@linbang/contract/values'
import type { Db } from './db.ts'
import { Refusal } from './errors.ts'
import type { TenantId } from './ids.ts'

export type Tenant = {
  readonly id: TenantId
  readonly slug: string
  readonly name: Words
  readonly hosts: readonly string[]
  readonly timeZone: string
  readonly hotline: string | null
  readonly brand: unknown
  readonly demo: boolean
}

export type Tenants = {
  all: () => Promise<readonly Tenant[]>
  of: (id: TenantId) => Promise<Tenant>
  /** The tenant an anonymous call means: by host name, or the only one there is. */
  forHost: (host: string) => Promise<Tenant>
  /** After a tenant was made or changed. */
  forget: () => void
}

const keptMs = 30_000

export const openTenants = (db: Db): Tenants => {
  let kept: { readonly until: number; readonly list: Promise<readonly Tenant[]> } | undefined
  const all = () => {
    if (!kept || kept.until < Date.now()) {
      const list = readTenants(db)
      kept = { until: Date.now() + keptMs, list }
      list.catch(() => (kept = undefined))
    }
    return kept.list
  }
  const of = async (id: TenantId) => {
    const known = (await all()).find((tenant) => tenant.id === id)
    if (known) return known
    kept = undefined
    const now = (await all()).find((tenant) => tenant.id === id)
    if (!now) throw new Error(`there is no tenant ${id}`)
    return now
  }
  return { all, of, forHost: async (host) => named(await all(), host), forget: () => (kept = undefined) }
}

const named = (tenants: readonly Tenant[], host: string): Tenant => {
  const name = host.toLowerCase().replace(/:\d+$/, '')
  const match =
    tenants.find((tenant) => tenant.hosts.includes(name)) ??
    tenants.find((tenant) => tenant.slug === name.split('.')[0]) ??
    (tenants.length === 1 ? tenants[0] : undefined)
  if (!match) throw new Refusal('not_found')
  return match
}

const readTenants = async (db: Db): Promise<Tenant[]> => {
  const rows = await db.selectFrom('tenant').selectAll().orderBy('id').execute()
  return rows.map(({ nameZh, nameEn, createdAt: _, ...row }) => ({ ...row, name: { zh: nameZh, en: nameEn } }))
}
