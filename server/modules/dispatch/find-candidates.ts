// Who fits a request now: the pool, the engine's ranking, and everything needed to explain it or to ask the next wave.
import type { Candidates } from '@linbang/contract/dispatch'
import type { Point } from '@linbang/contract/values'
import type { Excluded, Ranked, RankRequest } from '@linbang/engine/ranking'
import { rank } from '@linbang/engine/ranking'
import type { Context } from '../../kit/context.ts'
import { addMinutes, dayOf, startOfDay } from '../../kit/time.ts'
import { areaOf, communityOf } from '../areas/service.ts'
import { requirementsOn } from '../catalog/service.ts'
import { briefs } from '../people/service.ts'
import { policyNow } from '../policies/service.ts'
import type { RequestRecord } from '../requests/service.ts'
import { lastDecision, offersOf, organisationPool, shutOut, volunteerPool } from './queries.ts'
import type { OfferSeen, PoolQuestion, PoolRow } from './queries.ts'
import { asRankPerson, engineVersion, forOrganisations, levelsOf, rankPolicyOf, whyNotOnWire } from './rules.ts'
import type { LocalClock, Scene } from './rules.ts'

export type Field = {
  readonly request: RequestRecord
  readonly rankRequest: RankRequest
  readonly ranked: readonly Ranked[]
  readonly excluded: readonly Excluded[]
  readonly rows: ReadonlyMap<string, PoolRow>
  readonly offers: readonly OfferSeen[]
  readonly clock: LocalClock
  readonly policyVersion: number
  /** Path of the community each candidate lives or sits in. */
  readonly communityOf: (id: string) => string
}

export type FieldOptions = {
  readonly wide?: boolean
  readonly onlyVolunteerId?: string
  readonly onlyOrganisationId?: string
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
  const person = (await briefs(ctx, [request.personId])).get(request.personId)
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
    sex: demanded.some((one) => one.kind === 'same_sex') ? (person?.sex ?? null) : null,
    minimumClass: 'general',
    blockedIds: [],
  }
  return { skills, rankRequest }
}

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
    },
  }
}

/** Volunteers and organisations who could be asked; one alone when only that one is looked at. */
const poolOf = async (ctx: Context, question: PoolQuestion, options: FieldOptions) => ({
  volunteers: options.onlyOrganisationId ? [] : await volunteerPool(ctx, question),
  organisations: options.onlyVolunteerId ? [] : await organisationPool(ctx, question),
})

/** Reads and ranks everybody who might come. */
export const fieldOf = async (ctx: Context, request: RequestRecord, options: FieldOptions = {}): Promise<Field> => {
  const { scene, ...place } = await sceneOf(ctx, request, options.wide ?? false)
  const [{ version, body: policy }, offers] = await Promise.all([policyNow(ctx, 'dispatch'), offersOf(ctx, request.id)])
  const shut = new Set([request.personId, ...(await shutOut(ctx, request.id, request.personId))])
  const { skills, rankRequest } = await demandsOf(ctx, request, scene)
  const only = options.onlyVolunteerId ? { onlyVolunteerId: options.onlyVolunteerId } : {}
  const question = {
    ...place,
    ...only,
    personId: request.personId,
    serviceId: request.serviceId,
    skills,
    unskilled: shownUnskilled,
  }
  const { volunteers, organisations } = await poolOf(ctx, question, options)
  const blockedIds = volunteers.flatMap((row) => (row.personId !== null && shut.has(row.personId) ? [row.id] : []))
  const rankPolicy = rankPolicyOf(policy, request.urgency === 'life')
  const asPeople = (rows: readonly PoolRow[]) => rows.map((row) => asRankPerson(row, { ...scene, skills }))
  const people = rank({ ...rankRequest, blockedIds }, asPeople(volunteers), rankPolicy)
  const houses = rank(forOrganisations(rankRequest), asPeople(organisations), rankPolicy)
  const rows = new Map([...volunteers, ...organisations].map((row) => [row.id, row]))
  const depth = scene.communityPath.split('.').length
  return {
    request,
    rankRequest,
    clock: scene.clock,
    offers,
    rows,
    policyVersion: version,
    ranked: [...people.ranked, ...houses.ranked].sort((a, b) => b.total - a.total || (a.id < b.id ? -1 : 1)),
    excluded: [...people.excluded, ...houses.excluded],
    communityOf: (id) => rows.get(id)?.path?.split('.').slice(0, depth).join('.') ?? scene.communityPath,
  }
}

