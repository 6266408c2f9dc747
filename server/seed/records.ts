// What the desk of records shows in the demo: certificates in force and replaced, stars on their way, entries by hand that wait, an objection, something to review.
import type { Context } from '../kit/context.ts'
import { newId } from '../kit/ids.ts'
import { addDays, dayOf } from '../kit/time.ts'
import { makeCertificate } from '../modules/records/service.ts'
import { insertRows } from './insert.ts'
import type { PersonSeed } from './residents.ts'
import type { Town } from './town.ts'
import type { VolunteerSeed } from './volunteers.ts'

const certified = 5
const nothingToLookFor = async (): Promise<void> => undefined

/** The volunteers of the town with the most jobs. */
const busiest = ({ force }: Town) => force.volunteers.toSorted((a, b) => b.jobs - a.jobs)

const certificates = async (ctx: Context, town: Town, worker: PersonSeed) => {
  const { area } = town.community
  for (const { id, person, number } of await numbered(ctx, busiest(town).slice(0, certified)))
    await makeCertificate(
      ctx,
      {
        subject: { volunteerId: id, personId: person, personIds: [person], volunteerNumber: number },
        unit: { unitAreaId: area.id, unit: area.name, path: area.path },
        handler: worker.name,
        issuedBy: worker.id,
      },
      nothingToLookFor,
    )
}

const numbered = async (ctx: Context, volunteers: readonly { readonly id: string }[]) =>
  ctx.db
    .selectFrom('volunteer')
    .select(['id', 'personId as person', 'number'])
    .where('tenantId', '=', ctx.tenantId)
    .where(
      'id',
      'in',
      volunteers.map(({ id }) => id),
    )
    .orderBy('number')
    .execute()

const entry = (ctx: Context, town: Town, worker: PersonSeed, today: string, place: number, activityName: string) => {
  const { area } = town.community
  const volunteer = busiest(town)[place]
  const [day, dueOn] = [addDays(today, -3 - place), addDays(today, 11 - place)]
  return {
    tenantId: ctx.tenantId,
    id: newId(),
    activityName,
    day,
    dueOn,
    volunteerId: volunteer?.id,
    personId: volunteer?.person.id,
    unitAreaId: area.id,
    areaPath: area.path,
    fromMinute: 9 * 60,
    minutes: 120,
    place: `${area.name}广场`,
    content: '和邻居们一起做的，人到齐了，没有签到',
    personInCharge: worker.name,
    why: '那天活动没有用服务单',
    recorderPersonId: worker.id,
    recordedAt: ctx.now,
  }
}

const objection = async (ctx: Context, today: string) => {
  const [record] = await ctx.db
    .selectFrom('serviceRecord as r')
    .innerJoin('area as u', (join) => join.onRef('u.tenantId', '=', 'r.tenantId').onRef('u.id', '=', 'r.unitAreaId'))
    .select(['r.id', 'r.personId', 'u.path'])
    .where('r.tenantId', '=', ctx.tenantId)
    .orderBy('r.at', 'desc')
    .orderBy('r.id')
    .limit(1)
    .execute()
  if (!record) return
  await insertRows(ctx.db, 'recordObjection', [
    {
      tenantId: ctx.tenantId,
      id: newId(),
      recordId: record.id,
      personId: record.personId,
      areaPath: record.path,
      words: '那天我做了两小时，只记了一部分',
      dueOn: addDays(today, 6),
      at: ctx.now,
    },
  ])
}

const review = (ctx: Context, town: Town, grid: PersonSeed) =>
  insertRows(ctx.db, 'recordSignal', [
    {
      tenantId: ctx.tenantId,
      id: newId(),
      kind: 'self_credit',
      mark: 'demo',
      personId: grid.id,
      areaPath: town.community.area.path,
      evidence: [{ what: 'attempt', activityName: '夜间巡逻', day: dayOf(ctx.now, 'Asia/Shanghai'), minutes: 240 }],
      raisedAt: ctx.now,
    },
  ])

