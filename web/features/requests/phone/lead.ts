// The one sentence that says how things stand, with the clock time and what comes next.
import type { HelperCard, Request } from '@linbang/contract/requests'
import { useNow } from '../../../kit/clock.ts'
import { useSay, useText } from '../../../kit/text.ts'
import type { Say } from '../../../kit/say.ts'
import { requestsText } from '../text.ts'
import { helpersOf, isOnSite } from './course.ts'
import { latest, roomy } from './latest.ts'

type Words = ReturnType<typeof useText<(typeof requestsText)['zh']>>
export type Lead = { readonly title: string; readonly line: string }

const arrival = (request: Request, helper: HelperCard): Date | undefined =>
  helper.arrivesAt ?? request.visit?.plannedFrom ?? request.window?.from ?? undefined

const coming = (request: Request, helper: HelperCard, t: Words, say: Say, now: Date): Lead => {
  const at = arrival(request, helper)
  const away = helper.metresAway === null ? [] : [t.away(say.distance(helper.metresAway))]
  if (!at) return { title: t.lead.comesSoon(helper.callName), line: [t.toBeTold, ...away].join(' · ') }
  return { title: t.lead.comes(helper.callName, say.about(at, now)), line: [say.left(at, now), ...away].join(' · ') }
}

const waiting = ({ next, state }: Request, t: Words, say: Say, now: Date): Lead => {
  const when = next.by ? roomy(latest(next.by, now, say)) : undefined
  const told = (tell: (when: string) => string) => (when ? tell(when) : t.toBeTold)
  if (next.what === 'looked_at') return { title: t.lead.seen, line: told(t.lookBy) }
  if (next.what === 'paused')
    return { title: t.lead.paused, line: next.by ? t.until(say.brief(next.by, now)) : t.toBeTold }
  if (next.what === 'meeting' || state === 'in_meeting') return { title: t.lead.meeting, line: told(t.answerBy) }
  if (next.what === 'ruling') return { title: t.lead.ruling, line: told(t.answerBy) }
  if (state === 'dispatching' || next.what === 'asking') return { title: t.lead.asking(next.asking), line: told(t.by) }
  return { title: state === 'reopened' ? t.lead.reopened : t.lead.reported, line: told(t.answerBy) }
}

const ended = ({ state, reason, rating }: Request, t: Words): Lead => {
  const why = reason ? t.because(reason.replace(/^因为/, '')) : ''
  if (state === 'unmet' || state === 'declined' || state === 'cancelled') return { title: t.lead[state], line: why }
  if (state === 'answered') return { title: t.lead.answered, line: reason ?? '' }
  if (state === 'duplicate') return { title: t.lead.duplicate, line: '' }
  return { title: t.lead.over, line: rating ? t.thanks : '' }
}

const leadOf = (request: Request, t: Words, say: Say, now: Date): Lead => {
  const helper = helpersOf(request)[0]
  const { state, next } = request
  if (next.what === 'paused') return waiting(request, t, say, now)
  if (state === 'done')
    return { title: t.lead.done, line: next.by ? t.confirmBy(roomy(latest(next.by, now, say))) : '' }
  if (helper && (state === 'assigned' || state === 'under_way')) {
    if (!isOnSite(request)) return coming(request, helper, t, say, now)
    return {
      title: t.lead.onSite(helper.callName),
      line: helper.checkedInAt ? t.arrived(say.brief(helper.checkedInAt, now)) : '',
    }
  }
  return next.what === 'over' ? ended(request, t) : waiting(request, t, say, now)
}

const nearly = 20 * 60_000

/** In 长辈版 the sentence is the title of the page: 李师傅快到了, and what for. */
const elderLead = (request: Request, service: string, t: Words, say: Say, now: Date): Lead => {
  const lead = leadOf(request, t, say, now)
  const helper = helpersOf(request)[0]
  const at = helper && arrival(request, helper)
  if (!helper || !at || request.state !== 'under_way' || isOnSite(request))
    return { title: lead.title, line: [service, lead.line].filter(Boolean).join(' · ') }
  const near = at.getTime() - now.getTime() < nearly
  return { title: near ? t.soon(helper.callName) : lead.title, line: t.comeFor(service, say.about(at, now)) }
}

export const useElderLead = (request: Request, service: string): Lead => {
  const t = useText(requestsText)
  const say = useSay()
  const now = useNow(30)
  return elderLead(request, service, t, say, now)
}

export const useLead = (request: Request): Lead => {
  const t = useText(requestsText)
  const say = useSay()
  const now = useNow(30)
  return leadOf(request, t, say, now)
}
