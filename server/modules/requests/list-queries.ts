// Lists of requests and the counts over them. What a reader may see is part of every statement.
import { type RawBuilder, sql, type SqlBool } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { rowColumns, type RowFacts, rowTables } from './present-queries.ts'
import { openStates } from './rules.ts'

type Condition = RawBuilder<SqlBool>
const openList = sql.raw(openStates.map((state) => `'${state}'`).join(', '))

/** The area and everything under it; `/` is the character after the dot, so this is one range of the path. */
export const under = (paths: readonly string[]): Condition =>
  paths.length === 0
    ? sql<SqlBool>`false`
    : sql<SqlBool>`(${sql.join(
        paths.map(
          (path) => sql`r.area_path = ${path} or (r.area_path > ${`${path}.`} and r.area_path < ${`${path}/`})`,
        ),
        sql` or `,
      )})`

/** Asked by or for these people, or written down by the first of them. */
export const about = (me: string, personIds: readonly string[]): Condition =>
  sql<SqlBool>`(r.person_id = any(${[...personIds]}::uuid[]) or (r.entered_by = ${me}::uuid and r.channel in ('phone', 'button')))`

export type Sort = 'due' | 'newest' | 'oldest'
export type ListFilter = {
  readonly seen: Condition
  readonly areaPath?: string | undefined
  readonly states?: readonly string[] | undefined
  readonly forPersonId?: string | undefined
  readonly urgency?: string | undefined
  readonly overdue?: boolean | undefined
  readonly needsLook?: boolean | undefined
  readonly serviceCode?: string | undefined
  readonly seriesId?: string | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  readonly words?: string | undefined
}

export const overdue = (now: Date) =>
  sql<SqlBool>`(r.state in (${openList}) and r.next_due_at < ${now} and (r.paused_until is null or r.paused_until <= ${now}))`

const conditions = (ctx: Context, filter: ListFilter): Condition[] => {
  const { seen, areaPath, states, forPersonId, urgency, needsLook, serviceCode, seriesId, from, to, words } = filter
  return [
    sql<SqlBool>`r.tenant_id = ${ctx.tenantId}`,
    seen,
    ...(areaPath === undefined ? [] : [under([areaPath])]),
    ...(states ? [sql<SqlBool>`r.state in (${sql.join(states.map((state) => sql`${state}::request_state`))})`] : []),
    ...(forPersonId ? [sql<SqlBool>`r.person_id = ${forPersonId}`] : []),
    ...(urgency ? [sql<SqlBool>`r.urgency = ${urgency}::urgency`] : []),
    ...(filter.overdue === undefined
      ? []
      : [filter.overdue ? overdue(ctx.now) : sql<SqlBool>`not coalesce(${overdue(ctx.now)}, false)`]),
    ...(needsLook === undefined ? [] : [sql<SqlBool>`r.needs_look = ${needsLook}`]),
    ...(serviceCode ? [sql<SqlBool>`s.code = ${serviceCode}`] : []),
    ...(seriesId ? [sql<SqlBool>`r.series_id = ${seriesId}`] : []),
    ...(from ? [sql<SqlBool>`r.reported_at >= ${from}`] : []),
    ...(to ? [sql<SqlBool>`r.reported_at < ${to}`] : []),
    ...(words ? [sql<SqlBool>`r.search @@ ${words}::tsquery`] : []),
  ]
}

const orders: Readonly<Record<Sort, RawBuilder<unknown>>> = {
  due: sql`r.next_due_at, r.id`,
  newest: sql`r.reported_at desc, r.id desc`,
  oldest: sql`r.reported_at, r.id`,
}

export type After = { readonly at: Date | null; readonly id: string }

export const past = (sort: Sort, { at, id }: After): Condition => {
  if (sort === 'newest') return sql<SqlBool>`(r.reported_at, r.id) < (${at}, ${id}::uuid)`
  if (sort === 'oldest') return sql<SqlBool>`(r.reported_at, r.id) > (${at}, ${id}::uuid)`
  // What has no moment comes last.
  return at === null
    ? sql<SqlBool>`(r.next_due_at is null and r.id > ${id}::uuid)`
    : sql<SqlBool>`(r.next_due_at >= ${at} and (r.next_due_at, r.id) > (${at}, ${id}::uuid) or r.next_due_at is null)`
}

export const requestsListed = async (
  ctx: Context,
  filter: ListFilter,
  sort: Sort,
  after: After | undefined,
  limit: number,
): Promise<RowFacts[]> => {
  const where = sql.join([...conditions(ctx, filter), ...(after ? [past(sort, after)] : [])], sql` and `)
  const { rows } =
    await sql<RowFacts>`select ${rowColumns} from ${rowTables} where ${where} order by ${orders[sort]} limit ${limit}`.execute(
      ctx.db,
    )
  return rows
}

export type Likeness = {
  readonly seen: Condition
  readonly personId: string | undefined
  readonly householdId: string | undefined
  readonly areaId: string | undefined
  readonly serviceCode: string | undefined
  readonly since: Date
}

