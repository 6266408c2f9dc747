// Courses, their questions, tries at the quiz, and where somebody stands.
import type { Insertable, Updateable } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'
import type { CourseLevel } from '../../kit/tables.ts'
import type { Asked } from './rules.ts'

export type CourseRow = {
  readonly id: string
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly level: CourseLevel
  readonly about: string
  readonly minutes: number
  readonly issuer: string
  readonly validMonths: number | null
  readonly questions: number
  readonly passPercent: number
  readonly triesADay: number
  readonly active: boolean
  readonly version: number
  readonly bank: number
}

const ids = (list: readonly string[]) => sql`any(${[...list]}::uuid[])`

type Search = { readonly id?: string; readonly code?: string | undefined; readonly all?: boolean }
export const courseList = async (ctx: Context, { id, code, all = false }: Search): Promise<CourseRow[]> => {
  const { rows } = await sql<CourseRow>`
    select c.id, c.code, c.zh, c.en, c.level, c.about, c.minutes, c.issuer, c.valid_months as "validMonths", c.questions, c.pass_percent as "passPercent", c.tries_a_day as "triesADay", c.active, c.version,
      (select count(*)::int from course_question q where q.tenant_id = c.tenant_id and q.course_id = c.id and q.ended_at is null) as bank
    from course c where c.tenant_id = ${ctx.tenantId} and (${all} or c.active)
      and (${id ?? null}::uuid is null or c.id = ${id ?? null}::uuid) and (${code ?? null}::text is null or c.code = ${code ?? null}::text)
    order by c.level, c.created_at, c.id limit 200`.execute(ctx.db)
  return rows
}

export const lockCourse = (ctx: Context, id: string) =>
  ctx.db
    .selectFrom('course')
    .select(['id', 'version'])
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const insertCourse = async (ctx: Context, row: Omit<Insertable<Tables['course']>, 'tenantId' | 'createdAt'>) => {
  await ctx.db
    .insertInto('course')
    .values({ ...row, tenantId: ctx.tenantId, createdAt: ctx.now })
    .execute()
}

export const updateCourse = async (ctx: Context, id: string, set: Updateable<Tables['course']>): Promise<void> => {
  await ctx.db.updateTable('course').set(set).where('tenantId', '=', ctx.tenantId).where('id', '=', id).execute()
}

/** Training that services in use ask for, with the services. */
export const demandedTraining = async (ctx: Context, today: string) =>
  (
    await sql<{ code: string; zh: string; en: string }>`
    select q.code, s.zh, s.en from requirement q join service s on s.tenant_id = q.tenant_id and s.id = q.service_id and s.active
    where q.tenant_id = ${ctx.tenantId} and q.kind = 'training' and q.from_on <= ${today}::date and (q.to_on is null or q.to_on >= ${today}::date) order by q.code, s.sort, s.code`.execute(
      ctx.db,
    )
  ).rows

export type QuestionRow = { readonly id: string } & Asked

export const questionList = async (ctx: Context, courseId: string): Promise<QuestionRow[]> =>
  (
    await sql<QuestionRow>`
    select id, text, choices, right_choice as "right" from course_question where tenant_id = ${ctx.tenantId} and course_id = ${courseId} and ended_at is null order by created_at, id`.execute(
      ctx.db,
    )
  ).rows

type NewQuestion = Asked & { readonly id: string; readonly courseId: string; readonly madeBy: string }
export const insertQuestion = async (ctx: Context, { choices, right, ...row }: NewQuestion): Promise<void> => {
  await ctx.db
    .insertInto('courseQuestion')
    .values({
      ...row,
      tenantId: ctx.tenantId,
      choices: JSON.stringify(choices),
      rightChoice: right,
      createdAt: ctx.now,
    })
    .execute()
}

export const endQuestionRow = async (ctx: Context, courseId: string, id: string): Promise<boolean> =>
  (
    await ctx.db
      .updateTable('courseQuestion')
      .set({ endedAt: ctx.now })
      .where('tenantId', '=', ctx.tenantId)
      .where('courseId', '=', courseId)
      .where('id', '=', id)
      .where('endedAt', 'is', null)
      .executeTakeFirst()
  ).numUpdatedRows > 0n

export type CourseStanding = {
  readonly courseId: string
  readonly held: boolean
  readonly toOn: string | null
  /** Since the last time the course was given. */
  readonly attended: boolean
  readonly passed: boolean
  readonly triesToday: number
}

