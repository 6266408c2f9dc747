// The answer to whoever has just asked, for themselves or as staff for somebody, made from what is in hand: the hottest write
// reads nothing twice.
import type { Service } from '@linbang/contract/catalog'
import type { Request } from '@linbang/contract/requests'
import { type Context, holds, momentOf, reaches } from '../../kit/context.ts'
import { type Asker, type Scribe, scribeFacts } from './people-queries.ts'
import type { Place } from './place.ts'
import { compose, type Parts, presentRequest } from './present.ts'
import type { RowFacts, Surroundings, Told } from './present-queries.ts'
import type { Reported, RequestRecord } from './queries.ts'
import type { Settled } from './settle.ts'
import type { Seen } from './standing.ts'
import type { Caller } from './who-asks.ts'

/** All that was found out before anything is written. */
export type Known = {
  readonly service: Service
  readonly asker: Asker
  readonly place: Place
  readonly caller: Caller
  readonly settled: Settled
  readonly text: string
  readonly urgency: RequestRecord['urgency']
}
export type Made = Known & { readonly request: RequestRecord; readonly reported: Reported }

/** Who entered it: the asker, or staff. */
type By = { readonly self: boolean; readonly scribe: Scribe }

const seenBy = (ctx: Context, { request }: Made, { self, scribe }: By): Seen => {
  const at = request.areaPath
  return {
    who: {
      own: self,
      asker: self,
      family: false,
      staff: reaches(ctx.actor, 'requests.staff', at),
      ruler: reaches(ctx.actor, 'requests.rule', at),
      callBack: reaches(ctx.actor, 'ratings.call_back', at),
      leader: reaches(ctx.actor, 'people.read', at),
      helper: false,
      mayHelp: !self && scribe.mayHelp && holds(ctx.actor, 'offers.answer'),
    },
    facts: {
      state: request.state,
      urgency: request.urgency,
      needsLook: request.needsLook,
      looked: request.lookedAt !== null,
      paused: false,
      onSite: false,
      handBackOpen: false,
      handedBackByMe: false,
      rated: false,
      unconfirmed: false,
    },
  }
}

const rowFor = ({ request, service, asker, place }: Made): RowFacts => ({
  ...request,
  serviceCode: service.code,
  serviceZh: service.zh,
  serviceEn: service.en,
  icon: service.icon,
  callName: asker.callName,
  areaName: place.areaName,
  lat: place.point?.lat ?? null,
  lon: place.point?.lon ?? null,
  helperNames: [],
  wave: 0,
  asked: 0,
})

const aroundOf = ({ service, request }: Made, { scribe }: By): Surroundings => ({
  credit: service.credit,
  sheetForm: service.sheetForm.map((field) => ({ ...field })),
  enteredByName: scribe.callName,
  ownerName: request.ownerPersonId === null ? null : scribe.name,
  providerName: null,
  duplicateOfNumber: null,
  nextLookAt: null,
  rulingDueAt: null,
})

const toldOf = (ctx: Context, { request, asker, reported }: Made, { self, scribe }: By): Told => ({
  id: reported.event.id,
  act: 'report',
  fromState: null,
  toState: 'reported',
  actorRole: reported.event.actorRole ?? null,
  channel: request.channel,
  why: null,
  staffOnly: false,
  occurredAt: momentOf(ctx),
  at: ctx.now,
  detail: {},
  actorName: scribe.name,
  actorCallName: scribe.callName,
  onBehalfOf: self ? null : asker.callName,
})

/** Undefined for whoever is more than that, such as family: they are looked at anew. */
const enteredBy = async (ctx: Context, { request, asker, caller }: Made): Promise<By | undefined> => {
  if (ctx.actor.kind !== 'person' || request.providerId) return undefined
  if (caller.personId === asker.id) return { self: true, scribe: { ...asker, mayAsk: false, mayHelp: false } }
  if (!caller.byStaff || request.channel === 'button' || asker.family.includes(caller.personId)) return undefined
  const scribe = await scribeFacts(ctx, caller.personId, asker.id)
  return scribe && !scribe.mayAsk ? { self: false, scribe } : undefined
}

export const presentNew = async (ctx: Context, made: Made): Promise<Request> => {
  const { request, reported } = made
  const by = await enteredBy(ctx, made)
  if (!by) return presentRequest(ctx, request.id)
  const parts: Parts = {
    row: rowFor(made),
    record: request,
    around: aroundOf(made, by),
    told: [toldOf(ctx, made, by)],
    dues: reported.dues,
    asked: [],
    visits: [],
    cards: [],
    files: reported.files.map((file) => ({ ...file })),
    rating: null,
  }
  // Their own door needs no telling: opening its seal would be another way to the database and back. Staff reveal it with a reason.
  return compose(ctx, parts, seenBy(ctx, made, by), { doorName: null, hidden: false })
}
