// Alarms at the desk: life at risk, 需要帮助 from a helper, 来的人不对 from a door. They ring until a person takes them.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id, Moment, Occurred } from './values.ts'

export const Alarm = z.object({
  requestId: Id,
  number: z.string(),
  kind: z.enum(['life', 'need_help', 'wrong_person']),
  since: Moment,
  serviceZh: z.string(),
  serviceEn: z.string(),
  description: z.string(),
  areaName: z.string(),
  /** Form of address of the person helped. */
  callName: z.string(),
  /** Who is at the door, when it is the helper who calls. */
  helperName: z.nullable(z.string()),
  words: z.nullable(z.string()),
})
export type Alarm = z.infer<typeof Alarm>

export const listAlarms = endpoint({
  method: 'GET',
  path: '/alarms',
  summary: 'What rings at the desk and nobody has taken yet, the oldest first',
  allow: 'requests.staff',
  returns: z.object({ items: z.array(Alarm) }),
})
export const takeAlarm = endpoint({
  method: 'POST',
  path: '/alarms/:requestId/take',
  summary: '我来处理, or 误报: the first who presses has it, nobody else is called any more, everybody else learns who',
  allow: 'requests.staff',
  params: z.object({ requestId: Id }),
  body: z.object({ outcome: z.enum(['taken', 'false']), ...Occurred }),
  returns: z.object({ mine: z.boolean(), takenBy: z.string() }),
  errors: ['not_found'],
})
