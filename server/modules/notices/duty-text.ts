// What those on duty and on a round are told: which shift, where, from when.
import { kind, type Say } from './say.ts'

type Shift = { shift: string; area: string; from: Date }
type Spanned = Shift & { to: Date }
const zh = ({ shift, area, from }: Shift, say: Say) => `${area}“${shift}”，${say.time(from)}`
const en = ({ shift, area, from }: Shift, say: Say) => `“${shift}” at ${area}, ${say.time(from)}`

type Walk = { round: string; from: Date }

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
  'return_call.untaken': kind<{ owed: 'missed' | 'promised'; who: string }>({
    zh: ({ owed, who }) => [
      '电话还没人回',
      `${owed === 'missed' ? '漏接了' : '答应回电给'}${who}，到时间还没人接手。请安排人马上回。`,
    ],
    en: ({ owed, who }) => [
      'A call is still owed',
      `${owed === 'missed' ? 'A missed call of' : 'A call promised to'} ${who}: nobody has taken it in time. Please have it made now.`,
    ],
    link: '/desk/calls',
    sms: true,
    lasts: 60,
  }),
  'incident.news': kind<{ incident: string; saying: string }>({
    zh: ({ incident, saying }) => ['您报的事有新消息', `${incident}：${saying}`],
    en: ({ incident, saying }) => ['News of what you told us', `${incident}: ${saying}`],
    link: '/notices',
    sms: true,
  }),
  'incident.over': kind<{ incident: string; saying: string }>({
    zh: ({ incident, saying }) => ['您报的事办完了', `${incident}：${saying}。社区会再打电话问一声。`],
    en: ({ incident, saying }) => [
      'What you told us is done',
      `${incident}: ${saying}. We ring you to ask whether all is well.`,
    ],
    link: '/notices',
    sms: true,
  }),
  'round.yours': kind<Walk & { stops: number }>({
    zh: ({ round, from, stops }, say) => ['走访排好了', `${round}：${stops} 处，${say.time(from)}开始。`],
    en: ({ round, from, stops }, say) => ['Your round', `${round}: ${stops} stops from ${say.time(from)}.`],
    link: '/rounds',
  }),
  'round.changed': kind<Walk>({
    zh: ({ round, from }, say) => ['走访有变动', `${round}，${say.day(from)}：您的路线改了，请再看一遍。`],
    en: ({ round, from }, say) => [
      'Your round has changed',
      `${round}, ${say.day(from)}: please look at your way again.`,
    ],
    link: '/rounds',
    sms: true,
    lasts: 240,
  }),
  'round.called_off': kind<Walk & { reason: string }>({
    zh: ({ round, from, reason }, say) => ['走访取消了', `${round}，${say.day(from)}不去了：${reason}。`],
    en: ({ round, from, reason }, say) => ['The round is called off', `${round}, ${say.day(from)}: ${reason}.`],
    link: '/rounds',
    sms: true,
  }),
  'round.comes': kind<{ from: Date; to: Date; callName: string; code: string }>({
    zh: ({ from, to, callName, code }, say) => [
      '社区来看您',
      `${say.window(from, to)}，${callName}来家里看看，不收钱。见面口令 ${code}，说对了再开门。不方便就打热线。`,
    ],
    en: ({ from, to, callName, code }, say) => [
      'We come to see you',
      `${say.window(from, to)}: ${callName} looks in, free of charge. Open the door only to who first says the code ${code}. If it does not suit you, call the hotline.`,
    ],
    link: '/notices',
    sms: true,
  }),
  'round.comes_not': kind<{ from: Date }>({
    zh: ({ from }, say) => ['这次不来看您了', `${say.day(from)}说好的走访取消了，改天再来。有事请打热线。`],
    en: ({ from }, say) => [
      'We do not come this time',
      `The visit of ${say.day(from)} is called off; we come another day. If you need something, call the hotline.`,
    ],
    link: '/notices',
    sms: true,
  }),
  'round.worry': kind<{ place: string }>({
    zh: ({ place }) => ['走访看到情况', `${place}有一户要人跟进，请看走访记录。`],
    en: ({ place }) => ['Seen on a round', `A home at ${place} needs somebody; please see the round.`],
    link: '/desk/rounds/:id',
  }),
  'round.missed': kind<{ area: string; stops: number }>({
    zh: ({ area, stops }) => ['有人没走访到', `${area}有 ${stops} 户到期没看到，请今天安排。`],
    en: ({ area, stops }) => ['Visits were missed', `${area}: ${stops} due and not seen; please see to it today.`],
    link: '/desk/rounds',
    sms: true,
  }),
  'round.missed_still': kind<{ area: string; stops: number }>({
    zh: ({ area, stops }) => ['还没走访到', `${area}有 ${stops} 户过了一天还没看到，请接手。`],
    en: ({ area, stops }) => ['Still not visited', `${area}: ${stops} a day overdue; please take over.`],
    link: '/desk/rounds',
    sms: true,
  }),
} as const
