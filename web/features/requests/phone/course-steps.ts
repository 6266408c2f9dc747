// The lit windows of a request in words.
import type { Request } from '@linbang/contract/requests'
import type { Step } from '../../../ui/timeline.tsx'
import { useNow } from '../../../kit/clock.ts'
import type { Say } from '../../../kit/say.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { requestsText } from '../text.ts'
import { courseOf, helpersOf, isOnSite } from './course.ts'
import type { CourseStep } from './course.ts'
import { latest, roomy } from './latest.ts'

type Words = ReturnType<typeof useText<(typeof requestsText)['zh']>>

const helperLine = (request: Request, name: string | undefined, t: Words, say: Say): string => {
  const helper = helpersOf(request).find(({ callName }) => callName === name) ?? helpersOf(request)[0]
  if (!helper) return ''
  const parts = [
    ...(helper.buildingName ? [t.lives(helper.buildingName)] : []),
    ...(helper.cameBefore > 0 ? [t.before(helper.cameBefore)] : []),
    ...(helper.organisationName ? [t.from(helper.organisationName)] : []),
  ]
  return say.list(parts)
}

const titleOf = (step: CourseStep, t: Words): string => {
  if (step.name === 'accepted' && step.actor) return t.acceptedBy(step.actor)
  if (step.name === 'asking' && step.state === 'done') return t.found
  return t.steps[step.name]
}

const detailOf = (step: CourseStep, request: Request, t: Words, say: Say, now: Date): string => {
  const { next } = request
  if (step.name === 'reported') return t.registered(request.number)
  if (step.name === 'asking') {
    if (step.state === 'done') return t.nearAndAble
    const by = next.by ? t.by(roomy(latest(next.by, now, say))) : ''
    return next.asking > 0 ? t.nowAsking(next.asking, by) : by
  }
  if (step.name === 'accepted' || step.name === 'replaced') return helperLine(request, step.actor, t, say)
  const at = helpersOf(request)[0]?.arrivesAt
  if (step.name === 'set_out' && step.state === 'now' && at) return t.about(say.about(at, now), say.left(at, now))
  return step.why ?? ''
}

export const useCourse = (request: Request): readonly Step[] => {
  const t = useText(requestsText)
  const say = useSay()
  const now = useNow(30)
  return courseOf(request, isOnSite(request)).map((step) => ({
    id: step.id,
    title: titleOf(step, t),
    at: step.at && say.brief(step.at, now),
    detail: detailOf(step, request, t, say, now) || undefined,
    state: step.state,
  }))
}
