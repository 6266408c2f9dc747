// What every verb does besides its own: who is told, who becomes responsible, what is found by search.
import type { Words } from '@linbang/contract/values'
import type { Context } from '../../kit/context.ts'
import { serviceOf } from '../catalog/service.ts'
import { areaOf } from '../areas/service.ts'
import { notify, type NoticeKind, type NoticeParams } from '../notices/service.ts'
import { personOf, searchTokens } from '../people/service.ts'
import { handedTo } from './history-queries.ts'
import { type RequestRecord } from './queries.ts'

/** The person helped, and whoever asked for them on their own phone. */
export const askersOf = (request: RequestRecord): string[] => [
  ...new Set([
    request.personId,
    ...(request.channel === 'phone' || request.channel === 'button' ? [request.enteredBy] : []),
  ]),
]

export const serviceWords = async (ctx: Context, request: Pick<RequestRecord, 'serviceId'>): Promise<Words> => {
  const { zh, en } = await serviceOf(ctx, request.serviceId)
  return { zh, en }
}

/** Tells the asker, unless it was the asker who did it. */
export const tellAsker = async <K extends NoticeKind>(
  ctx: Context,
  request: RequestRecord,
  kind: K,
  params: NoticeParams<K>,
): Promise<void> => {
  const me = ctx.actor.kind === 'person' ? ctx.actor.personId : null
  const personIds = askersOf(request).filter((id) => id !== me)
  if (personIds.length > 0)
    await notify(ctx, {
      personIds,
      kind,
      params,
      subjectKind: 'request',
      subjectId: request.id,
      urgent: request.urgency === 'life',
    })
}

/** 首接负责: the first member of staff to act is responsible until somebody it was handed to acts. */
export const responsible = async (ctx: Context, request: RequestRecord): Promise<{ ownerPersonId?: string }> => {
  if (ctx.actor.kind !== 'person' || request.ownerPersonId === ctx.actor.personId) return {}
  if (request.ownerPersonId === null) return { ownerPersonId: ctx.actor.personId }
  return (await handedTo(ctx, request.id)) === ctx.actor.personId ? { ownerPersonId: ctx.actor.personId } : {}
}

export const tokensFor = async (
  ctx: Context,
  request: Pick<RequestRecord, 'number' | 'description' | 'personId' | 'serviceId' | 'areaId'>,
): Promise<string[]> => {
  const [service, person, area] = await Promise.all([
    serviceOf(ctx, request.serviceId),
    personOf(ctx, request.personId),
    areaOf(ctx, request.areaId),
  ])
  return searchTokens(
    [request.number, service.zh, service.en, request.description, person.name, person.callName, area.name].join(' '),
  )
}
