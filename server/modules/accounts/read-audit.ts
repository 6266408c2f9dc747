// The audit log as staff who may read it see it: who, what, to whom, and whether a seal already guards it.
import type * as contract from '@linbang/contract/audit'
import type { Input, Output } from '@linbang/contract/endpoint'
import { type Context, reachOf } from '../../kit/context.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { endOfDay, startOfDay } from '../../kit/time.ts'
import { briefs, samePerson } from '../people/service.ts'
import { auditEntries, type Entry } from './audit-queries.ts'
import { systemNames } from './text.ts'

const actorShown = (ctx: Context, entry: Entry, names: ReadonlyMap<string, { name: string }>): string => {
  if (entry.actorKind === 'person')
    return (entry.personId && names.get(entry.personId)?.name) || (entry.actorName ?? '')
  return entry.actorName ?? systemNames[entry.actorKind][ctx.locale === 'en' ? 'en' : 'zh']
}

export const listAudit = async (
  ctx: Context,
  query: Input<typeof contract.listAudit>['query'],
): Promise<Output<typeof contract.listAudit>> => {
  const size = pageSize(query.limit)
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const rows = await auditEntries(ctx, {
    reach: ctx.actor.kind === 'system' ? 'everywhere' : reachOf(ctx.actor, 'audit.read'),
    act: query.act,
    personIds: query.personId === undefined ? undefined : await samePerson(ctx, query.personId),
    subjectId: query.subjectId,
    from: query.from === undefined ? undefined : startOfDay(query.from, timeZone),
    to: query.to === undefined ? undefined : endOfDay(query.to, timeZone),
    after: readCursor(query.cursor, ['moment', 'text']),
    limit: size + 1,
  })
  const { items, nextCursor } = pageOf(rows, size, (row) => [row.happenedAt, row.id])
  const names = await briefs(
    ctx,
    items.map(({ personId }) => personId),
  )
  return {
    items: items.map((entry) => ({
      id: entry.id,
      at: entry.happenedAt,
      actor: actorShown(ctx, entry, names),
      act: entry.act,
      subjectKind: entry.subjectKind,
      subjectId: entry.subjectId,
      detail: JSON.parse(entry.detail) as Record<string, unknown>,
      sealed: entry.sealed,
    })),
    nextCursor,
  }
}