const pointOf = (row: PoolRow): Point | null =>
  row.lat !== null && row.lon !== null ? { lat: row.lat, lon: row.lon } : null
const ratingOf = (row: PoolRow): number | null =>
  row.ratingCount > 0 ? Math.round((row.ratingSum / row.ratingCount) * 10) / 10 : null

const candidateOf = (field: Field, one: Ranked): Candidates['items'][number] => {
  const row = field.rows.get(one.id)!
  const certificate = row.holdings.find((held) => field.rankRequest.certificates.includes(held.code))
  const offer = field.offers.findLast((made) => made.volunteerId === one.id || made.organisationId === one.id)
  return {
    kind: row.kind,
    volunteerId: row.kind === 'volunteer' ? row.id : null,
    organisationId: row.kind === 'organisation' ? row.id : null,
    personId: row.personId,
    name: row.name,
    callName: row.callName,
    buildingName: row.buildingName,
    point: pointOf(row),
    score: one.total,
    parts: one.parts.map((part) => ({ part: part.part, value: part.score, weight: part.weight, number: part.value })),
    metres: one.metres,
    cameBefore: row.visitsToPerson,
    jobsDone: row.jobsDone,
    jobsThisWeek: row.jobsLast14Days,
    rating: ratingOf(row),
    skills: field.rankRequest.usefulSkills.filter(
      (skill) =>
        row.kind === 'organisation' || row.holdings.some((held) => held.kind === 'skill' && held.code === skill),
    ),
    certificateTo: certificate?.to ?? null,
    priceCents: row.priceCents,
    offer: offer?.state ?? null,
  }
}

const metresTo = (field: Field, row: PoolRow, origin: Point | null): number | null => {
  const point = pointOf(row)
  if (!point || !origin) return null
  const x = (point.lon - origin.lon) * 111_320 * Math.cos((origin.lat * Math.PI) / 180)
  return Math.round(Math.hypot(x, (point.lat - origin.lat) * 110_574))
}

/** The answer of GET candidates: the best 20, and the nearest 20 of those left out with every reason. */
export const presentCandidates = async (ctx: Context, field: Field): Promise<Candidates> => {
  const origin = (await areaOf(ctx, field.request.areaId)).point
  const left = field.excluded
    .map((one) => ({ one, row: field.rows.get(one.id)! }))
    .map(({ one, row }) => ({ one, row, metres: metresTo(field, row, origin) }))
    .sort((a, b) => (a.metres ?? 1e9) - (b.metres ?? 1e9) || (a.one.id < b.one.id ? -1 : 1))
  const decision = await lastDecision(ctx, field.request.id)
  const asking = field.request.state === 'dispatching' && decision !== undefined
  return {
    items: field.ranked.slice(0, 20).map((one) => candidateOf(field, one)),
    total: field.ranked.length,
    excluded: left.slice(0, 20).map(({ one, row, metres }) => ({
      volunteerId: row.kind === 'volunteer' ? row.id : null,
      organisationId: row.kind === 'organisation' ? row.id : null,
      name: row.name,
      callName: row.callName,
      metres,
      reasons: one.reasons.map((reason) => whyNotOnWire(reason, field.clock)),
    })),
    excludedTotal: field.excluded.length,
    level: field.request.level,
    nextStep: {
      act: !asking ? 'none' : decision.nextLookAt ? 'wave' : 'staff',
      at: asking ? decision.nextLookAt : null,
    },
    engineVersion,
    policyVersion: field.policyVersion,
  }
}
