// The past of a demo community as rows: requests with their clock and timeline, offers, visits, sheets, ratings, records, credit.
import type { TenantId } from '../kit/ids.ts'
import { addMinutes, endOfDay } from '../kit/time.ts'
import type { WorkingCalendar } from '../modules/policies/service.ts'
import { dueAfter } from '../modules/policies/service.ts'
import type { PolicyBody } from '@linbang/contract/policies'
import { searchTokens } from '../modules/people/service.ts'
import { happened, offersBy } from './life.ts'
import type { Staff, Story } from './life.ts'
import { enteredBy, reporterOf, timelineOf } from './timeline.ts'

export type Rows = { readonly [table: string]: object[] }
export type Setting = {
  readonly tenantId: TenantId
  readonly now: Date
  readonly zone: string
  readonly calendar: WorkingCalendar
  readonly policies: Pick<PolicyBody, 'requests' | 'credit' | 'visits' | 'dispatch'>
  readonly staff: Staff
  readonly unit: string
  readonly unitAreaId: string
}

const tsvector = (text: string): string =>
  searchTokens(text)
    .map((token) => `'${token.replaceAll("'", "''")}'`)
    .join(' ')
const open = new Set(['reported', 'dispatching', 'assigned', 'under_way', 'done', 'reopened', 'in_meeting'])

type DueRow = { step: 'answer' | 'dispatch' | 'contact' | 'result' | 'call_back'; dueAt: Date; metAt: Date | null }

const duesOf = (story: Story, { calendar, zone, policies, now }: Setting): DueRow[] => {
  const spans = policies.requests.deadlines[story.need.service.urgency]
  const { moments, need } = story
  const over = story.cancelledAt ?? (story.state === 'unmet' ? addMinutes(moments.dispatchedAt, 26 * 60) : null)
  const metAt = (at: Date | null): Date | null => (happened(at, now) ? at : happened(over, now) ? over : null)
  const row = (
    step: DueRow['step'],
    span: (typeof spans)['answer'],
    from: Date,
    met: Date | null,
    notBefore?: Date,
  ): DueRow[] => {
    if (!span) return []
    const dueAt = dueAfter(calendar, zone, from, span)
    return [{ step, dueAt: notBefore && notBefore > dueAt ? notBefore : dueAt, metAt: metAt(met) }]
  }
  const answered = story.state === 'answered' ? addMinutes(need.at, 3) : null
  return [
    ...row(
      'answer',
      spans.answer,
      need.at,
      answered ?? addMinutes(need.at, story.need.channel === 'phone' ? 0.05 : 0.2),
    ),
    ...row(
      'dispatch',
      spans.dispatch,
      need.at,
      answered ?? need.meetingAt ?? (story.state === 'reported' ? null : moments.dispatchedAt),
    ),
    ...row('contact', spans.contact, need.at, answered ?? moments.acceptedAt),
    ...row('result', spans.result, need.at, answered ?? moments.signedAt, need.window?.to),
    ...(happened(moments.signedAt, now) && !story.cancelledAt
      ? row(
          'call_back',
          spans.callBack,
          moments.signedAt,
          moments.ratedAt ??
            (story.state === 'closed'
              ? endOfDay(new Date(moments.signedAt.getTime() + 6 * 86_400_000).toISOString().slice(0, 10), zone)
              : null),
        )
      : []),
  ]
}