/** What is open, or was done since, for the same person, household or place and the same service. */
export const alike = async (
  ctx: Context,
  { seen, personId, householdId, areaId, serviceCode, since }: Likeness,
): Promise<RowFacts[]> => {
  const { rows } = await sql<RowFacts>`
    select ${rowColumns} from ${rowTables}
    where r.tenant_id = ${ctx.tenantId} and ${seen} and (r.state in (${openList}) or r.done_at >= ${since})
      and (r.person_id = ${personId ?? null}::uuid or r.household_id = ${householdId ?? null}::uuid or r.area_id = ${areaId ?? null}::uuid)
      and (${serviceCode ?? null}::text is null or s.code = ${serviceCode ?? null}::text)
    order by r.reported_at desc, r.id desc limit 10`.execute(ctx.db)
  return rows
}

export type Counts = {
  readonly toDispatch: number
  readonly asking: number
  readonly assigned: number
  readonly underWay: number
  readonly toConfirm: number
  readonly late: number
  readonly soon: number
  readonly needsLook: number
  readonly doneToday: number
}

const soonMinutes = 30

/** One pass over what is open, one over what was finished today. */
export const boardCounts = async (ctx: Context, paths: readonly string[], today: Date): Promise<Counts> => {
  const soon = new Date(ctx.now.getTime() + soonMinutes * 60_000)
  const running = sql<SqlBool>`(r.paused_until is null or r.paused_until <= ${ctx.now})`
  const { rows } = await sql<Counts>`
    select (count(*) filter (where r.state in ('reported', 'reopened') and not r.needs_look))::int as to_dispatch,
      (count(*) filter (where r.state = 'dispatching'))::int as asking, (count(*) filter (where r.state = 'assigned'))::int as assigned,
      (count(*) filter (where r.state = 'under_way'))::int as under_way, (count(*) filter (where r.state = 'done'))::int as to_confirm,
      (count(*) filter (where r.next_due_at < ${ctx.now} and ${running}))::int as late,
      (count(*) filter (where r.next_due_at >= ${ctx.now} and r.next_due_at < ${soon} and ${running}))::int as soon,
      (count(*) filter (where r.needs_look))::int as needs_look,
      (select count(*)::int from request r where r.tenant_id = ${ctx.tenantId} and r.done_at >= ${today} and ${under(paths)}) as done_today
    from request r where r.tenant_id = ${ctx.tenantId} and r.state in (${openList}) and ${under(paths)}`.execute(ctx.db)
  return (
    rows[0] ?? {
      toDispatch: 0,
      asking: 0,
      assigned: 0,
      underWay: 0,
      toConfirm: 0,
      late: 0,
      soon: 0,
      needsLook: 0,
      doneToday: 0,
    }
  )
}

export type GridCount = {
  readonly areaId: string
  readonly name: string
  readonly nameEn: string
  readonly waiting: number
  readonly free: number
}

/** Grids with how many requests wait for somebody there and how many volunteers who live there are free now. */
export const gridCounts = async (ctx: Context, paths: readonly string[]): Promise<GridCount[]> => {
  const { rows } = await sql<GridCount>`
    with grid as (select r.id, r.path, r.name, r.name_en, r.sort_key from (select a.*, a.path as area_path from area a) r
        where r.tenant_id = ${ctx.tenantId} and r.kind = 'grid' and r.valid_to is null and ${under(paths)}),
      waiting as (select r.area_path from request r where r.tenant_id = ${ctx.tenantId} and r.state in ('reported', 'dispatching', 'reopened')),
      free as (select distinct on (v.id) a.path from volunteer v
        join household_member m on m.tenant_id = v.tenant_id and m.person_id = v.person_id and m.to_on is null
        join household h on h.tenant_id = m.tenant_id and h.id = m.household_id join area a on a.tenant_id = h.tenant_id and a.id = h.area_id
        where v.tenant_id = ${ctx.tenantId} and v.state = 'approved' and v.free_until > ${ctx.now} order by v.id, m.lives_there desc, m.from_on desc)
    select grid.id as area_id, grid.name, grid.name_en,
      (select count(*)::int from waiting w where w.area_path = grid.path or (w.area_path > grid.path || '.' and w.area_path < grid.path || '/')) as waiting,
      (select count(*)::int from free f where f.path = grid.path or (f.path > grid.path || '.' and f.path < grid.path || '/')) as free
    from grid order by grid.sort_key, grid.id`.execute(ctx.db)
  return rows
}

/** Things done for somebody since midnight, and volunteers who say that they are free. */
export const lightsOf = async (
  ctx: Context,
  path: string | undefined,
  today: Date,
): Promise<{ doneToday: number; helpersFree: number }> => {
  const here = path === undefined ? sql<SqlBool>`true` : under([path])
  const { rows } = await sql<{ doneToday: number; helpersFree: number }>`
    select (select count(*)::int from request r where r.tenant_id = ${ctx.tenantId} and r.done_at >= ${today} and ${here}) as done_today,
      (select count(distinct v.id)::int from volunteer v
        left join household_member m on m.tenant_id = v.tenant_id and m.person_id = v.person_id and m.to_on is null
        left join household h on h.tenant_id = m.tenant_id and h.id = m.household_id
        left join lateral (select a.path as area_path from area a where a.tenant_id = h.tenant_id and a.id = h.area_id) r on true
        where v.tenant_id = ${ctx.tenantId} and v.state = 'approved' and v.free_until > ${ctx.now} and ${here}) as helpers_free`.execute(
    ctx.db,
  )
  return rows[0] ?? { doneToday: 0, helpersFree: 0 }
}
