// Rounds, who walks, stops and plans. Writes own tables only.
import type { RoundState } from '@linbang/contract/rounds'
import { type Insertable, sql, type Updateable } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import { found } from '../../kit/errors.ts'
import type { Figures, Way } from './ways.ts'

export type RoundRecord = {
  readonly id: string
  readonly areaId: string
  readonly areaName: string
  readonly areaPath: string
  readonly kind: 'care' | 'patrol'
  readonly name: string
  readonly day: string
  readonly state: RoundState
  readonly seed: number
  readonly progress: number
  readonly stopAskedAt: Date | null
  readonly figures: (Figures & { seconds: number }) | null
  readonly planSeq: number
  readonly publishedAt: Date | null
  readonly version: number
  readonly stops: number
  readonly done: number
  readonly workers: number
}
type Which = { readonly id: string } | { readonly under: string; readonly from: string }
export const roundsWhere = async (ctx: Context, which: Which): Promise<RoundRecord[]> => {
  const chosen =
    'id' in which
      ? sql`r.id = ${which.id}`
      : sql`r.day >= ${which.from}::date and (r.area_path = ${which.under} or r.area_path like ${`${which.under}.%`})`
  const { rows } = await sql<Omit<RoundRecord, 'figures'> & { figures: string | null }>`
    select r.id, r.area_id, a.name as area_name, r.area_path, r.kind, r.name, r.day, r.state, r.seed, r.progress, r.stop_asked_at, r.figures::text, r.plan_seq, r.published_at, r.version,
      (select count(*)::int from round_stop s where s.tenant_id = r.tenant_id and s.round_id = r.id) as stops,
      (select count(*)::int from round_stop s where s.tenant_id = r.tenant_id and s.round_id = r.id and s.state = 'done') as done,
      (select count(*)::int from round_worker w where w.tenant_id = r.tenant_id and w.round_id = r.id and w.dropped_at is null) as workers
    from round r join area a on a.tenant_id = r.tenant_id and a.id = r.area_id
    where r.tenant_id = ${ctx.tenantId} and ${chosen} order by r.day desc, r.created_at desc, r.id limit 200`.execute(
    ctx.db,
  )
  return rows.map((row) => ({
    ...row,
    figures: row.figures === null ? null : (JSON.parse(row.figures) as RoundRecord['figures']),
  }))
}
export const lockRound = async (ctx: Context, id: string): Promise<RoundRecord> => {
  const { rows } = await sql`select from round where tenant_id = ${ctx.tenantId} and id = ${id} for update`.execute(
    ctx.db,
  )
  found(rows[0])
  return found((await roundsWhere(ctx, { id }))[0])
}
export const insertRound = async (ctx: Context, row: Insertable<Tables['round']>): Promise<void> => {
  await ctx.db.insertInto('round').values(row).execute()
}
export const updateRound = async (
  ctx: Context,
  id: string,
  { bump = true, ...set }: Updateable<Tables['round']> & { bump?: boolean },
): Promise<void> => {
  await ctx.db
    .updateTable('round')
    .set({ ...set, ...(bump && { version: sql<number>`version + 1` }) })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}

export type WorkerRow = {
  readonly personId: string
  readonly name: string
  readonly callName: string
  readonly volunteerId: string | null
  readonly fromMinute: number
  readonly toMinute: number
  readonly breakMinutes: number
  readonly startLat: number | null
  readonly startLon: number | null
  readonly endLat: number | null
  readonly endLon: number | null
  readonly skills: string[]
  readonly droppedAt: Date | null
}
export const workersOf = async (ctx: Context, roundId: string): Promise<WorkerRow[]> => {
  const { rows } = await sql<WorkerRow>`
    select w.person_id, p.name, p.call_name, w.volunteer_id, w.from_minute, w.to_minute, w.break_minutes, w.start_lat, w.start_lon, w.end_lat, w.end_lon, w.skills, w.dropped_at
    from round_worker w join person p on p.tenant_id = w.tenant_id and p.id = w.person_id
    where w.tenant_id = ${ctx.tenantId} and w.round_id = ${roundId} order by p.name_pinyin, w.person_id`.execute(ctx.db)
  return rows
}
export const insertWorkers = async (
  ctx: Context,
  rows: readonly Insertable<Tables['roundWorker']>[],
): Promise<void> => {
  if (rows.length > 0)
    await ctx.db
      .insertInto('roundWorker')
      .values([...rows])
      .execute()
}
export const markDropped = async (ctx: Context, roundId: string, personId: string, reason: string): Promise<void> => {
  await ctx.db
    .updateTable('roundWorker')
    .set({ droppedAt: ctx.now, dropReason: reason })
    .where('tenantId', '=', ctx.tenantId)
    .where('roundId', '=', roundId)
    .where('personId', '=', personId)
    .execute()
}

