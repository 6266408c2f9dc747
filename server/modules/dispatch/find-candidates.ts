// Who fits a request now: the pool, the engine's ranking, and everything needed to explain it or to ask the next wave.
import type { PolicyBody } from '@linbang/contract/policies'
import { ACCEPTANCE } from '@linbang/engine/acceptance'
import { standingOf } from '@linbang/engine/look'
import type { Standing, WhoAndHow } from '@linbang/engine/look'
import type { RankRequest } from '@linbang/engine/ranking'
import type { Context } from '../../kit/context.ts'
import { addMinutes, dayOf, startOfDay } from '../../kit/time.ts'
import { areaOf, communityOf } from '../areas/service.ts'
import { requirementsOn } from '../catalog/service.ts'
import { briefs } from '../people/service.ts'
import { policyNow } from '../policies/service.ts'
import type { RequestRecord } from '../requests/service.ts'
import { lessonsOfLastAsks } from './learning-queries.ts'
import type { Lessons } from './learning-queries.ts'
import { organisationPool, shutOut, volunteerPool } from './pool-queries.ts'
import type { PoolQuestion, PoolRow } from './pool-queries.ts'
import { atItsHour } from './batch-rules.ts'
import { offersOf } from './queries.ts'
import type { OfferSeen } from './queries.ts'
import { asKnownPerson, communityOfPath, levelsOf, rankPolicyOf } from './rules.ts'
import type { LocalClock, Scene } from './rules.ts'
import { calibratorOf } from './wave-rules.ts'

export type Field = Standing & {
  readonly request: RequestRecord
  readonly rankRequest: RankRequest
  /** Everything the engine was told; kept with each decision. */
  readonly known: WhoAndHow
  readonly lessons: Lessons
  readonly rows: ReadonlyMap<string, PoolRow>
  readonly offers: readonly OfferSeen[]
  readonly clock: LocalClock
  readonly policyVersion: number
  readonly policy: PolicyBody['dispatch']
  readonly communityPath: string
  /** Path of the community each candidate lives or sits in. */
  readonly communityOf: (id: string) => string
}

export type FieldOptions = {
  readonly wide?: boolean
  readonly onlyVolunteerId?: string
  readonly onlyOrganisationId?: string
  /** Read only those volunteers an urgent request would most likely ask. */
  readonly most?: number
  /** Look at exactly this hour, not at the whole window of the request. */
  readonly at?: Date
}

const shownUnskilled = 12
/** Without a window the work may start at once and must be over by then. */
const openMinutes = 24 * 60

const offsetOf = (zone: string, at: Date): number => {
  const local =
    new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
      .formatToParts(at)
      .find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  const match = /([+-])(\d\d):(\d\d)/.exec(local)
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0
}

/** The window the work must fit into, in local minutes; a window that is running begins now. */
const windowOf = (request: RequestRecord, now: Date, clock: LocalClock) => {
  const from = request.windowFrom && request.windowFrom > now ? request.windowFrom : now
  const to = request.windowTo && request.windowTo > now ? request.windowTo : addMinutes(now, openMinutes)
  const minute = (moment: Date) => Math.floor(moment.getTime() / 60_000) + clock.offsetMinutes
  const start = minute(from)
  return { from: start, to: Math.max(minute(to), start + request.minutes) }
}

const demandsOf = async (
  ctx: Context,
  request: RequestRecord,
  scene: Omit<Scene, 'skills'>,
): Promise<{ skills: string[]; rankRequest: RankRequest }> => {
  const day = dayOf(request.windowFrom ?? ctx.now, (await ctx.kit.tenants.of(ctx.tenantId)).timeZone)
  const demanded = await requirementsOn(ctx, request.serviceId, day)
  const codes = (kind: string) => demanded.filter((one) => one.kind === kind).map((one) => one.code)
  const skills = codes('skill')
  const sameSex = demanded.some((one) => one.kind === 'same_sex')
  const levels = levelsOf(request.areaPath, scene.communityPath)
  const rankRequest: RankRequest = {
    id: request.id,
    window: windowOf(request, ctx.now, scene.clock),
    durationMinutes: request.minutes,
    place: { x: 0, y: 0, ...levels },
    areaPath: request.areaPath,
    householdId: request.householdId,
    skills: skills.slice(0, 1),
    usefulSkills: skills,
    certificates: codes('certificate'),
    training: codes('training'),
    insuranceNeeded: demanded.some((one) => one.kind === 'insurance'),
    bodilyRisk: demanded.some((one) => one.kind === 'insurance'),
    sex: sameSex ? await sexOf(ctx, request) : null,
    minimumClass: 'general',
    blockedIds: [],
  }
  return { skills, rankRequest }
}

