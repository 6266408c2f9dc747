// Stars, objections to them, and what is known of somebody's service when a star is looked at.
import type { StarBasis, StarKind, StarState } from '@linbang/contract/stars'
import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kit/context.ts'

export type StarLine = {
  readonly id: string
  readonly personId: string
  readonly volunteerId: string
  readonly name: string
  readonly bornOn: string | null
  readonly volunteerNumber: string
  readonly unit: string
  readonly areaPath: string
  readonly kind: StarKind
  readonly year: number | null
  readonly stars: number
  readonly state: StarState
  readonly basis: StarBasis
  readonly madeAt: Date
  readonly askedAt: Date | null
  readonly reviewedBy: string | null
  readonly reviewedByName: string | null
  readonly reviewWords: string | null
  readonly noticeFrom: string | null
  readonly noticeTo: string | null
  readonly decidedByName: string | null
  readonly decidedAt: Date | null
  readonly decision: string | null
}

const line = sql`
  s.id, s.person_id as "personId", s.volunteer_id as "volunteerId", p.name, p.born_on as "bornOn", v.number as "volunteerNumber", u.name as unit, s.area_path as "areaPath",
  s.kind, nullif(s.year, 0) as year, s.stars, s.state, s.basis, s.made_at as "madeAt", s.asked_at as "askedAt",
  s.reviewed_by as "reviewedBy", r.name as "reviewedByName", s.review_words as "reviewWords", s.notice_from as "noticeFrom", s.notice_to as "noticeTo",
  d.name as "decidedByName", s.decided_at as "decidedAt", s.decision
  from star s join person p on p.tenant_id = s.tenant_id and p.id = s.person_id join volunteer v on v.tenant_id = s.tenant_id and v.id = s.volunteer_id
  join area u on u.tenant_id = s.tenant_id and u.id = s.unit_area_id
  left join person r on r.tenant_id = s.tenant_id and r.id = s.reviewed_by left join person d on d.tenant_id = s.tenant_id and d.id = s.decided_by`

const ids = (list: readonly string[]) => sql`any(${[...list]}::uuid[])`
const read = async (ctx: Context, rest: RawBuilder<unknown>): Promise<StarLine[]> =>
  (await sql<StarLine>`select ${line} where s.tenant_id = ${ctx.tenantId} and ${rest}`.execute(ctx.db)).rows

export const starById = async (ctx: Context, id: string): Promise<StarLine | undefined> =>
  (await read(ctx, sql`s.id = ${id}`))[0]

/** The newest first. */
export const starsOf = (ctx: Context, personIds: readonly string[]): Promise<StarLine[]> =>
  read(ctx, sql`s.person_id = ${ids(personIds)} order by s.made_at desc, s.id desc limit 200`)

/** Shown to everybody on that day. */
export const noticedStars = (ctx: Context, today: string): Promise<StarLine[]> =>
  read(ctx, sql`s.state = 'noticed' and s.notice_to >= ${today} order by s.notice_to, s.id limit 200`)

/** What waits for staff comes first: asked for, in notice, proposed, decided; in each the newest. */
const ranks: Readonly<Record<StarState, number>> = {
  asked: 3,
  noticed: 2,
  proposed: 1,
  granted: 0,
  refused: 0,
  withdrawn: 0,
}
const rank = sql`case s.state when 'asked' then 3 when 'noticed' then 2 when 'proposed' then 1 else 0 end`
export const placeOf = ({ state, madeAt, id }: StarLine) => [ranks[state], madeAt, id] as const
type Search = {
  readonly paths: readonly string[] | null
  readonly state?: StarState | undefined
  readonly after?: readonly [number, Date, string] | undefined
  readonly limit: number
}

export const starList = (ctx: Context, { paths, state, after, limit }: Search): Promise<StarLine[]> => {
  const under = paths && [...paths]
  return read(
    ctx,
    sql`(${state ?? null}::text is null or s.state::text = ${state ?? null}::text)
      and (${under}::text[] is null or exists (select from unnest(${under}::text[]) path where s.area_path = path or s.area_path like path || '.%'))
      and (${after?.[0] ?? null}::int is null or (${rank}, s.made_at, s.id) < (${after?.[0] ?? null}::int, ${after?.[1] ?? null}::timestamptz, ${after?.[2] ?? null}::uuid))
      order by ${rank} desc, s.made_at desc, s.id desc limit ${limit}`,
  )
}

/** Locked until the transaction ends. */
export const lockStar = async (ctx: Context, id: string): Promise<StarLine | undefined> => {
  await sql`select from star where tenant_id = ${ctx.tenantId} and id = ${id} for update`.execute(ctx.db)
  return starById(ctx, id)
}