/** Hours that were on paper before there was a platform: every week an afternoon with an old neighbour. */
const onPaper = (ctx: Context, town: Town, worker: PersonSeed, volunteer: VolunteerSeed, hours: number) => {
  const { area } = town.community
  const today = dayOf(ctx.now, 'Asia/Shanghai')
  return Array.from({ length: Math.ceil(hours / 4) }, (_, week) => ({
    tenantId: ctx.tenantId,
    id: newId(),
    personId: volunteer.person.id,
    volunteerId: volunteer.id,
    activityName: '陪伴老人',
    day: addDays(today, -130 - 7 * week),
    place: `${area.name}老年活动室`,
    content: '读报、下棋、散步',
    minutes: 240,
    unit: area.name,
    unitAreaId: area.id,
    personInCharge: worker.name,
    causeKind: 'hand',
    causeId: newId(),
    dueOn: addDays(today, -116 - 7 * week),
    madeBy: worker.id,
    at: ctx.now,
  }))
}

const star = (ctx: Context, { community: { area } }: Town, volunteer: VolunteerSeed, stars: number, set: object) => {
  const { id, person, ratingSum, ratingCount: rated } = volunteer
  const average = rated === 0 ? null : ratingSum / rated
  const quality = { average, rated, complaints: 0, openComplaints: 0, doubts: 0 }
  return {
    tenantId: ctx.tenantId,
    id: newId(),
    personId: person.id,
    volunteerId: id,
    unitAreaId: area.id,
    areaPath: area.path,
    kind: 'lasting',
    year: 0,
    stars,
    basis: { ...quality, minutes: stars === 2 ? 320 * 60 : 120 * 60, points: 0 },
    madeAt: ctx.now,
    ...set,
  }
}

/** One star held, one shown to everybody, one asked for, one in reach of 李师傅: what phone, desk and public page show. */
const stars = async (ctx: Context, town: Town, worker: PersonSeed, lead: PersonSeed, today: string) => {
  const asked = { askedAt: ctx.now }
  const reviewed = { ...asked, reviewedBy: worker.id, reviewedAt: ctx.now, reviewWords: '时长和评价都够' }
  const decided = { decidedBy: lead.id, decidedAt: ctx.now, decision: '同意' }
  const month = { noticeFrom: addDays(today, -30), noticeTo: addDays(today, -23) }
  const week = { noticeFrom: addDays(today, -1), noticeTo: addDays(today, 6) }
  const li = town.known.get('li')?.id
  const [held, shown, waiting] = busiest(town).filter(({ person }) => person.id !== li)
  const own = town.force.volunteers.find(({ person }) => person.id === li)
  if (!held || !shown || !waiting || !own) return
  for (const [volunteer, hours] of [
    [held, 320],
    [shown, 120],
    [waiting, 104],
    [own, 100],
  ] as const)
    await insertRows(ctx.db, 'serviceRecord', onPaper(ctx, town, worker, volunteer, hours))
  for (const row of [
    star(ctx, town, held, 2, { state: 'granted', ...reviewed, ...month, ...decided }),
    star(ctx, town, shown, 1, { state: 'noticed', ...reviewed, ...week }),
    star(ctx, town, waiting, 1, { state: 'asked', ...asked }),
    star(ctx, town, own, 1, { state: 'proposed' }),
  ])
    await insertRows(ctx.db, 'star', [row])
}

export const seedRecords = async (ctx: Context, town: Town, worker: PersonSeed, lead: PersonSeed): Promise<void> => {
  const today = dayOf(ctx.now, 'Asia/Shanghai')
  await stars(ctx, town, worker, lead, today)
  await certificates(ctx, town, worker)
  await insertRows(ctx.db, 'recordEntry', [
    entry(ctx, town, worker, today, 0, '清理楼道杂物'),
    entry(ctx, town, lead, today, 1, '社区文艺演出帮忙'),
  ])
  await objection(ctx, today)
  await review(ctx, town, worker)
}
