// Whom the training lacks that a team's services ask for, and telling them of a session.
import type { Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/training'
import { type Context, heldFor, inTransaction, isUnder } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { todayOf } from '../people/service.ts'
import { courseList, teamPlace, teamTraining } from './queries.ts'
import { gapOf } from './rules.ts'
import { lockManaged, tellOf } from './sessions.ts'

/** A leader sees the own team, staff those under them. */
const ensureSees = async (ctx: Context, teamId: string): Promise<{ readonly people: number }> => {
  const team = found(await teamPlace(ctx, teamId))
  const sees = heldFor(ctx.actor, 'volunteers.read').some((held) =>
    held.role === 'team_leader' ? held.teamId === teamId : isUnder(team.path, held.areaPath),
  )
  ensure(ctx.actor.kind === 'system' || sees, 'not_found')
  return team
}

export const listGaps = async (ctx: Context, teamId: string): Promise<Output<typeof contract.listTrainingGaps>> => {
  const { people } = await ensureSees(ctx, teamId)
  const today = await todayOf(ctx)
  const courses = new Map((await courseList(ctx, {})).map((course) => [course.code, course]))
  const items = (await teamTraining(ctx, teamId, today)).flatMap(({ personId, name, code, held, toOn }) => {
    const state = gapOf(held ? { toOn } : undefined, today)
    const course = courses.get(code)
    return state === null
      ? []
      : {
          personId,
          name,
          code,
          state,
          toOn,
          courseId: course?.id ?? null,
          courseZh: course?.zh ?? null,
          courseEn: course?.en ?? null,
        }
  })
  return { people, items }
}

export const inviteToSession = (ctx: Context, sessionId: string, teamId: string): Promise<{ told: number }> =>
  inTransaction(ctx, async (ctx) => {
    const session = await lockManaged(ctx, sessionId)
    ensure(!session.isOver, 'course.session_over')
    const { items } = await listGaps(ctx, teamId)
    const missed = items.filter(({ courseId }) => courseId === session.courseId).map(({ personId }) => personId)
    await tellOf(ctx, session, 'training.invited', missed)
    return { told: missed.length }
  })
