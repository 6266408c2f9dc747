// What staff are told: short, with number and place first, so that a list of them reads at a glance.
import type { Words } from '@linbang/contract/values'
import { growthKinds } from './growth-text.ts'
import { kind } from './say.ts'

export const worded = (words: Readonly<Record<string, Words>>, code: string, language: 'zh' | 'en'): string =>
  words[code]?.[language] ?? code

const steps: Readonly<Record<string, Words>> = {
  answer: { zh: '还没有答复', en: 'not answered' },
  dispatch: { zh: '还没有派人', en: 'nobody sent' },
  contact: { zh: '还没有联系', en: 'not contacted' },
  result: { zh: '还没有办好', en: 'not done' },
  call_back: { zh: '还没有回访', en: 'not called back' },
}

const stepsAhead: Readonly<Record<string, Words>> = {
  answer: { zh: '答复', en: 'be answered' },
  dispatch: { zh: '派人', en: 'be dispatched' },
  contact: { zh: '联系上', en: 'be contacted' },
  result: { zh: '办好', en: 'be done' },
  call_back: { zh: '回访', en: 'be called back' },
}

const whys: Readonly<Record<string, Words>> = {
  sex_unknown: {
    zh: '要同性来做，可档案里没有性别，请补上再派',
    en: 'the same sex is needed and the file does not say which; please add it, then dispatch',
  },
  nobody_left: { zh: '附近没有人可问了', en: 'nobody nearby is left to ask' },
  budget_spent: { zh: '问的人够多了还没人接', en: 'many were asked and nobody took it' },
  too_slow: { zh: '一直没有人接', en: 'nobody has taken it for a long time' },
  deadline: { zh: '约定的时间到了还没人接', en: 'its time has come and nobody took it' },
  late: { zh: '已经超时', en: 'it is late' },
}

const causes: Readonly<Record<string, Words>> = {
  unsatisfied: { zh: '居民不满意', en: 'the resident is not satisfied' },
  not_solved: { zh: '居民说没办好', en: 'the resident says it is not done' },
  charged_extra: { zh: '有另外收钱或收东西', en: 'money or things were taken' },
  wrong_person: { zh: '来的人不对', en: 'the wrong person came' },
  complaint: { zh: '有投诉', en: 'there is a complaint' },
  spot_check: { zh: '抽查发现没做好', en: 'a spot check found it not good' },
}

const alarmSteps: Readonly<Record<number, Words>> = {
  1: { zh: '请您马上处理', en: 'please take it at once' },
  2: { zh: '还没人接，请您马上处理', en: 'nobody took it yet; please take it at once' },
  3: { zh: '一分钟没人接，请马上过去', en: 'nobody took it for a minute; please go there at once' },
  4: { zh: '还没人接，请接手并拨打 120', en: 'nobody took it; please take over and call 120' },
}

