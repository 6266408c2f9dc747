// What every use case is given: where the data is, who asks, what time it is. And what a person's roles reach.
import type { Locale } from '@linbang/contract/values'
import { may, type Permission, type Role, secondFactorRoles } from '@linbang/contract/permissions'
import type { Db } from './db.ts'
import type { TenantId } from './ids.ts'
import type { Kit } from './kit.ts'
import type { Logger } from './log.ts'
import { nothingPending, type Pending, writePending } from './pending.ts'

/** A role somebody holds at an area; it reaches what lies under it. */
export type Held = {
  readonly role: Role
  readonly areaId: string
  readonly areaPath: string
  readonly organisationId?: string | null
  readonly teamId?: string | null
}

export type PersonActor = {
  readonly kind: 'person'
  readonly tenantId: TenantId
  readonly accountId: string
  readonly personId: string
  readonly sessionId: string
  readonly held: readonly Held[]
  readonly secondFactor: boolean
  readonly locale: Locale
}
export type AnyoneActor = { readonly kind: 'anyone'; readonly tenantId: TenantId }
/** Jobs, reactions, devices, seeds: named after what runs. */
export type SystemActor = { readonly kind: 'system'; readonly tenantId: TenantId; readonly name: string }
export type Actor = PersonActor | AnyoneActor | SystemActor

/** Where a call came from, for sign-in lists and limits by address. */
export type Client = { readonly address: string; readonly agent: string }

export type Context = {
  readonly db: Db
  readonly tenantId: TenantId
  readonly actor: Actor
  readonly now: Date
  readonly log: Logger
  readonly requestId: string
  /** When the phone did it, if the call said so; never later than `now`. */
  readonly occurredAt: Date | undefined
  readonly locale: Locale
  readonly client: Client | undefined
  readonly kit: Kit
  /** Inside a transaction: what runs once it has committed. */
  readonly afterwards: (() => void)[] | undefined
  /** Inside a transaction: what is written just before it commits. */
  readonly pending: Pending | undefined
}

/** A moment for the record: what the phone said, else now. */
export const momentOf = (ctx: Context): Date => ctx.occurredAt ?? ctx.now

/** Two writers that wait for each other, or a snapshot that went stale: the whole work is done again. */
const again = new Set(['40P01', '40001'])
const codeOf = (error: unknown) => (error as { code?: unknown } | null)?.code

/** Hands down the same context inside a transaction. Nested calls join; only the outermost commits. */
export const inTransaction = async <R>(ctx: Context, work: (ctx: Context) => Promise<R>): Promise<R> => {
  if (ctx.afterwards) return work(ctx)
  for (let attempt = 1; ; attempt++) {
    const afterwards: (() => void)[] = []
    try {
      const result = await ctx.db.transaction().execute(async (tx) => {
        const pending = nothingPending()
        const made = await work({ ...ctx, db: tx, afterwards, pending })
        await writePending(tx, pending)
        return made
      })
      for (const step of afterwards) step()
      return result
    } catch (error) {
      if (attempt === 3 || !again.has(String(codeOf(error)))) throw error
    }
  }
}

/** Runs the step when the transaction has committed, at once outside of one. For what may be lost in a crash: wake-ups, caches. */
export const afterCommit = (ctx: Context, step: () => void): void => {
  if (ctx.afterwards) ctx.afterwards.push(step)
  else step()
}

export const systemContext = (kit: Kit, tenantId: TenantId, name: string, requestId: string = name): Context => ({
  db: kit.database.db,
  tenantId,
  actor: { kind: 'system', tenantId, name },
  now: kit.clock(),
  log: kit.log.child({ requestId }),
  requestId,
  occurredAt: undefined,
  locale: 'zh-CN',
  client: undefined,
  kit,
  afterwards: undefined,
  pending: undefined,
})

/** True when `path` is the area `above` or lies under it. */
export const isUnder = (path: string, above: string): boolean =>
  path === above || (path.startsWith(above) && path[above.length] === '.')

/** The actor's roles that carry the permission now; a role that wants a second factor counts only with it. */
export const heldFor = (actor: Actor, permission: Permission): readonly Held[] =>
  actor.kind === 'person'
    ? actor.held.filter(
        ({ role }) => may(role, permission) && (actor.secondFactor || !secondFactorRoles.includes(role)),
      )
    : []

/** May the actor do this at that area? The system may; anyone may not. */
export const reaches = (actor: Actor, permission: Permission, areaPath: string): boolean =>
  actor.kind === 'system' || heldFor(actor, permission).some((held) => isUnder(areaPath, held.areaPath))

/** Does the actor hold the permission anywhere? */
export const holds = (actor: Actor, permission: Permission): boolean =>
  actor.kind === 'system' || heldFor(actor, permission).length > 0

/** The areas under which the actor may do this, for `where` clauses; the topmost of each branch. */
export const reachOf = (actor: Actor, permission: Permission): readonly string[] => {
  const paths = [...new Set(heldFor(actor, permission).map((held) => held.areaPath))]
  return paths.filter((path) => !paths.some((other) => other !== path && isUnder(path, other)))
}
