// A request is made: who it is for, where, how urgent, how it is settled, when it is due. One transaction, one answer.
import type { Service } from '@linbang/contract/catalog'
import type { NewRequest, Request } from '@linbang/contract/requests'
import { may, type Role } from '@linbang/contract/permissions'
import { type Context, heldFor, inTransaction, isUnder, momentOf, reaches } from '../../kit/context.ts'
import { ensure, found, Refusal } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { nextNumber } from '../../kit/numbers.ts'
import { staffAt } from '../accounts/service.ts'
import { dangerIn, serviceByCode } from '../catalog/service.ts'
import { useFiles } from '../files/service.ts'
import { notify } from '../notices/service.ts'
import { doorOf, liftNumbers, mayAskFor, searchTokens } from '../people/service.ts'
import { calendarOf, dueAfter, policyNow } from '../policies/service.ts'
import { timelineRow, type Via } from './change-state.ts'
import { firstDues, nextOf } from './dues.ts'
import { type Asker, askerFacts, mayComeAgain } from './people-queries.ts'
import { type Place, placeFor } from './place.ts'
import { compose, type Parts, presentRequest } from './present.ts'
import type { Told } from './present-queries.ts'
import { insertRequest, type Reported, type RequestRecord } from './queries.ts'
import { needsLook, openAtOnce, urgencyOf, windowFault } from './rules.ts'
import { placeHolds, type Settled, settlementFor } from './settle.ts'
import type { Seen } from './standing.ts'

/** What is asked for, by whom; a series names its occurrence. `enteredBy` is for work without an actor of flesh. */
export type Wish = Omit<NewRequest, 'repeat' | 'occurredAt'> & {
  readonly enteredBy?: string
  readonly series?: { readonly id: string; readonly day: string }
}

type Caller = {
  readonly personId: string
  readonly byStaff: boolean
  readonly role: Role | null
  readonly channel: Via
}

const deskChannels: readonly Via[] = ['hotline', 'desk', 'grid', 'leader', 'button', 'paper', 'import']
const usual = (role: Role | null): Via => {
  if (role === 'building_leader') return 'leader'
  if (role === 'grid_worker' || role === 'grid_lead') return 'grid'
  return role === 'operator' ? 'hotline' : 'desk'
}

/** Staff write down what others tell them; everybody else speaks for themselves, from the phone or by the button. */
const callerOf = (ctx: Context, wish: Wish, asker: Asker, place: Place): Caller => {
  const { actor } = ctx
  if (actor.kind !== 'person')
    return {
      personId: wish.enteredBy ?? asker.id,
      byStaff: false,
      role: null,
      channel: wish.series ? 'system' : (wish.channel ?? 'system'),
    }
  const forSelf = asker.id === actor.personId
  const role = forSelf
    ? null
    : (heldFor(actor, 'requests.open_for_others').find((held) => isUnder(place.areaPath, held.areaPath))?.role ?? null)
  const byStaff = role !== null && (may(role, 'requests.staff') || role === 'building_leader')
  const named = wish.channel && deskChannels.includes(wish.channel) ? wish.channel : undefined
  return {
    personId: actor.personId,
    byStaff,
    role,
    channel: byStaff ? (named ?? usual(role)) : wish.channel === 'button' ? 'button' : 'phone',
  }
}

const ensureMayAsk = async (ctx: Context, wish: Wish, asker: Asker) => {
  if (ctx.actor.kind !== 'person' || asker.id === ctx.actor.personId) return
  ensure(await mayAskFor(ctx, wish.forPersonId ?? asker.id), 'request.not_for_them')
}

const ensureWindow = (ctx: Context, wish: Wish) => {
  const fault = wish.window && !wish.series ? windowFault(wish.window, ctx.now) : null
  if (fault) throw new Refusal(fault)
}

const ensureSamePerson = async (ctx: Context, wish: Wish, asker: Asker, caller: Caller) => {
  if (wish.samePersonId)
    ensure(await mayComeAgain(ctx, wish.samePersonId, [asker.id, caller.personId]), 'person.unknown')
}

type Made = {
  readonly request: RequestRecord
  readonly reported: Reported
  readonly service: Service
  readonly asker: Asker
  readonly place: Place
  readonly caller: Caller
  readonly settled: Settled
}

