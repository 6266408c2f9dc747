// What came of a story at the door: visit, people, signature, sealed sheet, rating, service record, credit. Minutes agree everywhere.
import { newId } from '../kit/ids.ts'
import { addMinutes, dayOf } from '../kit/time.ts'
import { pointsFor } from '../modules/ledger/service.ts'
import { dueAfter } from '../modules/policies/service.ts'
import { sealedSheet } from '../modules/visits/service.ts'
import type { Draw } from './draw.ts'
import type { Rows, Setting } from './history.ts'
import { happened } from './life.ts'
import type { Story } from './life.ts'
import type { Purse } from './purse.ts'

const visitState = (story: Story): 'planned' | 'set_out' | 'on_site' | 'finished' | 'signed' | null => {
  if (story.state === 'assigned') return 'planned'
  if (story.state === 'done' || story.state === 'closed') return 'signed'
  return story.state === 'under_way' ? 'on_site' : null
}

const feeOf = (story: Story): number =>
  story.outcome.accepted.find((one) => one.helper.cents !== null)?.helper.cents ?? 0
/** How a scribble looks: a few waves across the pad. */
const scribble = (draw: Draw): number[][] =>
  [0, 1].map((line) =>
    Array.from({ length: 12 }, (_, index) =>
      index % 2 === 0 ? 200 + index * 45 : 180 + line * 120 + draw.between(-60, 60),
    ),
  )

const peopleRows = (story: Story, state: string, { tenantId, now }: Setting) =>
  story.outcome.accepted.map((one, index) => {
    const { moments } = story
    const own = state === 'on_site' && !happened(moments.checkedInAt, now) ? 'set_out' : state
    return {
      tenantId,
      id: newId(),
      visitId: story.visitId,
      personId: one.helper.personId,
      volunteerId: one.helper.volunteer?.id ?? null,
      organisationId: one.helper.organisation?.id ?? null,
      offerId: one.id,
      state: own,
      during: `["${moments.plannedFrom.toISOString()}","${moments.plannedTo.toISOString()}")`,
      setOutAt: happened(moments.setOutAt, now) ? moments.setOutAt : null,
      arrivesAt: moments.plannedFrom,
      checkedInAt: happened(moments.checkedInAt, now) ? moments.checkedInAt : null,
      checkInProof: happened(moments.checkedInAt, now) ? 'place' : null,
      checkInMetres: happened(moments.checkedInAt, now) ? 12 + index * 9 : null,
      finishedAt: state === 'signed' ? moments.finishedAt : null,
      breakMinutes: 0,
      minutes: state === 'signed' ? (story.minutes[index] ?? 0) : null,
    }
  })

/** Rows of the visit as far as it has come by now; none for a story without one. */
export const visitRows = (story: Story, setting: Setting, draw: Draw, purse: Purse): Rows => {
  const state = visitState(story)
  const { tenantId, now } = setting
  const { need, moments } = story
  if (!state || story.outcome.accepted.length === 0) return {}
  const { building } = need.household.door
  const onTheWay = state === 'on_site' && !happened(moments.checkedInAt, now)
  const visit = {
    tenantId,
    id: story.visitId,
    cause: 'request',
    requestId: story.requestId,
    areaId: building.id,
    areaPath: building.path,
    householdId: need.household.id,
    personId: need.person.id,
    state: onTheWay ? 'set_out' : state,
    plannedFrom: moments.plannedFrom,
    plannedTo: moments.plannedTo,
    meetingCode: String(draw.between(100, 999)),
    work: state === 'signed' ? workOf(story) : '',
    parts: [],
    feeCents: state === 'signed' ? feeOf(story) : 0,
    endedAt: state === 'signed' ? moments.signedAt : null,
    version: 1,
    createdAt: moments.acceptedAt,
  }
  return {
    visit: [visit],
    visitPerson: peopleRows(story, state, setting),
    ...(state === 'signed' ? sealedRows(story, visit.meetingCode, setting, draw, purse) : {}),
  }
}

const workOf = (story: Story): string => `${story.need.service.zh}：${story.need.words}，做好了，收拾干净`

