// Demands about one's data: staff hear of a new one and of one that is due, whoever asked hears the answer.
import type { Context } from '../../kit/context.ts'
import { rightForNotice, staffAt } from '../accounts/service.ts'
import { notify } from './notify.ts'

const deciders = ['community_worker', 'community_lead', 'street_manager', 'district_manager'] as const
const whoKnowTheDoor = ['building_leader', 'grid_worker', ...deciders] as const

export const tellRightAsked = async (ctx: Context, id: string, due = false): Promise<void> => {
  const right = await rightForNotice(ctx, id)
  if (right?.state !== 'open') return
  const staff = await staffAt(ctx, right.areaPath ?? '', right.kind === 'move' ? whoKnowTheDoor : deciders)
  const personIds = [...new Set(staff.map(({ personId }) => personId))].filter(
    (personId) => personId !== right.personId,
  )
  const { kind, callName, dueAt } = right
  await notify(ctx, {
    personIds,
    kind: due ? 'right.due' : 'right.asked',
    subjectKind: 'right',
    subjectId: id,
    params: { right: kind, callName, on: dueAt },
  })
}

export const tellRightAnswered = async (ctx: Context, id: string): Promise<void> => {
  const right = await rightForNotice(ctx, id)
  if (right?.state !== 'granted' && right?.state !== 'refused') return
  // Whose account is closed has no phone here any more.
  if (right.state === 'granted' && (right.kind === 'close' || right.kind === 'erase')) return
  await notify(ctx, {
    personIds: [right.personId],
    kind: 'right.answered',
    subjectKind: 'right',
    subjectId: id,
    params: { right: right.kind, outcome: right.state, answer: right.answer ?? '' },
  })
}
