// A request as its reader may see it: rows for lists and boards, and one whole with timeline, clock, visit and abilities.
import type { SheetField } from '@linbang/contract/catalog'
import type { HelperCard, Request, RequestRow, TimelineRow } from '@linbang/contract/requests'
import type { VisitBrief } from '@linbang/contract/requests'
import type * as z from 'zod/mini'
import type { Context } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { metresBetween } from '../areas/service.ts'
import { doorOf, phoneOf } from '../people/service.ts'
import type { Due } from './dues.ts'
import {
  type Asked,
  askedFor,
  type CardFacts,
  cardsOf,
  filesOf,
  lastRating,
  type RowFacts,
  rowsByIds,
  type Surroundings,
  surroundingsOf,
  timelineOf,
  type Told,
  type VisitFacts,
  visitsOf,
} from './present-queries.ts'
import { duesOf, requestById, type RequestRecord } from './queries.ts'
import { abilitiesOf, isDispatchable, isOpen, maySeeIt, type Standing } from './rules.ts'
import { isHidden, type Seen, standingOf } from './standing.ts'

const pointOf = ({ lat, lon }: { readonly lat: number | null; readonly lon: number | null }) =>
  lat === null || lon === null ? null : { lat, lon }

export const rowOf = (ctx: Context, { lat, lon, windowFrom, windowTo, ...row }: RowFacts): RequestRow => {
  const pausedUntil = row.pausedUntil && row.pausedUntil > ctx.now ? row.pausedUntil : null
  return {
    ...row,
    doorName: null,
    point: pointOf({ lat, lon }),
    window: windowFrom && windowTo ? { from: windowFrom, to: windowTo } : null,
    nextDueStep: row.nextDueStep as RequestRow['nextDueStep'],
    pausedUntil,
    late: isOpen(row.state) && !pausedUntil && row.nextDueAt !== null && row.nextDueAt < ctx.now,
    helperNames: [...row.helperNames],
  }
}

/** Rows in the order of the ids. Who may read them is the caller's question. */
export const presentRows = async (ctx: Context, ids: readonly string[]): Promise<RequestRow[]> => {
  const rows = new Map((await rowsByIds(ctx, ids)).map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = rows.get(id)
    return row ? [rowOf(ctx, row)] : []
  })
}

const cardOf = (card: CardFacts, place: ReturnType<typeof pointOf>, phone: string | null): HelperCard => ({
  personId: card.personId,
  callName: card.callName,
  organisationName: card.organisationName,
  verified: card.verified,
  badgeNumber: card.badgeNumber,
  skills: [...card.skills],
  jobsDone: card.jobsDone,
  rating: card.ratingCount > 0 ? Math.round((card.ratingSum / card.ratingCount) * 10) / 10 : null,
  ratingCount: card.ratingCount,
  state: card.state,
  setOutAt: card.setOutAt,
  arrivesAt: card.arrivesAt,
  checkedInAt: card.checkedInAt,
  finishedAt: card.finishedAt,
  buildingName: card.buildingName,
  cameBefore: card.cameBefore,
  metresAway: metresBetween(pointOf(card), place),
  phone,
})

const isComing = (state: string): boolean => ['planned', 'set_out', 'on_site', 'finished'].includes(state)

/** Cards of the people who help at a visit; a number to call only while they are on the job, and only for who waits for them. */
export const helperCards = async (
  ctx: Context,
  cards: readonly CardFacts[],
  place: ReturnType<typeof pointOf>,
  withPhones: boolean,
): Promise<HelperCard[]> =>
  Promise.all(
    cards.map(async (card) => {
      const call = withPhones && isComing(card.state)
      return cardOf(card, place, call ? (card.organisationPhone ?? (await phoneOf(ctx, card.personId))) : null)
    }),
  )

const gone: readonly string[] = ['dropped', 'no_show', 'failed']

