// The answer to whoever has just asked for themselves, made from what is in hand: the hottest write reads nothing twice.
import type { Service } from '@linbang/contract/catalog'
import type { Request } from '@linbang/contract/requests'
import { type Context, momentOf, reaches } from '../../kit/context.ts'
import type { Asker } from './people-queries.ts'
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

const seenBy = (ctx: Context, { request, asker }: Made): Seen => {
  const at = request.areaPath
  return {
    who: {
      own: true,
      asker: true,
      family: false,
      staff: reaches(ctx.actor, 'requests.staff', at),
      ruler: reaches(ctx.actor, 'requests.rule', at),
      callBack: reaches(ctx.actor, 'ratings.call_back', at),
      leader: reaches(ctx.actor, 'people.read', at),
      helper: false,
      mayHelp: false,
    },
    facts: {
      state: request.state,
      urgency: request.urgency,
      needsLook: request.needsLook,
      looked: !asker.confirmed && request.lookedAt !== null,
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

const aroundOf = ({ service, asker }: Made): Surroundings => ({
  credit: service.credit,
  sheetForm: service.sheetForm.map((field) => ({ ...field })),
  enteredByName: asker.callName,
  ownerName: null,
  providerName: null,
  duplicateOfNumber: null,
  nextLookAt: null,
  rulingDueAt: null,
})

const toldOf = (ctx: Context, { request, asker, reported }: Made): Told => ({
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
  actorName: asker.name,
  actorCallName: asker.callName,
  onBehalfOf: null,
})

export const presentNew = async (ctx: Context, made: Made): Promise<Request> => {
  const { request, asker, reported, caller } = made
  const self = ctx.actor.kind === 'person' && caller.personId === asker.id
  if (!self || request.providerId) return presentRequest(ctx, request.id)
  const parts: Parts = {
    row: rowFor(made),
    record: request,
    around: aroundOf(made),
    told: [toldOf(ctx, made)],
    dues: reported.dues,
    asked: [],
    visits: [],
    cards: [],
    files: reported.files.map((file) => ({ ...file })),
    rating: null,
  }
  // Their own door needs no telling: opening its seal would be another way to the database and back.
  return compose(ctx, parts, seenBy(ctx, made), { doorName: null, hidden: false })
}