/** Where somebody stands in each course; what came before the last time it was given no longer counts for the next. */
export const standings = async (
  ctx: Context,
  personIds: readonly string[],
  dayStart: Date,
): Promise<Map<string, CourseStanding>> => {
  const { rows } = await sql<CourseStanding>`
    select c.id as "courseId", h.verified_at is not null as held, h.to_on as "toOn",
      exists (select from session_seat s join training_session t on t.tenant_id = s.tenant_id and t.id = s.session_id
        where s.tenant_id = c.tenant_id and t.course_id = c.id and s.person_id = ${ids(personIds)} and s.state = 'attended' and s.attended_at > coalesce(h.verified_at, '-infinity')) as attended,
      exists (select from quiz_try q where q.tenant_id = c.tenant_id and q.course_id = c.id and q.person_id = ${ids(personIds)} and q.passed and q.ended_at > coalesce(h.verified_at, '-infinity')) as passed,
      (select count(*)::int from quiz_try q where q.tenant_id = c.tenant_id and q.course_id = c.id and q.person_id = ${ids(personIds)} and q.started_at >= ${dayStart}) as "triesToday"
    from course c left join lateral (select h.verified_at, h.to_on from holding h
      where h.tenant_id = c.tenant_id and h.person_id = ${ids(personIds)} and h.kind = 'training' and h.code = c.code and h.ended_at is null and h.verified_at is not null
      order by h.to_on desc nulls first limit 1) h on true
    where c.tenant_id = ${ctx.tenantId}`.execute(ctx.db)
  return new Map(rows.map((row) => [row.courseId, row]))
}

export type TryRow = {
  readonly id: string
  readonly courseId: string
  readonly personId: string
  readonly questions: readonly Asked[]
  readonly endedAt: Date | null
}
const tries = sql`select id, course_id as "courseId", person_id as "personId", questions, ended_at as "endedAt" from quiz_try`

export const openTry = async (ctx: Context, courseId: string, personIds: readonly string[], dayStart: Date) =>
  (
    await sql<TryRow>`${tries} where tenant_id = ${ctx.tenantId} and course_id = ${courseId} and person_id = ${ids(personIds)} and ended_at is null and started_at >= ${dayStart} order by started_at desc limit 1`.execute(
      ctx.db,
    )
  ).rows[0]

export const lockTry = async (ctx: Context, id: string) =>
  (await sql<TryRow>`${tries} where tenant_id = ${ctx.tenantId} and id = ${id} for update`.execute(ctx.db)).rows[0]

export const insertTry = async (
  ctx: Context,
  { questions, ...row }: Pick<TryRow, 'id' | 'courseId' | 'personId' | 'questions'>,
): Promise<void> => {
  await ctx.db
    .insertInto('quizTry')
    .values({ ...row, tenantId: ctx.tenantId, questions: JSON.stringify(questions), startedAt: ctx.now })
    .execute()
}

export const endTry = async (
  ctx: Context,
  id: string,
  { answers, right, passed }: { readonly answers: readonly number[]; readonly right: number; readonly passed: boolean },
): Promise<void> => {
  await ctx.db
    .updateTable('quizTry')
    .set({ answers: JSON.stringify(answers), rightCount: right, passed, endedAt: ctx.now })
    .where('tenantId', '=', ctx.tenantId)
    .where('id', '=', id)
    .execute()
}

type Gap = {
  readonly personId: string
  readonly name: string
  readonly code: string
  readonly held: boolean
  readonly toOn: string | null
}

/** Each member of a team with each training its services ask for, and the one held longest. */
export const teamTraining = async (ctx: Context, teamId: string, today: string): Promise<Gap[]> =>
  (
    await sql<Gap>`
    select p.id as "personId", p.name, d.code, h.verified_at is not null as held, h.to_on as "toOn"
    from team_member m join person p on p.tenant_id = m.tenant_id and p.id = m.person_id
    join (select distinct q.code from team_service ts join requirement q on q.tenant_id = ts.tenant_id and q.service_id = ts.service_id and q.kind = 'training'
      where ts.tenant_id = ${ctx.tenantId} and ts.team_id = ${teamId} and q.from_on <= ${today}::date and (q.to_on is null or q.to_on >= ${today}::date)) d on true
    left join lateral (select h.verified_at, h.to_on from holding h where h.tenant_id = m.tenant_id and h.person_id = m.person_id and h.kind = 'training' and h.code = d.code and h.ended_at is null and h.verified_at is not null
      order by h.to_on desc nulls first limit 1) h on true
    where m.tenant_id = ${ctx.tenantId} and m.team_id = ${teamId} and m.to_on is null order by p.name_pinyin, p.id, d.code`.execute(
      ctx.db,
    )
  ).rows

export const teamPlace = async (ctx: Context, teamId: string) =>
  (
    await sql<{ path: string; people: number }>`
    select a.path, (select count(*)::int from team_member m where m.tenant_id = t.tenant_id and m.team_id = t.id and m.to_on is null) as people
    from team t join area a on a.tenant_id = t.tenant_id and a.id = t.area_id where t.tenant_id = ${ctx.tenantId} and t.id = ${teamId} and t.ended_at is null`.execute(
      ctx.db,
    )
  ).rows[0]
