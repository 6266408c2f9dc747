// A visit as its reader may see it: the helper sees who and where from the yes until some days after the end, and nobody else does.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/visits'
import type { Part, Visit } from '@linbang/contract/visits'
import type * as z from 'zod/mini'
import { type Context, reachOf } from '../../kit/context.ts'
import { ensure } from '../../kit/errors.ts'
import { areaOf } from '../areas/service.ts'
import { serviceOf } from '../catalog/service.ts'
import { careWordsFor, doorOf, entranceOf, personOf, phoneOf } from '../people/service.ts'
import { cardsOf, gainOf, helperCards, isFree, isHidden } from '../requests/service.ts'
import { type Sight, sightOf } from './at-visit.ts'
import { contactOf, visitIds } from './list-queries.ts'
import { photosOf, pointOf } from './queries.ts'
import { abilitiesOf, isGone, isLive } from './rules.ts'
import { sheetsOf } from './sheet-queries.ts'

type Known = Pick<Visit, 'doorName' | 'point' | 'callName' | 'phone' | 'careWords' | 'howToGetIn'>
const nothing: Known = { doorName: null, point: null, callName: null, phone: null, careWords: [], howToGetIn: null }

/** A number to ring: the person's own, the one they left with the request, or that of whoever asked for them. */
const numberOf = async (ctx: Context, { request, visit }: Sight): Promise<string | null> => {
  const own = visit.personId ? await phoneOf(ctx, visit.personId) : null
  if (own || !request) return own
  const { contactSealed } = await contactOf(ctx, request.id)
  if (contactSealed) return ctx.kit.vault.open(ctx.tenantId, 'request.contact', contactSealed)
  return request.channel === 'phone' && request.enteredBy !== request.personId ? phoneOf(ctx, request.enteredBy) : null
}

/** Somebody who helps here, from the yes until some days after the end. */
export const stillHelps = async (ctx: Context, { me, visit }: Sight): Promise<boolean> =>
  me !== null && !isGone(me.state) && !(await isHidden(ctx, visit.endedAt))

const knownTo = async (ctx: Context, sight: Sight): Promise<Known> => {
  const { visit, asker, staff } = sight
  const helping = await stillHelps(ctx, sight)
  if (!helping && !asker && !staff) return nothing
  const callName = visit.personId ? (await personOf(ctx, visit.personId)).callName : null
  const point = await pointOf(ctx, visit.areaPath)
  if (!helping && !asker) return { ...nothing, callName, point }
  const doorName = visit.householdId ? await doorOf(ctx, visit.householdId) : await doorNamed(ctx, visit.areaId)
  if (!helping) return { ...nothing, callName, point, doorName }
  const careWords = visit.personId ? await careWordsFor(ctx, visit.personId, ctx.locale) : []
  const howToGetIn = visit.householdId ? await entranceOf(ctx, visit.householdId) : null
  return { doorName, point, callName, phone: await numberOf(ctx, sight), careWords, howToGetIn }
}

/** A request for a door that is nobody's home names the door by its area. */
const doorNamed = async (ctx: Context, areaId: string): Promise<string | null> => {
  const area = await areaOf(ctx, areaId)
  return area.kind === 'door' ? area.name : null
}

const buildingName = async (ctx: Context, areaId: string): Promise<string> => {
  const area = await areaOf(ctx, areaId)
  return (area.kind === 'door' || area.kind === 'unit') && area.parentId ? buildingName(ctx, area.parentId) : area.name
}

const aboutRequest = async (ctx: Context, { request, me }: Sight) => {
  if (!request)
    return {
      requestId: null,
      requestNumber: null,
      serviceCode: null,
      serviceZh: '',
      serviceEn: '',
      icon: 'help',
      urgency: null,
      description: '',
      mayCharge: false,
      free: true,
      sheetForm: [],
      gain: { minutes: 0, points: 0 },
    }
  const [service, free, gain] = await Promise.all([
    serviceOf(ctx, request.serviceId),
    isFree(ctx, request),
    gainOf(ctx, request),
  ])
  return {
    requestId: request.id,
    requestNumber: request.number,
    serviceCode: service.code,
    serviceZh: service.zh,
    serviceEn: service.en,
    icon: service.icon,
    urgency: request.urgency,
    description: request.description,
    mayCharge: me?.organisationId != null && !free,
    free,
    sheetForm: service.sheetForm,
    gain: me?.organisationId ? { minutes: 0, points: 0 } : gain,
  }
}

const mineOf = (me: Sight['me']): Visit['me'] =>
  me && {
    state: me.state,
    proof: me.checkInProof,
    checkedInAt: me.checkedInAt,
    finishedAt: me.finishedAt,
    minutes: me.minutes,
    organisationId: me.organisationId,
  }

/** What was done there, and the sheets that say so. */
const doneAt = async (ctx: Context, { visit }: Sight) => {
  const sheets = await sheetsOf(ctx, visit.id)
  return {
    work: visit.work,
    parts: JSON.parse(visit.parts) as z.output<typeof Part>[],
    feeCents: visit.feeCents,
    photoIds: await photosOf(ctx, visit.id),
    sheets: sheets.map(({ content: _content, replaces: _replaces, ...sheet }) => sheet),
  }
}

const compose = async (ctx: Context, sight: Sight): Promise<Visit> => {
  const { visit, request, me, facts, asker, staff } = sight
  const live = isLive(visit.state)
  const known = await knownTo(ctx, sight)
  const cards = (await cardsOf(ctx, [visit.id])).filter((card) => isGone(visit.state) || !isGone(card.state))
  const helping = me !== null && !isGone(me.state)
  const planned = Math.round((visit.plannedTo.getTime() - visit.plannedFrom.getTime()) / 60_000)
  return {
    id: visit.id,
    cause: visit.cause,
    ...(await aboutRequest(ctx, sight)),
    ...known,
    ...(await doneAt(ctx, sight)),
    state: visit.state,
    plannedFrom: visit.plannedFrom,
    plannedTo: visit.plannedTo,
    usualMinutes: request?.minutes ?? planned,
    meetingCode: live && (helping || asker || staff) ? visit.meetingCode : null,
    buildingName: await buildingName(ctx, visit.areaId),
    people: await helperCards(ctx, cards, known.point, live && asker),
    me: mineOf(me),
    can: abilitiesOf(facts),
  }
}

/** The visit as the actor may see it. Refused not_found for strangers. */
export const presentVisit = async (ctx: Context, visitId: string): Promise<Visit> =>
  compose(ctx, await sightOf(ctx, visitId))

export const listVisits = async (
  ctx: Context,
  { mine, state = 'open', areaId }: Input<typeof contract.listVisits>['query'],
): Promise<Output<typeof contract.listVisits>> => {
  ensure(ctx.actor.kind === 'person', 'auth.required')
  const reach = reachOf(ctx.actor, 'visits.staff')
  const under = areaId ? (await areaOf(ctx, areaId)).path : undefined
  const ids = await visitIds(
    ctx,
    mine || reach.length === 0 ? { helperId: ctx.actor.personId } : { reach },
    under,
    state,
  )
  const items: Visit[] = []
  for (const id of ids) items.push(await presentVisit(ctx, id))
  return { items }
}