export const staffKinds = {
  ...growthKinds,
  'request.alarm': kind<{ number: string; area: string; rung: number }>({
    zh: ({ number, area, rung }) => ['人命关天', `${area} ${number}：${alarmSteps[rung]?.zh ?? ''}。`],
    en: ({ number, area, rung }) => ['Life at risk', `${area} ${number}: ${alarmSteps[rung]?.en ?? ''}.`],
    link: '/desk/board?request=:id',
    sms: true,
    lasts: 10,
  }),
  'lending.asked': kind<{ number: string; area: string; people: number }>({
    zh: ({ number, area, people }) => ['想借您社区的人', `${area} ${number}：想再借 ${people} 位，请您定。`],
    en: ({ number, area, people }) => [
      'Another community asks for your people',
      `${area} ${number}: may ${people} more be asked? Please decide.`,
    ],
    link: '/desk/lending',
  }),
  'request.due_soon': kind<{ number: string; area: string; step: string; until: Date }>({
    zh: ({ number, area, step, until }, say) => [
      '快到时间了',
      `${area} ${number}：${say.by(until)}要${worded(stepsAhead, step, 'zh')}。`,
    ],
    en: ({ number, area, step, until }, say) => [
      'Soon due',
      `${area} ${number}: to ${worded(stepsAhead, step, 'en')} ${say.by(until)}.`,
    ],
    link: '/desk/requests/:id',
  }),
  'request.late': kind<{ number: string; area: string; step: string }>({
    zh: ({ number, area, step }) => ['已超时', `${area} ${number}：${worded(steps, step, 'zh')}。`],
    en: ({ number, area, step }) => ['Late', `${area} ${number}: ${worded(steps, step, 'en')}.`],
    link: '/desk/requests/:id',
  }),
  'request.escalated': kind<{ number: string; area: string; why: string }>({
    zh: ({ number, area, why }) => ['请您接手', `${area} ${number}：${worded(whys, why, 'zh')}。`],
    en: ({ number, area, why }) => ['Please take over', `${area} ${number}: ${worded(whys, why, 'en')}.`],
    link: '/desk/requests/:id',
    sms: true,
    lasts: 120,
  }),
  'request.needs_look': kind<{ number: string; area: string; service: Words }>({
    zh: ({ number, area, service }) => ['请先看一下', `${area} ${number}：${service.zh}。第一次请人，看过再派。`],
    en: ({ number, area, service }) => [
      'Please look first',
      `${area} ${number}: ${service.en}. A first request; look before anyone is sent.`,
    ],
    link: '/desk/requests/:id',
  }),
  'request.call_back': kind<{ number: string; area: string; by: Date | null }>({
    zh: ({ number, area, by }, say) => ['请回访', `${area} ${number}${by ? `，${say.by(by)}` : ''}。`],
    en: ({ number, area, by }, say) => ['Please call back', `${area} ${number}${by ? `, ${say.by(by)}` : ''}.`],
    link: '/desk/requests/:id',
  }),
  'hand_back.ruling': kind<{ number: string; area: string; reason: string; by: Date }>({
    zh: ({ number, area, reason, by }, say) => ['请裁定退回', `${area} ${number}：${reason}。请 ${say.by(by)}裁定。`],
    en: ({ number, area, reason, by }, say) => [
      'Please rule on this',
      `${area} ${number} was handed back: ${reason}. Rule ${say.by(by)}.`,
    ],
    link: '/desk/requests/:id',
    sms: true,
    lasts: 240,
  }),
  'visit.alarm': kind<{ callName: string; place: string; words: string | null }>({
    zh: ({ callName, place, words }) => [
      '上门的人需要帮助',
      `${callName}，${place}。${words ? `他说：${words}。` : '请马上打电话。'}`,
    ],
    en: ({ callName, place, words }) => [
      'A helper needs help',
      `${callName}, ${place}. ${words ? `They say: ${words}.` : 'Call at once.'}`,
    ],
    link: '/desk/visits/:id',
    sms: true,
    lasts: 60,
  }),
  'visit.overrun_staff': kind<{ callName: string; place: string; minutes: number }>({
    zh: ({ callName, place, minutes }) => ['请打电话问问', `${callName}在${place}，比平常多了 ${minutes} 分钟。`],
    en: ({ callName, place, minutes }) => [
      'Please call them',
      `${callName} at ${place} takes ${minutes} minutes more than usual.`,
    ],
    link: '/desk/visits/:id',
    sms: true,
    lasts: 60,
  }),
  'visit.wrong_person': kind<{ number: string; place: string; words: string | null }>({
    zh: ({ number, place, words }) => [
      '居民说来的人不对',
      `${place} ${number}。${words ? `${words}。` : ''}请马上打电话。`,
    ],
    en: ({ number, place, words }) => [
      'The wrong person came',
      `${place} ${number}. ${words ? `${words}. ` : ''}Call at once.`,
    ],
    link: '/desk/visits/:id',
    sms: true,
    lasts: 60,
  }),
  'visit.dropped': kind<{ number: string; area: string; callName: string; reason: string }>({
    zh: ({ number, area, callName, reason }) => ['有人来不了了', `${area} ${number}：${callName}来不了，${reason}。`],
    en: ({ number, area, callName, reason }) => [
      'Somebody cannot come',
      `${area} ${number}: ${callName} cannot come, ${reason}.`,
    ],
    link: '/desk/requests/:id',
    sms: true,
    lasts: 120,
  }),
  'ratings.to_put_right': kind<{ number: string; cause: string }>({
    zh: ({ number, cause }) => ['有一件要整改', `${number}：${worded(causes, cause, 'zh')}。`],
    en: ({ number, cause }) => ['Something to put right', `${number}: ${worded(causes, cause, 'en')}.`],
    link: '/desk/call-backs?show=rights',
  }),
  'ledger.grant_waiting': kind<{ people: number; reason: string }>({
    zh: ({ people, reason }) => ['有一批时间等您批', `给 ${people} 位老人发放时间：${reason}。`],
    en: ({ people, reason }) => ['A grant of minutes waits for you', `For ${people} people: ${reason}.`],
    link: '/desk/time-bank',
  }),
  'volunteer.review_waiting': kind<{ callName: string; area: string }>({
    zh: ({ callName, area }) => ['有人想当志愿者', `${area} ${callName}，请审核。`],
    en: ({ callName, area }) => ['A volunteer to review', `${callName}, ${area}.`],
    link: '/desk/volunteers/:id',
  }),
} as const