type NewStar = Pick<StarLine, 'id' | 'personId' | 'volunteerId' | 'areaPath' | 'kind' | 'year' | 'stars' | 'basis'> & {
  readonly unitAreaId: string
  readonly state: 'proposed' | 'asked'
}
/** False when the same star is on its way or held. */
export const insertStar = async (ctx: Context, { basis, year, ...row }: NewStar): Promise<boolean> =>
  ((
    await ctx.db
      .insertInto('star')
      .values({
        ...row,
        year: year ?? 0,
        basis: JSON.stringify(basis),
        tenantId: ctx.tenantId,
        madeAt: ctx.now,
        askedAt: row.state === 'asked' ? ctx.now : null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
  ).numInsertedOrUpdatedRows ?? 0n) > 0n

type Change = {
  readonly state: StarState
  readonly basis?: StarBasis
  readonly askedAt?: Date
  readonly reviewedBy?: string
  readonly reviewedAt?: Date
  readonly reviewWords?: string
  readonly noticeFrom?: string
  readonly noticeTo?: string
  readonly decidedBy?: string
  readonly decidedAt?: Date
  readonly decision?: string
}
export const updateStar = async (ctx: Context, id: string, { basis, ...set }: Change): Promise<void> => {
  await ctx.db
    .updateTable('star')
    .set({ ...set, ...(basis && { basis: JSON.stringify(basis) }) })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}

/** Proposals that a higher star, or the end of somebody's service, has made void. */
export const withdrawProposals = async (
  ctx: Context,
  personIds: readonly string[],
  which?: { readonly kind: StarKind; readonly year: number | null },
): Promise<void> => {
  await sql`update star set state = 'withdrawn' where tenant_id = ${ctx.tenantId} and person_id = ${ids(personIds)} and state = 'proposed'
    and (${which?.kind ?? null}::text is null or (kind::text = ${which?.kind ?? null}::text and year = ${which?.year ?? 0}))`.execute(
    ctx.db,
  )
}

/** What somebody has asked for ends with their account. */
export const endStarsOf = async (ctx: Context, personIds: readonly string[]): Promise<void> => {
  await sql`update star set state = 'withdrawn' where tenant_id = ${ctx.tenantId} and person_id = ${ids(personIds)} and state in ('proposed', 'asked', 'noticed')`.execute(
    ctx.db,
  )
}

/** The highest lasting star. */
export const heldStars = async (ctx: Context, personIds: readonly string[]): Promise<number> =>
  (
    await sql<{ stars: number }>`select coalesce(max(stars), 0)::int as stars from star
    where tenant_id = ${ctx.tenantId} and person_id = ${ids(personIds)} and kind = 'lasting' and state = 'granted'`.execute(
      ctx.db,
    )
  ).rows[0]?.stars ?? 0

/** Points issued to somebody in a span that still stand. */
export const earnedPoints = async (ctx: Context, personIds: readonly string[], from: Date, to: Date): Promise<number> =>
  (
    await sql<{ points: number }>`
    select coalesce(sum(t.amount), 0)::int as points from ledger_account a
    join ledger_transfer t on t.tenant_id = a.tenant_id and t.credit_account_id = a.id and t.at >= ${from} and t.at < ${to} and t.reverses is null
    join ledger_account i on i.tenant_id = t.tenant_id and i.id = t.debit_account_id and i.kind = 'issuing'
    where a.tenant_id = ${ctx.tenantId} and a.unit = 'points' and a.kind = 'person' and a.owner_id = ${ids(personIds)}
      and not exists (select from ledger_transfer r where r.tenant_id = t.tenant_id and r.reverses = t.id)`.execute(
      ctx.db,
    )
  ).rows[0]?.points ?? 0

/** What the people helped said, what had to be put right, and which records were found wrong. */
export const qualityOf = async (ctx: Context, personIds: readonly string[], since: string) => {
  const mine = sql`from visit_person vp join visit v on v.tenant_id = vp.tenant_id and v.id = vp.visit_id`
  const signed = sql`vp.tenant_id = ${ctx.tenantId} and vp.person_id = ${ids(personIds)} and vp.state = 'signed'`
  const { rows } = await sql<Omit<StarBasis, 'minutes' | 'points'>>`
    select t.average::float8 as average, t.rated, c.complaints, c.open as "openComplaints", d.doubts from
      (select avg(t.satisfaction) as average, count(*)::int as rated ${mine} join rating t on t.tenant_id = v.tenant_id and t.request_id = v.request_id and t.visit_id = v.id where ${signed}) t,
      (select count(distinct x.id) filter (where x.closed_at is not null)::int as complaints, count(distinct x.id) filter (where x.closed_at is null)::int as open
        ${mine} join rectification x on x.tenant_id = v.tenant_id and x.request_id = v.request_id and x.created_at >= v.created_at
        where ${signed} and x.cause in ('complaint', 'charged_extra', 'wrong_person') and x.created_at >= ${since}::date) c,
      (select count(*)::int as doubts from record_signal g where g.tenant_id = ${ctx.tenantId} and g.person_id = ${ids(personIds)} and g.state = 'upheld' and g.decided_at >= ${since}::date) d`.execute(
    ctx.db,
  )
  return rows[0] ?? { average: null, rated: 0, complaints: 0, openComplaints: 0, doubts: 0 }
}

export type StarObjectionLine = {
  readonly id: string
  readonly starId: string
  readonly personId: string
  readonly name: string
  readonly words: string
  readonly at: Date
  readonly state: 'open' | 'kept' | 'upheld'
  readonly answer: string | null
}
export const objectionsTo = async (ctx: Context, starIds: readonly string[]): Promise<StarObjectionLine[]> =>
  (
    await sql<StarObjectionLine>`
    select o.id, o.star_id as "starId", o.person_id as "personId", p.name, o.words, o.at, o.state, o.answer
    from star_objection o join person p on p.tenant_id = o.tenant_id and p.id = o.person_id
    where o.tenant_id = ${ctx.tenantId} and o.star_id = ${ids(starIds)} order by o.at, o.id`.execute(ctx.db)
  ).rows

type NewObjection = Pick<StarObjectionLine, 'id' | 'starId' | 'personId' | 'words'>
export const insertStarObjection = async (ctx: Context, row: NewObjection): Promise<void> => {
  await ctx.db
    .insertInto('starObjection')
    .values({ ...row, tenantId: ctx.tenantId, at: ctx.now })
    .execute()
}

export const closeStarObjection = async (
  ctx: Context,
  id: string,
  state: 'kept' | 'upheld',
  answer: string,
): Promise<void> => {
  await ctx.db
    .updateTable('starObjection')
    .set({ state, answer, decidedBy: ctx.actor.kind === 'person' ? ctx.actor.personId : null, decidedAt: ctx.now })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}
