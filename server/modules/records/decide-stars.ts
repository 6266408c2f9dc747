// Stars at the desk: a person reviews, everybody may object while it is shown, a second person decides.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/stars'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, reaches } from '../../kit/context.ts'
import { ensure, found, refusedAs } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { addMinutes, dayOf } from '../../kit/time.ts'
import { staffAt } from '../accounts/service.ts'
import { underPaths } from '../areas/service.ts'
import { notify } from '../notices/service.ts'
import { ageOn, samePerson, todayOf } from '../people/service.ts'
import { calendarOf, dueAfter, policyNow } from '../policies/service.ts'
import { basisOf, presentStar } from './my-stars.ts'
import { myIds } from './read-records.ts'
import { maskedName } from './rules.ts'
import {
  closeStarObjection,
  insertStarObjection,
  lockStar,
  noticedStars,
  objectionsTo,
  placeOf,
  starById,
  type StarLine,
  starList,
  updateStar,
} from './star-queries.ts'
import { faultsOf, isNoticeOver } from './star-rules.ts'

type Objections = Awaited<ReturnType<typeof objectionsTo>>

const presentCase = async (
  ctx: Context,
  line: StarLine,
  objections: Objections,
  mine: readonly string[],
): Promise<contract.StarCase> => {
  const { body: policy } = await policyNow(ctx, 'records')
  const basisNow = await basisOf(ctx, await samePerson(ctx, line.personId), line.year)
  const today = await todayOf(ctx)
  const own = mine.includes(line.personId)
  const may = (permission: 'stars.review' | 'stars.decide') => !own && reaches(ctx.actor, permission, line.areaPath)
  const isOver = line.noticeTo !== null && isNoticeOver(line.noticeTo, today)
  const isOpen = objections.some(({ state }) => state === 'open')
  const { volunteerId, name, volunteerNumber, unit, reviewedByName, decidedByName } = line
  return {
    ...presentStar(line, mine),
    volunteerId,
    name,
    volunteerNumber,
    unit,
    reviewedByName,
    decidedByName,
    basisNow,
    faults: faultsOf(policy, basisNow, line),
    objections: objections.map(({ starId: _star, personId: _person, ...one }) => one),
    can: {
      withdraw: false,
      review: line.state === 'asked' && may('stars.review'),
      answer: line.state === 'noticed' && may('stars.review'),
      decide:
        line.state === 'noticed' &&
        isOver &&
        !isOpen &&
        may('stars.decide') &&
        (line.reviewedBy === null || !mine.includes(line.reviewedBy)),
    },
  }
}

export const listStars = async (
  ctx: Context,
  { areaId, state, limit, cursor }: Input<typeof contract.listStars>['query'],
): Promise<Output<typeof contract.listStars>> => {
  const size = pageSize(limit)
  const paths = await underPaths(ctx, 'stars.review', areaId)
  const after = readCursor(cursor, ['number', 'moment', 'text'])
  const rows = await starList(ctx, { paths, state, after, limit: size + 1 })
  const { items, nextCursor } = pageOf(rows, size, placeOf)
  const mine = await myIds(ctx)
  const objections = Map.groupBy(
    await objectionsTo(
      ctx,
      items.map(({ id }) => id),
    ),
    ({ starId }) => starId,
  )
  return {
    items: await Promise.all(items.map((line) => presentCase(ctx, line, objections.get(line.id) ?? [], mine))),
    nextCursor,
  }
}

/** The star, locked, with who rules on it; one's own is refused by name, other places' are not found. */
const lockForRuling = async (ctx: Context, starId: string, permission: 'stars.review' | 'stars.decide') => {
  ensure(ctx.actor.kind === 'person', 'auth.required')
  const star = found(await lockStar(ctx, starId))
  const mine = await myIds(ctx)
  ensure(reaches(ctx.actor, permission, star.areaPath), 'not_found')
  ensure(!mine.includes(star.personId), 'record.own')
  return { star, mine, me: ctx.actor.personId }
}

const shownCase = async (ctx: Context, starId: string) =>
  presentCase(ctx, found(await starById(ctx, starId)), await objectionsTo(ctx, [starId]), await myIds(ctx))

/** What it takes must still be there: records are corrected and complaints upheld while a star is under way. */
const ensureReached = async (ctx: Context, star: StarLine) => {
  const { body: policy } = await policyNow(ctx, 'records')
  const basis = await basisOf(ctx, await samePerson(ctx, star.personId), star.year)
  ensure(faultsOf(policy, basis, star).length === 0, 'star.not_reached')
  return basis
}

const tell = (ctx: Context, star: StarLine, kind: 'star.granted' | 'star.refused', reason: string) =>
  notify(ctx, {
    personIds: [star.personId],
    kind,
    params: { stars: star.stars, year: star.year ?? 0, reason },
    subjectKind: 'star',
    subjectId: star.id,
  })

const noteDecision = (ctx: Context, star: StarLine, act: string, detail: object) =>
  recordAudit(ctx, {
    act,
    subjectKind: 'star',
    subjectId: star.id,
    areaPath: star.areaPath,
    detail: { kind: star.kind, year: star.year, stars: star.stars, ...detail },
  })

const refuse = async (ctx: Context, star: StarLine, words: string, me: string) => {
  await updateStar(ctx, star.id, { state: 'refused', decidedBy: me, decidedAt: ctx.now, decision: words })
  await noteDecision(ctx, star, 'star.refused', { words })
  await tell(ctx, star, 'star.refused', words)
}