/** Looks at everything a request depends on and writes nothing. */
const make = async (ctx: Context, wish: Wish): Promise<Made> => {
  const service = await serviceByCode(ctx, wish.serviceCode)
  const asker = found(await askerFacts(ctx, wish.forPersonId ?? wish.enteredBy ?? actorId(ctx)), 'person.unknown')
  await ensureMayAsk(ctx, wish, asker)
  const place = await placeFor(ctx, asker, wish)
  const caller = callerOf(ctx, wish, asker, place)
  ensureWindow(ctx, wish)
  const text = liftNumbers(wish.description ?? '')
  const urgency = urgencyOf(wish.urgency ?? service.defaultUrgency, dangerIn(text.text))
  ensure(caller.byStaff || wish.series || urgency === 'life' || asker.open < openAtOnce, 'request.too_many_open')
  await ensureSamePerson(ctx, wish, asker, caller)
  await useFiles(ctx, [...(wish.photoIds ?? []), ...(wish.voiceFileId ? [wish.voiceFileId] : [])])
  const familyId = caller.byStaff || caller.personId === asker.id ? null : caller.personId
  const settled = await settlementFor(ctx, {
    service,
    person: asker,
    familyId,
    urgency,
    minutes: service.minutes * service.helpers,
    wished: wish.settlement,
    providerId: wish.providerId,
  })
  const looked = caller.byStaff && !asker.confirmed
  const look = needsLook(asker, urgency, caller.byStaff)
  const { request, dues } = await recordOf(ctx, wish, {
    service,
    asker,
    place,
    caller,
    settled,
    text: text.text,
    urgency,
    look,
    looked,
  })
  const reported: Reported = {
    request,
    dues,
    files: [
      ...(wish.photoIds ?? []).map((fileId) => ({ fileId, kind: 'photo' as const })),
      ...(wish.voiceFileId ? [{ fileId: wish.voiceFileId, kind: 'voice' as const }] : []),
    ],
    tokens: searchTokens(
      [request.number, service.zh, service.en, request.description, asker.name, asker.callName, place.areaName].join(
        ' ',
      ),
    ),
    event: timelineRow(ctx, request, 'report', [null, 'reported'], {
      channel: caller.channel,
      onBehalfOf: caller.personId === asker.id ? null : asker.id,
      detail: text.phones[0]
        ? { contactSealed: ctx.kit.vault.seal(ctx.tenantId, 'request.contact', text.phones[0]) }
        : {},
    }),
  }
  return { request, reported, service, asker, place, caller, settled }
}

const actorId = (ctx: Context): string => {
  if (ctx.actor.kind === 'person') return ctx.actor.personId
  throw new Refusal('auth.required')
}

type Facts = {
  service: Service
  asker: Asker
  place: Place
  caller: Caller
  settled: Settled
  text: string
  urgency: RequestRecord['urgency']
  look: boolean
  looked: boolean
}

const recordOf = async (
  ctx: Context,
  wish: Wish,
  { service, asker, place, caller, settled, text, urgency, look, looked }: Facts,
) => {
  const [{ version, body: policy }, calendar, { timeZone }] = await Promise.all([
    policyNow(ctx, 'requests'),
    calendarOf(ctx),
    ctx.kit.tenants.of(ctx.tenantId),
  ])
  const reportedAt = caller.byStaff ? momentOf(ctx) : ctx.now
  const clock = {
    policy,
    urgency,
    windowTo: wish.window?.to ?? null,
    ends: (from: Date, span: Parameters<typeof dueAfter>[3]) => dueAfter(calendar, timeZone, from, span),
  }
  // Whoever took the call has answered.
  const dues = firstDues(clock, reportedAt).map((due) =>
    caller.byStaff && due.step === 'answer' ? { ...due, metAt: reportedAt } : due,
  )
  const next = nextOf(dues)
  const request: RequestRecord = {
    tenantId: ctx.tenantId,
    id: newId(),
    number: await nextNumber(ctx, 'request'),
    serviceId: service.id,
    kind: service.kind,
    urgency,
    state: 'reported',
    description: text,
    personId: asker.id,
    enteredBy: caller.personId,
    householdId: place.householdId,
    areaId: place.areaId,
    areaPath: place.areaPath,
    windowFrom: wish.window?.from ?? null,
    windowTo: wish.window?.to ?? null,
    minutes: service.minutes,
    helpers: service.helpers,
    channel: caller.channel,
    seriesId: wish.series?.id ?? null,
    occurrenceOn: wish.series?.day ?? null,
    providerId: wish.providerId ?? null,
    samePersonId: wish.samePersonId ?? null,
    settlement: settled.settlement,
    priceCents: settled.priceCents,
    freeBecause: settled.freeBecause,
    policyVersion: version,
    needsLook: look,
    lookedAt: looked ? ctx.now : null,
    lookedBy: looked ? caller.personId : null,
    draftVoiceFileId: wish.voiceFileId ?? null,
    ownerPersonId: caller.byStaff && caller.role !== 'building_leader' ? caller.personId : null,
    duplicateOf: null,
    reason: null,
    level: 'building',
    dispatchPolicy: null,
    reportedAt,
    firstAnsweredAt: caller.byStaff ? reportedAt : null,
    dispatchedAt: null,
    acceptedAt: null,
    contactedAt: null,
    doneAt: null,
    confirmedAt: null,
    closedAt: null,
    solved: null,
    confirmedHow: null,
    pausedUntil: null,
    nextDueAt: next.at,
    nextDueStep: next.step,
    escalatedTo: null,
    version: 1,
    createdAt: ctx.now,
  }
  return { request, dues }
}