const briefOf = async (
  ctx: Context,
  visit: VisitFacts,
  cards: readonly CardFacts[],
  place: ReturnType<typeof pointOf>,
  who: Standing,
): Promise<z.output<typeof VisitBrief>> => {
  const live = isComing(visit.state)
  const own = cards.filter(
    (card) => card.visitId === visit.id && (gone.includes(visit.state) || !gone.includes(card.state)),
  )
  const waits = who.asker || who.family
  return {
    id: visit.id,
    state: visit.state,
    meetingCode: live && (waits || who.staff || who.helper) ? visit.meetingCode : null,
    plannedFrom: visit.plannedFrom,
    plannedTo: visit.plannedTo,
    helpers: await helperCards(ctx, own, place, live && waits),
    sheetNumber: visit.sheetNumber,
    sheetHash: visit.sheetHash,
  }
}

/** Details that are sealed stay in the database. */
const openDetail = (detail: Told['detail']) =>
  Object.fromEntries(Object.entries(detail).filter(([name]) => !name.endsWith('Sealed')))

/** What was said about whoever went there is not for their eyes, even when they also sit at the desk (rules.md §1, §2). */
const complaints: readonly string[] = [
  'complained',
  'call_me',
  'rectification',
  'put_right',
  'spot_checked',
  'recheck_failed',
]
const mayHear = (who: Standing): boolean => who.asker || who.family || !who.helper

const timelineFor = (rows: readonly Told[], who: Standing): z.output<typeof TimelineRow>[] =>
  rows.flatMap((row) => {
    if (row.staffOnly && !who.staff) return []
    if (complaints.includes(row.act) && !mayHear(who)) return []
    const { actorName, actorCallName, staffOnly: _, detail, ...told } = row
    const rest = row.act === 'reopen' && !mayHear(who) ? { ...told, why: null } : told
    return [{ ...rest, actor: who.staff ? actorName : actorCallName, detail: openDetail(detail) }]
  })

export type Parts = {
  readonly row: RowFacts
  readonly record: RequestRecord
  readonly around: Surroundings
  readonly told: readonly Told[]
  readonly dues: readonly Due[]
  readonly asked: readonly Asked[]
  readonly visits: readonly VisitFacts[]
  readonly cards: readonly CardFacts[]
  readonly files: Request['files']
  readonly rating: Request['rating']
}

const nextFor = ({ record, around, dues, asked, visits, cards }: Parts, now: Date): Request['next'] => {
  const due = (step: Due['step']) => dues.find((one) => one.step === step && one.metAt === null)?.dueAt ?? null
  const asking = asked.filter(({ state }) => state === 'sent' || state === 'seen').length
  const next = (what: Request['next']['what'], by: Date | null): Request['next'] => ({ what, by, asking })
  const { state } = record
  if (!isOpen(state)) return next('over', null)
  if (around.rulingDueAt) return next('ruling', around.rulingDueAt)
  if (record.pausedUntil && record.pausedUntil > now) return next('paused', record.pausedUntil)
  if (state === 'done')
    return now > (due('call_back') ?? now) ? next('call_back', due('call_back')) : next('confirm', due('call_back'))
  if (state === 'in_meeting') return next('meeting', due('result'))
  if (state === 'assigned' || state === 'under_way') {
    const visit = visits.find((one) => isComing(one.state))
    const arrives = cards.find((card) => card.visitId === visit?.id && card.arrivesAt)?.arrivesAt
    return next('helper_comes', arrives ?? visit?.plannedFrom ?? record.windowFrom)
  }
  if (record.needsLook) return next('looked_at', due('dispatch') ?? due('result'))
  if (state !== 'dispatching' && !isDispatchable(record))
    return next('triage', due('dispatch') ?? due('answer') ?? due('result'))
  return next('asking', due('contact') ?? around.nextLookAt ?? due('result'))
}

type Sight = { readonly doorName: string | null; readonly hidden: boolean }

const withoutPlace = <T extends RequestRow>(row: T): T => ({ ...row, callName: null, doorName: null, point: null })