export const reviewStar = (
  ctx: Context,
  starId: string,
  { agreed, words }: Input<typeof contract.reviewStar>['body'],
): Promise<contract.StarCase> =>
  inTransaction(ctx, async (ctx) => {
    const { star, me } = await lockForRuling(ctx, starId, 'stars.review')
    ensure(star.state === 'asked', 'star.wrong_state')
    if (!agreed) {
      await refuse(ctx, star, words, me)
      return shownCase(ctx, starId)
    }
    const basis = await ensureReached(ctx, star)
    const [{ body }, calendar, { timeZone }] = await Promise.all([
      policyNow(ctx, 'records'),
      calendarOf(ctx),
      ctx.kit.tenants.of(ctx.tenantId),
    ])
    const end = dueAfter(calendar, timeZone, ctx.now, { workingDays: body.noticeWorkingDays })
    const noticeTo = dayOf(addMinutes(end, -1), timeZone)
    const reviewed = { reviewedBy: me, reviewedAt: ctx.now, reviewWords: words }
    await updateStar(ctx, starId, {
      state: 'noticed',
      basis,
      ...reviewed,
      noticeFrom: dayOf(ctx.now, timeZone),
      noticeTo,
    })
    await noteDecision(ctx, star, 'star.reviewed', { words, noticeTo })
    await notify(ctx, {
      personIds: [star.personId],
      kind: 'star.noticed',
      params: { stars: star.stars, year: star.year ?? 0, date: noticeTo },
      subjectKind: 'star',
      subjectId: starId,
    })
    return shownCase(ctx, starId)
  })

export const answerStarObjection = (
  ctx: Context,
  { starId, objectionId }: Input<typeof contract.answerStarObjection>['params'],
  { upheld, answer }: Input<typeof contract.answerStarObjection>['body'],
): Promise<contract.StarCase> =>
  inTransaction(ctx, async (ctx) => {
    const { star, me } = await lockForRuling(ctx, starId, 'stars.review')
    ensure(star.state === 'noticed', 'star.wrong_state')
    const objection = found((await objectionsTo(ctx, [starId])).find(({ id }) => id === objectionId))
    ensure(objection.state === 'open', 'record.decided_already')
    await closeStarObjection(ctx, objectionId, upheld ? 'upheld' : 'kept', answer)
    await noteDecision(ctx, star, 'star.objection_answered', { upheld, answer })
    await notify(ctx, {
      personIds: [objection.personId],
      kind: 'star.objection_answered',
      params: { reason: answer },
      subjectKind: 'star',
      subjectId: starId,
    })
    if (upheld) await refuse(ctx, star, answer, me)
    return shownCase(ctx, starId)
  })

export const decideStar = (
  ctx: Context,
  starId: string,
  { granted, words }: Input<typeof contract.decideStar>['body'],
): Promise<contract.StarCase> =>
  inTransaction(ctx, async (ctx) => {
    const { star, me, mine } = await lockForRuling(ctx, starId, 'stars.decide')
    ensure(star.state === 'noticed' && star.noticeTo !== null, 'star.wrong_state')
    ensure(isNoticeOver(star.noticeTo, await todayOf(ctx)), 'star.notice_runs')
    ensure(
      (await objectionsTo(ctx, [starId])).every(({ state }) => state !== 'open'),
      'star.objection_open',
    )
    ensure(star.reviewedBy !== null && !mine.includes(star.reviewedBy), 'star.second_person')
    if (granted) {
      await ensureReached(ctx, star)
      await updateStar(ctx, starId, { state: 'granted', decidedBy: me, decidedAt: ctx.now, decision: words })
      await noteDecision(ctx, star, 'star.granted', { words })
      await tell(ctx, star, 'star.granted', words)
      await announce(ctx, 'volunteer.changed', { volunteerId: star.volunteerId, personIds: [star.personId] })
    } else await refuse(ctx, star, words, me)
    return shownCase(ctx, starId)
  })

/** What everybody reads: number, community, what it is for; a masked name of grown people only. */
export const starNotices = async (ctx: Context): Promise<Output<typeof contract.listStarNotices>> => {
  const today = await todayOf(ctx)
  return {
    items: (await noticedStars(ctx, today)).flatMap(({ noticeFrom, noticeTo, basis, name, bornOn, ...one }) =>
      noticeFrom === null || noticeTo === null
        ? []
        : {
            id: one.id,
            nameMasked: bornOn !== null && ageOn(bornOn, today) >= 18 ? maskedName(name) : null,
            volunteerNumber: one.volunteerNumber,
            unit: one.unit,
            kind: one.kind,
            year: one.year,
            stars: one.stars,
            minutes: basis.minutes,
            points: basis.points,
            noticeFrom,
            noticeTo,
          },
    ),
  }
}

export const objectToStar = (ctx: Context, starId: string, words: string): Promise<Record<string, never>> =>
  inTransaction(ctx, async (ctx) => {
    ensure(ctx.actor.kind === 'person', 'auth.required')
    const star = found(await lockStar(ctx, starId))
    ensure(star.state === 'noticed' && !isNoticeOver(found(star.noticeTo), await todayOf(ctx)), 'not_found')
    const mine = await myIds(ctx)
    ensure(!mine.includes(star.personId), 'record.own')
    const objection = { id: newId(), starId, personId: ctx.actor.personId, words }
    await refusedAs(insertStarObjection(ctx, objection), { star_objection_once: 'star.objected_already' })
    const staff = await staffAt(ctx, star.areaPath, ['community_worker', 'community_lead'])
    await notify(ctx, {
      personIds: staff.map((one) => one.personId).filter((one) => !mine.includes(one)),
      kind: 'star.objected',
      params: { stars: star.stars, year: star.year ?? 0, reason: words },
      subjectKind: 'star',
      subjectId: starId,
    })
    return {}
  })