const hourOf = (at: Date, request: RequestRecord, clock: LocalClock) => {
  const from = Math.floor(at.getTime() / 60_000) + clock.offsetMinutes
  return { from, to: from + request.minutes }
}

/** Nobody is sent on a guess; only where life is at risk nobody waits for an answer. */
const sexOf = async (ctx: Context, { personId, urgency }: RequestRecord): Promise<RankRequest['sex']> =>
  (await briefs(ctx, [personId])).get(personId)?.sex ?? (urgency === 'life' ? null : 'not_told')

/** Where and when: what every person is looked at against. `wide` opens the other communities of the same street. */
const sceneOf = async (ctx: Context, request: RequestRecord, wide: boolean) => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const [community, area] = await Promise.all([communityOf(ctx, request.areaPath), areaOf(ctx, request.areaId)])
  const underPath = wide ? community.path.split('.').slice(0, -1).join('.') || community.path : community.path
  return {
    underPath,
    near: area.point,
    dayStart: startOfDay(dayOf(ctx.now, timeZone), timeZone),
    scene: {
      origin: area.point ?? community.point ?? { lat: 0, lon: 0 },
      communityPath: community.path,
      clock: { offsetMinutes: offsetOf(timeZone, ctx.now) },
      now: ctx.now,
      householdId: request.householdId,
      openTo: wide ? underPath : null,
      openUntil: request.windowTo ? null : addMinutes(ctx.now, openMinutes),
    },
  }
}

/** Volunteers and organisations who could be asked; one alone when only that one is looked at. */
const poolOf = (ctx: Context, question: PoolQuestion, options: FieldOptions) =>
  Promise.all([
    options.onlyOrganisationId ? [] : volunteerPool(ctx, question),
    options.onlyVolunteerId ? [] : organisationPool(ctx, question),
  ])

const blockedOf = (volunteers: readonly PoolRow[], shut: ReadonlySet<string>): string[] =>
  volunteers.flatMap((row) => (row.personId !== null && shut.has(row.personId) ? [row.id] : []))

const rankingOf = (policy: PolicyBody['dispatch'], { urgency }: RequestRecord, { at }: FieldOptions) => {
  const ranking = rankPolicyOf(policy, urgency === 'life')
  return at ? atItsHour(ranking) : ranking
}

/** Reads and ranks everybody who might come. What does not wait for an answer goes to the database together. */
export const fieldOf = async (ctx: Context, request: RequestRecord, options: FieldOptions = {}): Promise<Field> => {
  const [{ scene, ...place }, { version, body: policy }, offers, lessons, shutOuts] = await Promise.all([
    sceneOf(ctx, request, options.wide ?? false),
    policyNow(ctx, 'dispatch'),
    offersOf(ctx, request.id),
    lessonsOfLastAsks(ctx),
    shutOut(ctx, request.id, request.personId),
  ])
  const shut = new Set([request.personId, ...shutOuts])
  const { skills, rankRequest } = await demandsOf(ctx, request, scene)
  const question = {
    ...place,
    ...(options.onlyVolunteerId && { onlyVolunteerId: options.onlyVolunteerId }),
    personId: request.personId,
    serviceId: request.serviceId,
    inPoints: request.settlement === 'points',
    skills,
    unskilled: options.most === undefined ? shownUnskilled : 0,
    most: options.most ?? null,
  }
  const [volunteers, organisations] = await poolOf(ctx, question, options)
  const all = [...volunteers, ...organisations]
  const window = options.at ? hourOf(options.at, request, scene.clock) : rankRequest.window
  const known: WhoAndHow = {
    request: { ...rankRequest, window, blockedIds: blockedOf(volunteers, shut) },
    people: all.map((row) => asKnownPerson(row, { ...scene, skills })),
    ranking: rankingOf(policy, request, options),
    calibrator: calibratorOf(lessons),
    acceptance: ACCEPTANCE,
  }
  const rows = new Map(all.map((row) => [row.id, row]))
  const { communityPath, clock } = scene
  const communityOf = (id: string) => communityOfPath(rows.get(id)?.path ?? null, communityPath)
  const read = { request, rankRequest, known, lessons, clock, offers, rows, policyVersion: version, policy }
  return { ...standingOf(known), ...read, communityPath, communityOf }
}
