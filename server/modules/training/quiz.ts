// The quiz: questions drawn by chance and kept as they were asked; so many tries a day; passing gives the course.
import { randomInt } from 'node:crypto'
import type { Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/training'
import { type Context, inTransaction } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { dayStartOf, giveIfDone, standingIn } from './courses.ts'
import { courseList, endTry, insertTry, lockCourse, lockTry, openTry, questionList, type TryRow } from './queries.ts'
import { drawn, neededOf, rightOf } from './rules.ts'
import { mineOf } from './sessions.ts'

type Started = Output<typeof contract.startQuiz>

/** The questions without the answers. */
const asked = ({ id, questions }: Pick<TryRow, 'id' | 'questions'>, passPercent: number): Started => ({
  tryId: id,
  needed: neededOf(questions.length, passPercent),
  questions: questions.map(({ text, choices }) => ({ text, choices: [...choices] })),
})

export const startQuiz = (ctx: Context, courseId: string): Promise<Started> =>
  inTransaction(ctx, async (ctx) => {
    ensure(ctx.actor.kind === 'person', 'auth.required')
    // Two presses at once are one try.
    found(await lockCourse(ctx, courseId))
    const course = found((await courseList(ctx, { id: courseId }))[0])
    const mine = await mineOf(ctx)
    const standing = await standingIn(ctx, courseId, mine)
    ensure(standing.attended, 'course.not_attended')
    ensure(course.questions > 0 && course.bank > 0, 'course.no_quiz')
    const begun = await openTry(ctx, courseId, mine, await dayStartOf(ctx))
    if (begun) return asked(begun, course.passPercent)
    ensure(standing.triesToday < course.triesADay, 'course.no_more_tries')
    const bank = (await questionList(ctx, courseId)).map(({ text, choices, right }) => ({ text, choices, right }))
    const questions = drawn(bank, course.questions, (below) => randomInt(below))
    const row = { id: newId(), courseId, personId: ctx.actor.personId, questions }
    await insertTry(ctx, row)
    return asked(row, course.passPercent)
  })

export const answerQuiz = (
  ctx: Context,
  tryId: string,
  answers: readonly number[],
): Promise<Output<typeof contract.answerQuiz>> =>
  inTransaction(ctx, async (ctx) => {
    const { courseId, personId, questions, endedAt } = found(await lockTry(ctx, tryId))
    const mine = await mineOf(ctx)
    ensure(mine.includes(personId), 'not_found')
    ensure(endedAt === null, 'course.answered_already')
    ensure(answers.length === questions.length, 'course.not_all_answered')
    const course = found((await courseList(ctx, { id: courseId, all: true }))[0])
    const [right, needed] = [rightOf(questions, answers), neededOf(questions.length, course.passPercent)]
    const passed = right >= needed
    await endTry(ctx, tryId, { answers, right, passed })
    const { triesToday } = await standingIn(ctx, courseId, mine)
    const given = passed ? await giveIfDone(ctx, courseId, personId) : undefined
    return {
      right,
      of: questions.length,
      needed,
      passed,
      toOn: given?.toOn ?? null,
      triesLeft: Math.max(0, course.triesADay - triesToday),
    }
  })
