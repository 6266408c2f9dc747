// A volunteer's stars: what is reached, what is missing, asking for one. The machine only proposes; nothing is granted here.
import type { Input } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/stars'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { dayOf, startOfDay } from '../../kit/time.ts'
import { staffAt } from '../accounts/service.ts'
import { notify } from '../notices/service.ts'
import { samePerson } from '../people/service.ts'
import { policyNow } from '../policies/service.ts'
import { volunteerOfPerson } from '../volunteers/service.ts'
import { holdRecordsOf, recordById, recordingUnits, recordTotals } from './queries.ts'
import { myIds } from './read-records.ts'
import {
  earnedPoints,
  endStarsOf,
  insertStar,
  lockStar,
  qualityOf,
  type StarLine,
  starsOf,
  updateStar,
  withdrawProposals,
} from './star-queries.ts'
import { type Chance, chanceOf, qualitySince, yearsOpen } from './star-rules.ts'

type Ask = Input<typeof contract.askForStar>['body']
const running = new Set<contract.StarState>(['asked', 'noticed'])

/** Points earned in a year: what was issued and stands, whatever has become of it. */
const pointsOf = (ctx: Context, personIds: readonly string[], year: number, timeZone: string): Promise<number> =>
  earnedPoints(ctx, personIds, startOfDay(`${year}-01-01`, timeZone), startOfDay(`${year + 1}-01-01`, timeZone))

/** What is known of somebody's service now; `year` for the points of a yearly star. */
export const basisOf = async (
  ctx: Context,
  personIds: readonly string[],
  year: number | null,
): Promise<contract.StarBasis> => {
  const [{ body: policy }, { timeZone }] = await Promise.all([
    policyNow(ctx, 'records'),
    ctx.kit.tenants.of(ctx.tenantId),
  ])
  const today = dayOf(ctx.now, timeZone)
  const { minutes } = await recordTotals(ctx, { personIds })
  const quality = await qualityOf(ctx, personIds, qualitySince(policy, today))
  const points = await pointsOf(ctx, personIds, year ?? Number(today.slice(0, 4)), timeZone)
  return { ...quality, minutes, points }
}

const heldOf = (lines: readonly StarLine[], kind: contract.StarKind, year: number | null): number =>
  Math.max(
    0,
    ...lines.filter((one) => one.state === 'granted' && one.kind === kind && one.year === year).map((one) => one.stars),
  )

type Standing = {
  readonly basis: contract.StarBasis
  readonly lines: readonly StarLine[]
  readonly chances: readonly Chance[]
}

const standingOf = async (ctx: Context, personIds: readonly string[]): Promise<Standing> => {
  const [{ body: policy }, { timeZone }] = await Promise.all([
    policyNow(ctx, 'records'),
    ctx.kit.tenants.of(ctx.tenantId),
  ])
  const years = yearsOpen(dayOf(ctx.now, timeZone))
  const lines = await starsOf(ctx, personIds)
  const basis = await basisOf(ctx, personIds, null)
  const lasting = chanceOf(policy, basis, { kind: 'lasting', year: null }, heldOf(lines, 'lasting', null))
  const chances = lasting ? [lasting] : []
  for (const year of years) {
    const points = year === years[0] ? basis.points : await pointsOf(ctx, personIds, year, timeZone)
    const yearly = chanceOf(policy, { ...basis, points }, { kind: 'yearly', year }, heldOf(lines, 'yearly', year))
    // A year that is over is spoken of only where there is something to ask for.
    if (yearly && (year === years[0] || yearly.faults.length === 0)) chances.push(yearly)
  }
  return { basis, lines, chances }
}

const same = (a: Pick<Chance, 'kind' | 'year'>, b: Pick<Chance, 'kind' | 'year'>): boolean =>
  a.kind === b.kind && a.year === b.year

export const presentStar = (line: StarLine, mine: readonly string[]): contract.Star => {
  const { id, kind, year, stars, state, basis, askedAt, noticeFrom, noticeTo, reviewWords, decision, decidedAt } = line
  return {
    id,
    kind,
    year,
    stars,
    state,
    basis,
    askedAt,
    noticeFrom,
    noticeTo,
    reviewWords,
    decision,
    decidedAt,
    can: { withdraw: running.has(state) && mine.includes(line.personId) },
  }
}