const tellStaff = async (ctx: Context, { request, service, place }: Made) => {
  const near = await staffAt(ctx, request.areaPath, [
    'building_leader',
    'grid_worker',
    'grid_lead',
    'operator',
    'community_worker',
  ])
  const personIds = [...new Set([...near.filter((one) => one.onDuty), ...near.slice(0, 2)].map((one) => one.personId))]
  await notify(ctx, {
    personIds,
    kind: 'request.needs_look',
    subjectKind: 'request',
    subjectId: request.id,
    params: { number: request.number, area: place.areaName, service: { zh: service.zh, en: service.en } },
  })
}

/** Writes it, sets minutes aside, tells whom it concerns. */
const write = async (ctx: Context, made: Made) => {
  const { request, asker, caller, service, settled } = made
  await insertRequest(ctx, made.reported)
  if (settled.payer) await placeHolds(ctx, request, settled.payer)
  if (request.needsLook) await tellStaff(ctx, made)
  if (caller.byStaff)
    await notify(ctx, {
      personIds: [asker.id],
      kind: 'request.received',
      subjectKind: 'request',
      subjectId: request.id,
      params: { service: { zh: service.zh, en: service.en }, number: request.number },
    })
  await announce(ctx, 'request.reported', {
    requestId: request.id,
    areaPath: request.areaPath,
    personIds: [asker.id, caller.personId, ...asker.family],
  })
}

/** Makes one request and answers its row. */
export const report = (ctx: Context, wish: Wish): Promise<RequestRecord> =>
  inTransaction(ctx, async (ctx) => {
    const made = await make(ctx, wish)
    await write(ctx, made)
    return made.request
  })

/** Makes one request and answers it as the caller sees it, from what is in hand: nothing is read again. */
export const openRequest = (ctx: Context, wish: Wish): Promise<Request> =>
  inTransaction(ctx, async (ctx) => {
    const made = await make(ctx, wish)
    await write(ctx, made)
    return presentNew(ctx, made)
  })

const seenBy = (ctx: Context, { request, asker, caller }: Made): Seen => {
  const own = ctx.actor.kind === 'person' && ctx.actor.personId === asker.id
  const at = request.areaPath
  return {
    who: {
      own,
      asker: !caller.byStaff,
      family: asker.family.includes(caller.personId),
      staff: reaches(ctx.actor, 'requests.staff', at),
      ruler: reaches(ctx.actor, 'requests.rule', at),
      callBack: reaches(ctx.actor, 'ratings.call_back', at),
      leader: reaches(ctx.actor, 'people.read', at),
      helper: false,
      mayHelp: false,
    },
    facts: {
      state: 'reported',
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

/** Whoever asks for themselves waits for no second look at the database. */
const presentNew = async (ctx: Context, made: Made): Promise<Request> => {
  const { request, service, asker, place, reported, caller } = made
  if (caller.personId !== asker.id || request.providerId || ctx.actor.kind !== 'person')
    return presentRequest(ctx, request.id)
  const { event } = reported
  const told: Told = {
    id: event.id,
    act: 'report',
    fromState: null,
    toState: 'reported',
    actorRole: event.actorRole ?? null,
    channel: request.channel,
    why: null,
    staffOnly: false,
    occurredAt: momentOf(ctx),
    at: ctx.now,
    detail: {},
    actorName: asker.name,
    actorCallName: asker.callName,
    onBehalfOf: null,
  }
  const parts: Parts = {
    row: {
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
    },
    record: request,
    around: {
      credit: service.credit,
      sheetForm: JSON.parse(JSON.stringify(service.sheetForm)),
      enteredByName: asker.callName,
      ownerName: null,
      providerName: null,
      duplicateOfNumber: null,
      nextLookAt: null,
      rulingDueAt: null,
    },
    told: [told],
    dues: reported.dues,
    asked: [],
    visits: [],
    cards: [],
    files: reported.files.map((file) => ({ ...file })),
    rating: null,
  }
  return compose(ctx, parts, seenBy(ctx, made), {
    doorName: request.householdId ? await doorOf(ctx, request.householdId) : null,
    hidden: false,
  })
}
