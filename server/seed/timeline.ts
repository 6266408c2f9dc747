// The timeline of a request of the demo's past: report, asking, acceptance, visit, verdict, each agreeing to the minute with what it tells of.
import { newId } from '../kit/ids.ts'
import type { TenantId } from '../kit/ids.ts'
import { addMinutes } from '../kit/time.ts'
import { happened, offersBy } from './life.ts'
import type { Staff, Story } from './life.ts'

export const enteredBy = (story: Story) => story.need.enteredBy ?? story.need.person

type Scene = { readonly tenantId: TenantId; readonly now: Date; readonly staff: Staff }

/** What happened to one request, each act with who did it and when, up to now. */
export const timelineOf = (story: Story, { tenantId, now, staff }: Scene): object[] => {
  const { need, moments } = story
  const reporter = reporterOf(story, staff)
  const rows: object[] = []
  const add = (
    at: Date | null | undefined,
    act: string,
    from: string | null,
    to: string | null,
    who: { id: string; role: string } | null,
    more: object = {},
  ) => {
    if (!happened(at, now)) return
    rows.push({
      tenantId,
      id: newId(),
      requestId: story.requestId,
      act,
      fromState: from,
      toState: to,
      actorKind: who ? 'person' : 'system',
      actorPersonId: who?.id ?? null,
      actorRole: who?.role ?? null,
      onBehalfOf: who && who.id !== need.person.id && act === 'report' ? need.person.id : null,
      channel: who ? (act === 'report' ? need.channel : 'phone') : 'system',
      why: null,
      detail: {},
      staffOnly: false,
      occurredAt: at,
      at,
      ...more,
    })
  }
  const desk = { id: staff.operator.id, role: 'operator' }
  add(need.at, 'report', null, 'reported', reporter)
  if (story.state === 'answered')
    add(addMinutes(need.at, 3), 'answer', 'reported', 'answered', desk, {
      channel: 'hotline',
      why: '已当场说明办理地点和要带的材料',
    })
  const worker = { id: staff.worker.id, role: 'community_worker' }
  add(need.meetingAt, 'convene', 'reported', 'in_meeting', worker, { channel: 'desk', why: '上对接会商量' })
  if (story.state === 'answered' || story.state === 'in_meeting' || story.state === 'reported') return rows
  const [before, sender] = need.meetingAt
    ? (['in_meeting', worker] as const)
    : (['reported', need.channel === 'phone' ? null : desk] as const)
  add(moments.dispatchedAt, 'dispatch', before, 'dispatching', sender, { detail: { policy: 'waves' } })
  for (const wave of new Set(story.outcome.asked.map((one) => one.wave))) {
    const asked = offersBy(story, now).filter((one) => one.wave === wave)
    if (asked[0])
      add(asked[0].sentAt, 'asked', 'dispatching', 'dispatching', null, { detail: { wave, asked: asked.length } })
  }
  if (story.cancelledAt) {
    if (happened(moments.acceptedAt, story.cancelledAt))
      add(moments.acceptedAt, 'accept', 'dispatching', 'assigned', helperOf(story))
    add(
      story.cancelledAt,
      'cancel',
      happened(moments.acceptedAt, story.cancelledAt) ? 'assigned' : 'dispatching',
      'cancelled',
      reporter,
      { why: '家里人回来了，不用了' },
    )
    return rows
  }
  if (story.state === 'unmet') {
    add(addMinutes(moments.dispatchedAt, 26 * 60), 'unmet', 'dispatching', 'unmet', desk, {
      channel: 'desk',
      why: '问遍了附近的邻居，这个时间都不方便',
    })
    return rows
  }
  const helper = helperOf(story)
  add(moments.acceptedAt, 'accept', 'dispatching', 'assigned', helper)
  add(moments.setOutAt, 'set_out', 'assigned', 'under_way', helper)
  add(moments.checkedInAt, 'check_in', 'under_way', 'under_way', helper)
  add(moments.finishedAt, 'finish', 'under_way', 'under_way', helper)
  add(moments.signedAt, 'seal', 'under_way', 'done', helper)
  const rater = story.byCall ? desk : reporter
  add(moments.ratedAt, 'confirm', 'done', 'confirmed', rater)
  add(
    moments.ratedAt ?? (story.state === 'closed' ? addMinutes(moments.signedAt as Date, 6 * 1440) : null),
    'close',
    moments.ratedAt ? 'confirmed' : 'done',
    'closed',
    moments.ratedAt ? rater : desk,
  )
  return rows
}

const helperOf = (story: Story): { id: string; role: string } | null => {
  const first = story.outcome.accepted[0]?.helper
  return first ? { id: first.personId, role: first.organisation ? 'org_staff' : 'volunteer' } : null
}

/** By whom it was reported. */
export const reporterOf = (story: Story, staff: Staff) => {
  if (story.need.channel === 'hotline') return { id: staff.operator.id, role: 'operator' }
  if (story.need.channel === 'grid') return { id: staff.worker.id, role: 'grid_worker' }
  const one = enteredBy(story)
  return { id: one.id, role: one.id === story.need.person.id ? 'resident' : 'family_member' }
}
