// Sessions and who comes to them. Whoever changes a seat has locked the session first: the last seat has one winner.
import type { Insertable, Updateable } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import type { SeatState } from '../../kit/tables.ts'

export type SessionRow = {
  readonly id: string
  readonly courseId: string
  readonly courseZh: string
  readonly courseEn: string
  readonly areaName: string
  readonly areaPath: string
  readonly place: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly seats: number
  readonly taken: number
  readonly waiting: number
  readonly attended: number
  readonly leaderPersonId: string
  readonly leaderName: string
  readonly state: 'planned' | 'cancelled'
  readonly cancelReason: string | null
  readonly version: number
  readonly isOver: boolean
}

type Search = {
  readonly id?: string
  readonly courseIds?: readonly string[]
  /** Only those that are not over and not called off. */
  readonly coming?: boolean
  readonly paths?: readonly string[] | null
  readonly after?: readonly [number, Date, string] | undefined
  readonly limit: number
}

const counted = (states: string) =>
  sql`(select count(*)::int from session_seat s where s.tenant_id = t.tenant_id and s.session_id = t.id and s.state = any(${states}::seat_state[]))`

/** The next first; behind those to come the ones that are over, the latest first. */
export const sessionList = async (ctx: Context, search: Search): Promise<SessionRow[]> => {
  const { id, courseIds, coming = false, paths, after, limit } = search
  const [courses, under] = [courseIds ? [...courseIds] : null, paths ? [...paths] : null]
  const over = sql`(t.ends_at <= ${ctx.now} or t.state = 'cancelled')`
  const far = sql`(case when ${over} then -1 else 1 end) * extract(epoch from t.starts_at)`
  const { rows } = await sql<SessionRow>`
    select t.id, t.course_id as "courseId", c.zh as "courseZh", c.en as "courseEn", a.name as "areaName", t.area_path as "areaPath", t.place, t.starts_at as "startsAt", t.ends_at as "endsAt", t.seats,
      ${counted('{seated,attended}')} as taken, ${counted('{waiting}')} as waiting, ${counted('{attended}')} as attended,
      t.leader_person_id as "leaderPersonId", p.name as "leaderName", t.state, t.cancel_reason as "cancelReason", t.version, ${over} as "isOver"
    from training_session t join course c on c.tenant_id = t.tenant_id and c.id = t.course_id join area a on a.tenant_id = t.tenant_id and a.id = t.area_id
    join person p on p.tenant_id = t.tenant_id and p.id = t.leader_person_id
    where t.tenant_id = ${ctx.tenantId} and (${id ?? null}::uuid is null or t.id = ${id ?? null}::uuid)
      and (${courses}::uuid[] is null or t.course_id = any(${courses}::uuid[])) and (not ${coming} or not ${over})
      and (${under}::text[] is null or exists (select from unnest(${under}::text[]) path where t.area_path = path or t.area_path like path || '.%'))
      and (${after?.[0] ?? null}::int is null or (${over}::int, ${far}, t.id) > (${after?.[0] ?? null}::int, (case when ${after?.[0] ?? 0}::int = 1 then -1 else 1 end) * extract(epoch from ${after?.[1] ?? null}::timestamptz), ${after?.[2] ?? null}::uuid))
    order by ${over}, ${far}, t.id limit ${limit}`.execute(ctx.db)
  return rows
}

export const lockSession = async (ctx: Context, id: string): Promise<SessionRow | undefined> => {
  await sql`select from training_session where tenant_id = ${ctx.tenantId} and id = ${id} for update`.execute(ctx.db)
  return (await sessionList(ctx, { id, limit: 1 }))[0]
}

export const insertSession = async (
  ctx: Context,
  row: Omit<Insertable<Tables['trainingSession']>, 'tenantId' | 'createdAt'>,
): Promise<void> => {
  await ctx.db
    .insertInto('trainingSession')
    .values({ ...row, tenantId: ctx.tenantId, createdAt: ctx.now })
    .execute()
}

export const updateSession = async (
  ctx: Context,
  id: string,
  set: Updateable<Tables['trainingSession']>,
): Promise<void> => {
  await ctx.db
    .updateTable('trainingSession')
    .set(set)
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}

export type Seat = {
  readonly id: string
  readonly sessionId: string
  readonly personId: string
  readonly name: string
  readonly state: SeatState
  readonly attendedHow: 'code' | 'hand' | null
}
const seats = sql`select s.id, s.session_id as "sessionId", s.person_id as "personId", p.name, s.state, s.attended_how as "attendedHow" from session_seat s join person p on p.tenant_id = s.tenant_id and p.id = s.person_id`

export const seatsOf = async (ctx: Context, sessionId: string): Promise<Seat[]> =>
  (
    await sql<Seat>`${seats} where s.tenant_id = ${ctx.tenantId} and s.session_id = ${sessionId} and s.state <> 'left' order by s.asked_at, s.id`.execute(
      ctx.db,
    )
  ).rows

/** Somebody's own seats in these sessions, by session. */
export const mySeats = async (
  ctx: Context,
  sessionIds: readonly string[],
  personIds: readonly string[],
): Promise<Map<string, Seat>> => {
  const { rows } = await sql<Seat>`
    ${seats} where s.tenant_id = ${ctx.tenantId} and s.session_id = any(${[...sessionIds]}::uuid[]) and s.person_id = any(${[...personIds]}::uuid[])`.execute(
    ctx.db,
  )
  return new Map(rows.map((seat) => [seat.sessionId, seat]))
}

type Place = {
  readonly state: SeatState
  readonly attendedAt?: Date | null
  readonly attendedHow?: 'code' | 'hand' | null
  readonly markedBy?: string | null
}

/** A new seat, or the one the person had; whoever comes back stands at the end of the line. */
export const setSeat = async (
  ctx: Context,
  { id, sessionId, personId }: { readonly id: string; readonly sessionId: string; readonly personId: string },
  place: Place,
): Promise<void> => {
  await ctx.db
    .insertInto('sessionSeat')
    .values({ id, sessionId, personId, ...place, tenantId: ctx.tenantId, askedAt: ctx.now })
    .onConflict((conflict) =>
      conflict
        .constraint('session_seat_once')
        .doUpdateSet({ ...place, ...(place.attendedAt === undefined && { askedAt: ctx.now }) }),
    )
    .execute()
}

/** The first who wait have the seats that are free; answers who they are. */
export const moveUp = async (ctx: Context, sessionId: string, free: number): Promise<string[]> => {
  if (free <= 0) return []
  const { rows } = await sql<{ personId: string }>`
    update session_seat set state = 'seated' where tenant_id = ${ctx.tenantId} and id in (
      select id from session_seat where tenant_id = ${ctx.tenantId} and session_id = ${sessionId} and state = 'waiting' order by asked_at, id limit ${free})
    returning person_id as "personId"`.execute(ctx.db)
  return rows.map(({ personId }) => personId)
}
