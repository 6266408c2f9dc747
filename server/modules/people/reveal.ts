// Showing one protected field to staff, with a reason; and the log of it that the person reads.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/people'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { homeOf, personOf, phoneOf, reachesPerson, samePerson } from './know-person.ts'
import { looksAt } from './look-queries.ts'
import { sealedOf } from './queries.ts'
import { openIdNumber } from './seal-person.ts'
import { lookWords } from './text.ts'

type Field = Input<typeof contract.revealField>['body']['field']

const valueOf = async (ctx: Context, personId: string, field: Field): Promise<string | null> => {
  if (field === 'phone') return phoneOf(ctx, personId)
  if (field === 'door') return (await homeOf(ctx, personId))?.doorName ?? null
  const rows = await sealedOf(ctx, await samePerson(ctx, personId))
  const sealed = rows.find(({ idNumberSealed }) => idNumberSealed !== null)?.idNumberSealed
  return sealed ? openIdNumber(ctx, sealed) : null
}

/** The look is on record before the answer leaves. */
export const revealField = (
  ctx: Context,
  personId: string,
  { field, reason }: Input<typeof contract.revealField>['body'],
): Promise<Output<typeof contract.revealField>> =>
  inTransaction(ctx, async (ctx) => {
    ensure(await reachesPerson(ctx, personId, 'people.reveal'), 'not_found')
    const { id, areaPath } = await personOf(ctx, personId)
    await recordAudit(ctx, {
      act: 'person.revealed',
      subjectKind: 'person',
      subjectId: id,
      areaPath,
      detail: { field, reason },
    })
    return { field, value: await valueOf(ctx, id, field) }
  })

export const listLooks = async (
  ctx: Context,
  query: Input<typeof contract.listLooks>['query'],
): Promise<Output<typeof contract.listLooks>> => {
  ensure(ctx.actor.kind === 'person', 'auth.required')
  const size = pageSize(query.limit)
  const after = readCursor(query.cursor, ['moment', 'text'])
  const rows = await looksAt(ctx, await samePerson(ctx, ctx.actor.personId), after, size + 1)
  const { items, nextCursor } = pageOf(rows, size, (row) => [row.at, row.id])
  const language = ctx.locale === 'en' ? 'en' : 'zh'
  return {
    items: items.map(({ at: when, who, act, field, reason }) => ({
      at: when,
      who,
      what: found(lookWords[field ?? act] ?? lookWords['person.revealed'])[language],
      reason: reason ?? '',
    })),
    nextCursor,
  }
}