export const myStars = async (ctx: Context): Promise<contract.MyStars> => {
  const mine = await myIds(ctx)
  const { body: policy } = await policyNow(ctx, 'records')
  const { basis, lines, chances } = await standingOf(ctx, mine)
  const granted = lines.filter(({ state, kind }) => state === 'granted' && kind === 'yearly')
  const year = Math.max(0, ...granted.map((one) => one.year ?? 0))
  const isVolunteer = ctx.actor.kind === 'person' && (await volunteerOfPerson(ctx, ctx.actor.personId)) !== null
  return {
    basis,
    held: heldOf(lines, 'lasting', null),
    yearly: year === 0 ? null : { year, stars: heldOf(lines, 'yearly', year) },
    leastRating: policy.starRating,
    complaintMonths: policy.starComplaintMonths,
    noticeDays: policy.noticeWorkingDays,
    chances: isVolunteer
      ? chances.map((one) => {
          const isRunning = lines.some((line) => running.has(line.state) && same(line, one))
          return {
            ...one,
            faults: [...one.faults],
            running: isRunning,
            can: { ask: one.faults.length === 0 && !isRunning },
          }
        })
      : [],
    items: lines.filter(({ state }) => state !== 'proposed').map((line) => presentStar(line, mine)),
  }
}

/** Whose star it would be, and which unit reviews it: the one that recorded most. */
const subjectOf = async (ctx: Context, personId: string, personIds: readonly string[]) => {
  const volunteer = await volunteerOfPerson(ctx, personId)
  const [unit] = await recordingUnits(ctx, personIds)
  return volunteer && unit
    ? { personId: volunteer.personId, volunteerId: volunteer.id, unitAreaId: unit.unitAreaId, areaPath: unit.path }
    : undefined
}

export const askForStar = (ctx: Context, { kind, ...asked }: Ask): Promise<contract.MyStars> =>
  inTransaction(ctx, async (ctx) => {
    ensure(ctx.actor.kind === 'person', 'auth.required')
    const { personId } = ctx.actor
    const year = kind === 'yearly' ? (asked.year ?? null) : null
    await holdRecordsOf(ctx, personId)
    const mine = await myIds(ctx)
    const { basis, lines, chances } = await standingOf(ctx, mine)
    const chance = chances.find((one) => same(one, { kind, year }))
    ensure(!lines.some((line) => running.has(line.state) && same(line, { kind, year })), 'star.asked_already')
    ensure(chance?.faults.length === 0, 'star.not_reached')
    const subject = found(await subjectOf(ctx, personId, mine), 'star.not_reached')
    await withdrawProposals(ctx, mine, { kind, year })
    const id = newId()
    const points = kind === 'yearly' ? chance.have : basis.points
    const row = {
      ...subject,
      id,
      kind,
      year,
      stars: chance.stars,
      basis: { ...basis, points },
      state: 'asked' as const,
    }
    ensure(await insertStar(ctx, row), 'star.asked_already')
    const staff = await staffAt(ctx, subject.areaPath, ['community_worker', 'community_lead'])
    await notify(ctx, {
      personIds: staff.map((one) => one.personId).filter((one) => !mine.includes(one)),
      kind: 'star.asked',
      params: { stars: chance.stars, year: year ?? 0 },
      subjectKind: 'star',
      subjectId: id,
    })
    return myStars(ctx)
  })

export const withdrawStar = (ctx: Context, starId: string): Promise<contract.MyStars> =>
  inTransaction(ctx, async (ctx) => {
    const star = found(await lockStar(ctx, starId))
    ensure((await myIds(ctx)).includes(star.personId), 'not_found')
    ensure(running.has(star.state), 'star.wrong_state')
    await updateStar(ctx, starId, { state: 'withdrawn' })
    return myStars(ctx)
  })

/** When something came on record: says once that a star is reached. What was said, refused or withdrawn before is not said again. */
export const proposeStars = (ctx: Context, recordId: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const record = await recordById(ctx, recordId)
    if (!record) return
    await holdRecordsOf(ctx, record.personId)
    const personIds = await samePerson(ctx, record.personId)
    const { basis, lines, chances } = await standingOf(ctx, personIds)
    const isNew = (one: Chance) => !lines.some((line) => same(line, one) && line.stars >= one.stars)
    const reached = chances.filter((one) => one.faults.length === 0 && isNew(one))
    const subject = reached.length > 0 ? await subjectOf(ctx, record.personId, personIds) : undefined
    if (!subject) return
    for (const { kind, year, stars, have } of reached) {
      const id = newId()
      await withdrawProposals(ctx, personIds, { kind, year })
      const points = kind === 'yearly' ? have : basis.points
      const row = { ...subject, id, kind, year, stars, basis: { ...basis, points }, state: 'proposed' as const }
      if (!(await insertStar(ctx, row))) continue
      await notify(ctx, {
        personIds: [subject.personId],
        kind: 'star.proposed',
        params: { stars, year: year ?? 0 },
        subjectKind: 'star',
        subjectId: id,
      })
    }
  })

/** The account is closed: what was asked for is no longer shown. */
export const endStars = async (ctx: Context, personId: string): Promise<void> =>
  endStarsOf(ctx, await samePerson(ctx, personId))
