// What the product announces: the ids an event carries, and the permission that lets staff of the area hear it.
// People named in `personIds` of the announcement always hear it. The live stream carries the ids and nothing else.
import type { Permission } from './permissions.ts'

type EventDefinition = { readonly ids: readonly string[]; readonly readers?: Permission }

export const events = {
  'session.ended': { ids: ['accountId'] },
  /** A demand about one's data was made, is due soon, or was answered. */
  'right.asked': { ids: ['rightId'], readers: 'rights.read' },
  'right.due': { ids: ['rightId'], readers: 'rights.read' },
  'right.answered': { ids: ['rightId'] },
  /** The account is closed: what the person did here ends. */
  'person.closed': { ids: ['personId'] },
  'consent.withdrawn': { ids: ['personId'] },
  /** The guardian of a minor took the consent back. */
  'volunteer.unguarded': { ids: ['volunteerId'], readers: 'volunteers.read' },
  'account.changed': { ids: ['accountId'] },
  'request.reported': { ids: ['requestId'], readers: 'requests.staff' },
  'request.changed': { ids: ['requestId'], readers: 'requests.staff' },
  'request.dispatching': { ids: ['requestId'], readers: 'requests.staff' },
  'request.done': { ids: ['requestId'], readers: 'requests.staff' },
  'request.closed': { ids: ['requestId'], readers: 'requests.staff' },
  'request.reopened': { ids: ['requestId'], readers: 'requests.staff' },
  'request.cancelled': { ids: ['requestId'], readers: 'requests.staff' },
  'request.late': { ids: ['requestId'], readers: 'requests.staff' },
  'offer.sent': { ids: ['offerId', 'requestId'], readers: 'requests.staff' },
  'offer.changed': { ids: ['offerId', 'requestId'], readers: 'requests.staff' },
  'visit.changed': { ids: ['visitId'], readers: 'visits.staff' },
  'visit.alarm': { ids: ['visitId'], readers: 'visits.staff' },
  'visit.sealed': { ids: ['visitId', 'sheetId'], readers: 'visits.staff' },
  'visit.amended': { ids: ['visitId', 'sheetId'], readers: 'visits.staff' },
  'notice.added': { ids: ['noticeId'] },
  'volunteer.changed': { ids: ['volunteerId'], readers: 'volunteers.read' },
  'roster.changed': { ids: ['areaId'], readers: 'roster.read' },
  'round.changed': { ids: ['roundId'], readers: 'rounds.read' },
  'duty.changed': { ids: ['dutyId'], readers: 'requests.staff' },
  /** A call rings, is answered, is over; or somebody is to be rung back. */
  'call.changed': { ids: ['callId'], readers: 'calls.take' },
  'incident.changed': { ids: ['incidentId'], readers: 'calls.take' },
  'agent.changed': { ids: ['personId'], readers: 'calls.take' },
  'return_call.changed': { ids: ['returnCallId'], readers: 'calls.take' },
  'ledger.changed': { ids: ['accountId'] },
  'record.added': { ids: ['recordId'] },
} as const satisfies Record<`${string}.${string}`, EventDefinition>

export type EventName = keyof typeof events
export type EventIds<E extends EventName> = { readonly [K in (typeof events)[E]['ids'][number]]: string }