export type StopRow = {
  readonly id: string
  readonly roundId: string
  readonly householdId: string | null
  readonly personId: string | null
  readonly checkpointId: string | null
  readonly checkpointName: string | null
  readonly callName: string | null
  readonly areaId: string
  readonly areaPath: string
  readonly areaName: string
  readonly lat: number | null
  readonly lon: number | null
  readonly reason: 'monthly' | 'due' | 'chosen' | 'checkpoint'
  readonly dueOn: string
  readonly fromMinute: number
  readonly toMinute: number
  readonly minutes: number
  readonly people: number
  readonly skill: string | null
  readonly usualPersonId: string | null
  readonly usualName: string | null
  readonly state: 'planned' | 'done' | 'not_home' | 'missed' | 'left_out'
  readonly visitId: string | null
  readonly worry: boolean
  readonly requestId: string | null
}
type WhichStops = { readonly roundId: string } | { readonly id: string }
export const stopsWhere = async (ctx: Context, which: WhichStops): Promise<StopRow[]> => {
  const chosen = 'id' in which ? sql`s.id = ${which.id}` : sql`s.round_id = ${which.roundId}`
  const { rows } = await sql<StopRow>`
    select s.id, s.round_id, s.household_id, s.person_id, s.checkpoint_id, c.name as checkpoint_name, p.call_name, s.area_id, s.area_path, a.name as area_name,
      coalesce(a.lat, up.lat) as lat, coalesce(a.lon, up.lon) as lon, s.reason, s.due_on, s.from_minute, s.to_minute, s.minutes, s.people, s.skill, s.usual_person_id, u.name as usual_name,
      s.state, s.visit_id, s.worry, s.request_id
    from round_stop s join area a on a.tenant_id = s.tenant_id and a.id = s.area_id
    left join area up on up.tenant_id = a.tenant_id and up.id = a.parent_id
    left join person p on p.tenant_id = s.tenant_id and p.id = s.person_id left join person u on u.tenant_id = s.tenant_id and u.id = s.usual_person_id
    left join checkpoint c on c.tenant_id = s.tenant_id and c.id = s.checkpoint_id
    where s.tenant_id = ${ctx.tenantId} and ${chosen} order by a.sort_key, s.id`.execute(ctx.db)
  return rows
}
export const insertStops = async (ctx: Context, rows: readonly Insertable<Tables['roundStop']>[]): Promise<void> => {
  if (rows.length > 0)
    await ctx.db
      .insertInto('roundStop')
      .values([...rows])
      .execute()
}
export const updateStop = async (ctx: Context, id: string, set: Updateable<Tables['roundStop']>): Promise<void> => {
  await ctx.db.updateTable('roundStop').set(set).where('tenantId', '=', ctx.tenantId).where('id', '=', id).execute()
}
export const lockStop = async (ctx: Context, id: string): Promise<StopRow> => {
  const { rows } =
    await sql`select from round_stop where tenant_id = ${ctx.tenantId} and id = ${id} for update`.execute(ctx.db)
  found(rows[0])
  return found((await stopsWhere(ctx, { id }))[0])
}

type PlanRow = { readonly seq: number; readonly ways: readonly Way[]; readonly act: string }
/** Plans that stand, the newest first. */
export const plansOf = async (ctx: Context, roundId: string, limit: number): Promise<PlanRow[]> => {
  const { rows } = await sql<{ seq: number; ways: string; act: string }>`
    select seq, ways::text, act from round_plan where tenant_id = ${ctx.tenantId} and round_id = ${roundId} and undone_at is null order by seq desc limit ${limit}`.execute(
    ctx.db,
  )
  return rows.map((row) => ({ ...row, ways: JSON.parse(row.ways) as Way[] }))
}
export const insertPlan = async (
  ctx: Context,
  roundId: string,
  seq: number,
  act: string,
  ways: readonly Way[],
): Promise<void> => {
  const madeBy = ctx.actor.kind === 'person' ? ctx.actor.personId : null
  const row = { tenantId: ctx.tenantId, roundId, seq, ways: JSON.stringify(ways), act, madeBy, madeAt: ctx.now }
  await ctx.db.insertInto('roundPlan').values(row).execute()
}
export const undoPlan = async (ctx: Context, roundId: string, seq: number): Promise<void> => {
  await ctx.db
    .updateTable('roundPlan')
    .set({ undoneAt: ctx.now })
    .where('tenantId', '=', ctx.tenantId)
    .where('roundId', '=', roundId)
    .where('seq', '=', seq)
    .execute()
}

/** Stops of published rounds on a day and after that this person walks to, in order. */
export const stopsOfWalker = async (
  ctx: Context,
  personId: string,
  fromDay: string,
): Promise<
  (StopRow & { day: string; roundName: string; kind: 'care' | 'patrol'; plannedFrom: Date; plannedTo: Date })[]
> => {
  const { rows } = await sql<{
    id: string
    day: string
    roundName: string
    kind: 'care' | 'patrol'
    plannedFrom: Date
    plannedTo: Date
  }>`
    select s.id, r.day, r.name as round_name, r.kind, v.planned_from, v.planned_to
    from round_stop s join round r on r.tenant_id = s.tenant_id and r.id = s.round_id and r.state = 'published'
    join visit v on v.tenant_id = s.tenant_id and v.id = s.visit_id
    join visit_person vp on vp.tenant_id = v.tenant_id and vp.visit_id = v.id and vp.person_id = ${personId} and vp.state not in ('dropped', 'no_show')
    where s.tenant_id = ${ctx.tenantId} and r.day >= ${fromDay}::date order by v.planned_from, s.id limit 300`.execute(
    ctx.db,
  )
  const stops = await Promise.all(
    rows.map(async (row) => ({ ...found((await stopsWhere(ctx, { id: row.id }))[0]), ...row })),
  )
  return stops
}
