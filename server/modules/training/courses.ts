// Courses: what can be learned and where somebody stands; the question bank; giving a course to whoever has done all of it.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/training'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, holds, inTransaction } from '../../kit/context.ts'
import { ensure, found, refusedAs } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { startOfDay } from '../../kit/time.ts'
import { notify } from '../notices/service.ts'
import { samePerson, todayOf } from '../people/service.ts'
import { giveTraining } from '../volunteers/service.ts'
import {
  courseList,
  type CourseRow,
  type CourseStanding,
  demandedTraining,
  endQuestionRow,
  insertCourse,
  insertQuestion,
  lockCourse,
  questionList,
  standings,
  updateCourse,
} from './queries.ts'
import { holdsUntil } from './rules.ts'
import { sessionList } from './session-queries.ts'
import { mineOf, presentSessions } from './sessions.ts'

type Course = Output<typeof contract.addCourse>

export const dayStartOf = async (ctx: Context): Promise<Date> =>
  startOfDay(await todayOf(ctx), (await ctx.kit.tenants.of(ctx.tenantId)).timeZone)

const nothing = { held: false, toOn: null, attended: false, passed: false, triesToday: 0 }

export const standingIn = async (
  ctx: Context,
  courseId: string,
  personIds: readonly string[],
): Promise<Omit<CourseStanding, 'courseId'>> =>
  (await standings(ctx, personIds, await dayStartOf(ctx))).get(courseId) ?? nothing

const stateOf = ({ held, toOn, attended }: Omit<CourseStanding, 'courseId'>, today: string) => {
  if (held && (toOn === null || toOn >= today)) return 'passed'
  if (attended) return 'attended'
  return held ? 'expired' : 'none'
}

const sessionsShown = 200

const present = async (ctx: Context, rows: readonly CourseRow[]): Promise<Course[]> => {
  const today = await todayOf(ctx)
  const mine = await mineOf(ctx)
  const where = await standings(ctx, mine, await dayStartOf(ctx))
  const demanded = await demandedTraining(ctx, today)
  const coming = await sessionList(ctx, { courseIds: rows.map(({ id }) => id), coming: true, limit: sessionsShown })
  const sessions = await presentSessions(ctx, coming)
  const manage = holds(ctx.actor, 'training.manage')
  return rows.map((row) => {
    const standing = where.get(row.id) ?? nothing
    const triesLeft = Math.max(0, row.triesADay - standing.triesToday)
    return {
      ...row,
      opens: demanded.filter(({ code }) => code === row.code).map(({ zh, en }) => ({ zh, en })),
      mine: { state: stateOf(standing, today), toOn: standing.toOn, triesLeft },
      sessions: sessions.filter(({ courseId }) => courseId === row.id),
      can: { quiz: standing.attended && row.questions > 0 && row.bank > 0 && triesLeft > 0, manage },
    }
  })
}

export const listCourses = async (
  ctx: Context,
  { code }: Input<typeof contract.listCourses>['query'],
): Promise<Output<typeof contract.listCourses>> => {
  const all = holds(ctx.actor, 'training.manage')
  const rows = await courseList(ctx, { code, all })
  const taught = new Set((await courseList(ctx, { all: true })).map((row) => row.code))
  const demanded = all ? await demandedTraining(ctx, await todayOf(ctx)) : []
  return {
    items: await present(ctx, rows),
    untaught: [...new Set(demanded.map((one) => one.code))].filter((one) => !taught.has(one)),
  }
}

const oneCourse = async (ctx: Context, id: string): Promise<Course> =>
  found((await present(ctx, await courseList(ctx, { id, all: true })))[0])

const note = (ctx: Context, act: string, courseId: string, detail: object) =>
  recordAudit(ctx, { act, subjectKind: 'course', subjectId: courseId, detail: { ...detail } })

export const addCourse = (
  ctx: Context,
  { en = '', about = '', validMonths = null, triesADay = 3, ...body }: Input<typeof contract.addCourse>['body'],
): Promise<Course> =>
  inTransaction(ctx, async (ctx) => {
    const id = newId()
    await refusedAs(insertCourse(ctx, { ...body, id, en, about, validMonths, triesADay }), {
      course_code: 'course.code_taken',
    })
    await note(ctx, 'course.added', id, { code: body.code })
    return oneCourse(ctx, id)
  })

export const changeCourse = (
  ctx: Context,
  courseId: string,
  { version, ...change }: Input<typeof contract.changeCourse>['body'],
): Promise<Course> =>
  inTransaction(ctx, async (ctx) => {
    const row = found(await lockCourse(ctx, courseId))
    ensure(row.version === version, 'row.stale')
    await updateCourse(ctx, courseId, { ...change, version: version + 1 })
    await note(ctx, 'course.changed', courseId, change)
    return oneCourse(ctx, courseId)
  })

export const listQuestions = async (ctx: Context, courseId: string): Promise<Output<typeof contract.listQuestions>> => {
  found((await courseList(ctx, { id: courseId, all: true }))[0])
  return { items: (await questionList(ctx, courseId)).map((one) => ({ ...one, choices: [...one.choices] })) }
}

export const addQuestion = (
  ctx: Context,
  courseId: string,
  { text, choices, right }: Input<typeof contract.addQuestion>['body'],
): Promise<Output<typeof contract.addQuestion>> =>
  inTransaction(ctx, async (ctx) => {
    ensure(ctx.actor.kind === 'person', 'auth.required')
    found(await lockCourse(ctx, courseId))
    ensure(right < choices.length, 'course.no_such_choice')
    await insertQuestion(ctx, { id: newId(), courseId, text, choices, right, madeBy: ctx.actor.personId })
    return listQuestions(ctx, courseId)
  })

export const endQuestion = (ctx: Context, courseId: string, questionId: string) =>
  inTransaction(ctx, async (ctx) => {
    ensure(await endQuestionRow(ctx, courseId, questionId), 'not_found')
    return listQuestions(ctx, courseId)
  })

/** Whoever was there and, where there is a quiz, passed it holds the course from today. Answers until when, or undefined. */
export const giveIfDone = async (
  ctx: Context,
  courseId: string,
  personId: string,
): Promise<{ readonly toOn: string | null } | undefined> => {
  const [course] = await courseList(ctx, { id: courseId, all: true })
  const { attended, passed } = await standingIn(ctx, courseId, await samePerson(ctx, personId))
  if (!course || !attended || (course.questions > 0 && !passed)) return undefined
  const today = await todayOf(ctx)
  const toOn = holdsUntil(today, course.validMonths)
  await giveTraining(ctx, { personId, code: course.code, issuer: course.issuer, fromOn: today, toOn })
  await note(ctx, 'course.given', courseId, { personId, toOn })
  await notify(ctx, {
    personIds: [personId],
    kind: 'training.given',
    params: { course: { zh: course.zh, en: course.en || course.zh }, date: toOn ?? '' },
    subjectKind: 'course',
    subjectId: courseId,
  })
  return { toOn }
}