const requestRow = (story: Story, dues: readonly DueRow[], { tenantId, now }: Setting) => {
  const { need, moments } = story
  const { household, person, service } = need
  const waiting = dues
    .filter((due) => due.metAt === null && open.has(story.state))
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0]
  const at = (moment: Date | null) =>
    happened(moment, now) && !(story.cancelledAt && moment >= story.cancelledAt) ? moment : null
  const staffed = story.state === 'answered' || story.state === 'in_meeting'
  const closed = story.state === 'closed'
  return {
    tenantId,
    id: story.requestId,
    number: story.number,
    serviceId: service.id,
    kind: service.kind,
    urgency: service.urgency,
    state: story.state,
    description: need.words,
    personId: person.id,
    enteredBy: enteredBy(story).id,
    householdId: household.id,
    areaId: household.door.building.id,
    areaPath: household.door.building.path,
    windowFrom: need.window?.from ?? null,
    windowTo: need.window?.to ?? null,
    minutes: service.minutes,
    helpers: service.helpers,
    channel: need.channel,
    settlement: service.credit === 'priced' ? 'price' : 'none',
    policyVersion: 1,
    level: levelOf(story),
    dispatchPolicy: staffed ? null : 'waves',
    reportedAt: need.at,
    firstAnsweredAt: addMinutes(need.at, 0.2),
    dispatchedAt: staffed || story.state === 'reported' ? null : at(moments.dispatchedAt),
    acceptedAt: at(moments.acceptedAt),
    contactedAt: at(moments.acceptedAt),
    doneAt: story.state === 'answered' ? addMinutes(need.at, 3) : at(moments.signedAt),
    confirmedAt: closed ? (at(moments.ratedAt) ?? null) : null,
    closedAt: closed ? (at(moments.ratedAt) ?? addMinutes(moments.signedAt as Date, 6 * 1440)) : null,
    solved: closed && moments.ratedAt ? true : null,
    confirmedHow: closed
      ? happened(moments.ratedAt, now)
        ? story.byCall
          ? 'call_back'
          : 'resident'
        : 'unconfirmed'
      : null,
    reason:
      story.state === 'unmet'
        ? '问遍了附近的邻居，这个时间都不方便'
        : story.state === 'answered'
          ? '已当场说明办理地点和要带的材料'
          : null,
    nextDueAt: waiting?.dueAt ?? null,
    nextDueStep: waiting?.step ?? null,
    search: tsvector(`${service.zh} ${need.words} ${story.number}`),
    version: 1,
    createdAt: need.at,
  }
}

const levelOf = (story: Story): string =>
  story.outcome.asked.length > 12 ? 'community' : story.outcome.asked.length > 6 ? 'grid' : 'building'

/** Request, clock, timeline and offers of one story. */
export const requestRows = (story: Story, setting: Setting): Rows => {
  const { tenantId, now } = setting
  const dues = duesOf(story, setting)
  const reporter = reporterOf(story, setting.staff)
  const request = requestRow(story, dues, setting)
  return {
    request: [
      {
        ...request,
        enteredBy: story.need.channel === 'hotline' || story.need.channel === 'grid' ? reporter.id : request.enteredBy,
        ownerPersonId: setting.staff.operator.id,
      },
    ],
    requestDue: dues.map((due) => ({
      tenantId,
      requestId: story.requestId,
      step: due.step,
      dueAt: due.dueAt,
      firstDueAt: due.dueAt,
      metAt: due.metAt,
      lateSince: due.metAt !== null && due.metAt > due.dueAt ? due.dueAt : null,
      policyVersion: 1,
    })),
    requestEvent: timelineOf(story, setting),
    offer: offersBy(story, now).map((one) => offerRow(story, one, setting)),
  }
}

/** What was believed at the time: nearer people more likely. */
const believed = (metres: number | null) => {
  const chance = Math.round(2500 * Math.exp(-(metres ?? 1000) / 900)) / 10_000
  return { chance, rawChance: chance }
}

const offerRow = (story: Story, asked: Story['outcome']['asked'][number], { tenantId, now }: Setting) => {
  const answered = happened(asked.answeredAt, now)
  const calledOff = story.cancelledAt !== null && happened(story.cancelledAt, now)
  const accepted =
    answered && asked.answer === 'accepted' && !(calledOff && (asked.answeredAt as Date) >= (story.cancelledAt as Date))
  const state = accepted
    ? 'accepted'
    : calledOff
      ? 'withdrawn'
      : answered
        ? asked.answer === 'accepted'
          ? 'withdrawn'
          : asked.answer
        : asked.answer === 'expired' && asked.sentAt < addMinutes(now, -5)
          ? 'expired'
          : 'sent'
  return {
    tenantId,
    id: asked.id,
    requestId: story.requestId,
    round: 1,
    wave: asked.wave,
    slot: accepted ? asked.slot : null,
    volunteerId: asked.helper.volunteer?.id ?? null,
    organisationId: asked.helper.organisation?.id ?? null,
    personId: asked.helper.personId,
    state,
    madeBy: story.need.service.urgency === 'life' ? 'alert' : 'wave',
    score: Math.max(20, 92 - Math.round((asked.metres ?? 400) / 12)),
    parts: [],
    ...believed(asked.metres),
    sentAt: asked.sentAt,
    seenAt: answered ? addMinutes(asked.sentAt, 0.5) : null,
    replyBy: addMinutes(asked.sentAt, 5),
    answeredAt: answered ? asked.answeredAt : null,
    declineReason: state === 'declined' ? '这会儿走不开' : null,
    visitId: accepted ? story.visitId : null,
  }
}