const sealedRows = (story: Story, meetingCode: string, setting: Setting, draw: Draw, purse: Purse): Rows => {
  const { tenantId, now } = setting
  const { moments, need } = story
  const signedAt = moments.signedAt as Date
  const first = story.outcome.accepted[0]!.helper
  const helpers = story.outcome.accepted.map((one, index) => ({
    personId: one.helper.personId,
    volunteerId: one.helper.volunteer?.id ?? null,
    organisationId: one.helper.organisation?.id ?? null,
    checkedInAt: moments.checkedInAt as Date,
    finishedAt: moments.finishedAt as Date,
    breakMinutes: 0,
    minutes: story.minutes[index] ?? 0,
    proof: 'place' as const,
  }))
  const signature = {
    tenantId,
    id: newId(),
    visitId: story.visitId,
    kind: 'strokes',
    strokes: scribble(draw),
    takenBy: first.personId,
    at: signedAt,
  }
  const sheetId = newId()
  const { content, hash } = sealedSheet({
    number: story.number,
    version: 1,
    visitId: story.visitId,
    requestId: story.requestId,
    serviceCode: need.service.code,
    areaId: need.household.door.building.id,
    personId: need.person.id,
    meetingCode,
    helpers,
    work: workOf(story),
    done: {},
    parts: [],
    feeCents: feeOf(story),
    photoIds: [],
    signature: { kind: 'strokes', strokes: signature.strokes, at: signedAt },
    sealedAt: signedAt,
  })
  const rated = happened(moments.ratedAt, now) && story.satisfaction !== null
  for (const one of rated ? story.outcome.accepted : [])
    if (one.helper.volunteer) {
      one.helper.volunteer.ratingSum += story.satisfaction as number
      one.helper.volunteer.ratingCount++
    }
  return {
    visitSignature: [signature],
    sheet: [
      {
        tenantId,
        id: sheetId,
        visitId: story.visitId,
        number: story.number,
        version: 1,
        content,
        hash,
        sealedAt: signedAt,
        sealedBy: first.personId,
      },
    ],
    rating: rated
      ? [
          {
            tenantId,
            id: newId(),
            requestId: story.requestId,
            visitId: story.visitId,
            givenBy: need.person.id,
            takenBy: story.byCall ? setting.staff.operator.id : null,
            via: story.byCall ? 'hotline' : 'phone',
            satisfaction: story.satisfaction,
            solved: true,
            chargedExtra: false,
            words: '',
            at: moments.ratedAt,
          },
        ]
      : [],
    serviceRecord: recordRows(story, sheetId, setting, purse),
  }
}

const recordRows = (story: Story, sheetId: string, setting: Setting, purse: Purse): object[] => {
  const { tenantId, zone, calendar, policies, unit, unitAreaId } = setting
  const { need, moments } = story
  const endedAt = moments.finishedAt as Date
  const day = dayOf(moments.checkedInAt as Date, zone)
  return story.outcome.accepted.flatMap((one, index) => {
    const { volunteer } = one.helper
    const minutes = story.minutes[index] ?? 0
    if (!volunteer || feeOf(story) > 0) return []
    volunteer.jobs++
    payHelper(story, sheetId, volunteer.person.id, minutes, day, setting, purse)
    const due = dueAfter(calendar, zone, endedAt, { workingDays: policies.visits.recordWorkingDays })
    return [
      {
        tenantId,
        id: newId(),
        personId: volunteer.person.id,
        volunteerId: volunteer.id,
        activityName: need.service.zh,
        day,
        place: `${unit}${need.household.door.building.name}`,
        content: workOf(story),
        minutes,
        unit,
        unitAreaId,
        personInCharge: setting.staff.worker.name,
        causeKind: 'sheet',
        causeId: sheetId,
        version: 1,
        dueOn: dayOf(addMinutes(due, -1), zone),
        at: moments.signedAt,
      },
    ]
  })
}

const payHelper = (
  story: Story,
  sheetId: string,
  personId: string,
  minutes: number,
  day: string,
  setting: Setting,
  purse: Purse,
) => {
  const { service } = story.need
  const policy = setting.policies.credit
  const base = { personId, sheetId, at: story.moments.signedAt as Date, reason: service.zh }
  const startedAt = story.moments.checkedInAt as Date
  const unit = service.credit === 'timebank' ? 'minutes' : 'points'
  const amount =
    unit === 'minutes'
      ? Math.min(minutes, policy.minutesPerVisit)
      : pointsFor(policy, {
          minutes,
          effort: service.effort,
          startedAt,
          timeZone: setting.zone,
          earnedToday: purse.earned(personId, day),
        })
  if (amount > 0) purse.pay({ unit, amount, ...base }, day)
}