/** What every reader of the request may know. */
const plainly = ({ record, around, files }: Parts) => ({
  minutes: record.minutes,
  helpers: record.helpers,
  credit: around.credit,
  settlement: record.settlement,
  priceCents: record.priceCents,
  pricePoints: record.pricePoints,
  enteredBy: record.enteredBy === record.personId ? null : around.enteredByName,
  reason: record.reason,
  providerId: record.providerId,
  providerName: around.providerName,
  duplicateOf: record.duplicateOf,
  duplicateOfNumber: around.duplicateOfNumber,
  solved: record.solved,
  confirmedHow: record.confirmedHow,
  ownerName: around.ownerName,
  policyVersion: record.policyVersion,
  sheetForm: around.sheetForm as z.output<typeof SheetField>[],
  files,
})

/** What only the person, the family and staff may know. */
const closely = ({ record, rating }: Parts, close: boolean, heard: boolean) => ({
  householdId: close ? record.householdId : null,
  freeBecause: close ? record.freeBecause : null,
  rating: heard ? rating : null,
})

const dueFor = ({ step, dueAt, firstDueAt, metAt }: Due, running: boolean, now: Date): Request['dues'][number] => ({
  step,
  dueAt,
  firstDueAt,
  metAt,
  late: metAt === null ? running && dueAt < now : metAt > dueAt,
})

/** Puts the parts together for one reader. */
export const compose = async (ctx: Context, parts: Parts, seen: Seen, sight: Sight): Promise<Request> => {
  const { record, visits, cards } = parts
  const { who, facts } = seen
  const close = who.asker || who.family || who.staff
  const knows = close || who.leader
  const row = { ...rowOf(ctx, parts.row), doorName: sight.doorName }
  const briefs = await Promise.all(visits.map((visit) => briefOf(ctx, visit, cards, row.point, who)))
  const coming = briefs.find(({ state }) => isComing(state)) ?? briefs.find(({ state }) => state === 'signed') ?? null
  const running = isOpen(record.state) && !facts.paused
  return {
    ...(sight.hidden && !knows ? withoutPlace(row) : row),
    ...plainly(parts),
    ...closely(parts, close, close && mayHear(who)),
    personId: knows ? record.personId : null,
    timeline: knows ? timelineFor(parts.told, who) : [],
    dues: parts.dues.map((due) => dueFor(due, running, ctx.now)),
    offers: who.staff ? parts.asked.map((one) => ({ ...one })) : [],
    visit: coming,
    pastVisits: briefs.filter((brief) => brief !== coming),
    next: nextFor(parts, ctx.now),
    can: abilitiesOf(who, facts),
  }
}

const partsOf = async (ctx: Context, record: RequestRecord): Promise<Parts> => {
  const { id } = record
  const [row] = await rowsByIds(ctx, [id])
  const around = await surroundingsOf(ctx, id)
  const visits = await visitsOf(ctx, id)
  const rating = await lastRating(ctx, id)
  return {
    row: found(row),
    record,
    around: found(around),
    told: await timelineOf(ctx, id),
    dues: await duesOf(ctx, id),
    asked: await askedFor(ctx, id),
    visits,
    cards: await cardsOf(
      ctx,
      visits.map((visit) => visit.id),
    ),
    files: (await filesOf(ctx, id)) as Request['files'],
    rating: rating ?? null,
  }
}

/** The door: for the person, the family, and who is coming, until some days after the end. Staff reveal it with a reason. */
const doorFor = async (ctx: Context, record: RequestRecord, who: Standing, hidden: boolean): Promise<string | null> =>
  record.householdId && (who.own || who.asker || who.family || (who.helper && !hidden)) && ctx.actor.kind === 'person'
    ? doorOf(ctx, record.householdId)
    : null

/** The request as the actor may see it. Refused not_found when they may not. */
export const presentRequest = async (ctx: Context, requestId: string): Promise<Request> => {
  const record = found(await requestById(ctx, requestId))
  const seen = await standingOf(ctx, record)
  ensure(maySeeIt(seen.who), 'not_found')
  const parts = await partsOf(ctx, record)
  const [visit] = parts.visits
  const lastEnd = visit ? visit.endedAt : isOpen(record.state) ? null : (record.closedAt ?? record.reportedAt)
  const hidden = await isHidden(ctx, lastEnd)
  return compose(ctx, parts, seen, { doorName: await doorFor(ctx, record, seen.who, hidden), hidden })
}
