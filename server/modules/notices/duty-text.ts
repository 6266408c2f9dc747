// What those on duty and on a round are told: which shift, where, from when.
import { kind, type Say } from './say.ts'

type Shift = { shift: string; area: string; from: Date }
type Spanned = Shift & { to: Date }
const zh = ({ shift, area, from }: Shift, say: Say) => `${area}“${shift}”，${say.time(from)}`
const en = ({ shift, area, from }: Shift, say: Say) => `“${shift}” at ${area}, ${say.time(from)}`

export const dutyKinds = {
  'shift.swap_asked': kind<Spanned & { callName: string; reason: string }>({
    zh: (given, say) => ['有人想换班', `${given.callName}：${zh(given, say)}。${given.reason}。能接请点同意。`],
    en: (given, say) => ['A swap is asked', `${given.callName}: ${en(given, say)}. ${given.reason}. Agree if you can.`],
    link: '/me/shifts',
  }),
  'shift.swap_agreed': kind<Spanned & { callName: string; absent: string }>({
    zh: (given, say) => ['班换好了', `${zh(given, say)}，${given.callName}替${given.absent}。`],
    en: (given, say) => ['The swap is made', `${en(given, say)}: ${given.callName} instead of ${given.absent}.`],
    link: '/me/shifts',
  }),
  'shift.swap_refused': kind<Spanned & { callName: string }>({
    zh: (given, say) => ['这次没换成', `${zh(given, say)}，${given.callName}来不了，请另问一位。`],
    en: (given, say) => ['No swap this time', `${en(given, say)}: ${given.callName} cannot; please ask somebody else.`],
    link: '/me/shifts',
  }),
  'shift.unopened': kind<Shift & { callName: string }>({
    zh: (given, say) => ['没有人开班', `${zh(given, say)}，${given.callName}还没到岗。请马上打电话。`],
    en: (given, say) => [
      'Nobody has opened the shift',
      `${en(given, say)}: ${given.callName} is not there. Call at once.`,
    ],
    link: '/desk/roster',
    sms: true,
    lasts: 60,
  }),
  'shift.gap': kind<Shift & { shifts: number }>({
    zh: (given, say) => ['有班还没人', `${zh(given, say)}起，${given.shifts} 个班缺人。请安排。`],
    en: (given, say) => [
      'A shift is empty',
      `From ${en(given, say)}: ${given.shifts} shifts lack somebody. Please plan.`,
    ],
    link: '/desk/roster',
  }),
} as const
