// Every message people are sent, by kind: for who asks and who helps here, for staff in staff-text.ts. Plain words, 您, no shouting.
import type { Words } from '@linbang/contract/values'
import { type Given, type Kind, kind } from './say.ts'
import { dutyKinds } from './duty-text.ts'
import { rightKinds } from './right-text.ts'
import { mailKinds } from './mail-text.ts'
import { smsKinds } from './sms-text.ts'
import { staffKinds } from './staff-text.ts'

const because = (reason: string) => `因为${reason.replace(/^因为|[。.]+$/g, '')}。`
const sentence = (text: string) => `${text.replace(/[。.]+$/, '')}。`
const ended = (text: string) => `${text.replace(/[。.]+$/, '')}.`

type Asked = { service: Words }

const askerKinds = {
  'request.received': kind<Asked & { number: string }>({
    zh: ({ service, number }) => ['收到了', `您请的“${service.zh}”已经登记，编号 ${number}。`],
    en: ({ service, number }) => ['We have it', `Your request for ${service.en} is registered as ${number}.`],
    link: '/requests/:id',
    sms: true,
  }),
  'request.asking': kind<Asked & { asked: number; by: Date | null }>({
    zh: ({ asked, by }, say) => ['正在找人', `正在问附近 ${asked} 位${by ? `，最晚 ${say.by(by)}给您准信` : ''}。`],
    en: ({ asked, by }, say) => [
      'Looking for somebody',
      `We are asking ${asked} ${asked === 1 ? 'person' : 'people'} nearby${by ? ` and tell you ${say.by(by)}` : ''}.`,
    ],
    link: '/requests/:id',
  }),
  'request.asking_again': kind<Asked & { callName: string }>({
    zh: ({ callName }) => ['正在另找人', `${callName}临时来不了，正在给您另找一位。`],
    en: ({ callName }) => [
      'Looking for somebody else',
      `${callName} cannot come after all; we are looking for somebody else.`,
    ],
    link: '/requests/:id',
    sms: true,
    lasts: 120,
  }),
  'request.accepted': kind<Asked & { callName: string; at: Date | null; code: string }>({
    zh: ({ callName, at, code }, say) => [
      '有人接了',
      `${callName}${at ? `，${say.about(at)}到` : '会来帮您'}。见面口令 ${code}，来的人先说对了再开门。`,
    ],
    en: ({ callName, at, code }, say) => [
      'Somebody is coming',
      `${callName} will come${at ? ` ${say.about(at)}` : ''}. Open the door only to who first says the code ${code}.`,
    ],
    link: '/requests/:id',
    sms: true,
  }),
  'request.handed_over': kind<Asked & { callName: string; at: Date | null; code: string }>({
    zh: ({ callName, at, code }, say) => [
      '换了一位来帮您',
      `${callName}${at ? `，${say.about(at)}到` : '会来帮您'}。见面口令 ${code}。`,
    ],
    en: ({ callName, at, code }, say) => [
      'Somebody else is coming',
      `${callName} will come instead${at ? ` ${say.about(at)}` : ''}. The code at the door is ${code}.`,
    ],
    link: '/requests/:id',
    sms: true,
  }),
  'helper.on_the_way': kind<{ callName: string; at: Date | null; code: string }>({
    zh: ({ callName, at, code }, say) => [
      '正在路上',
      `${callName}出发了${at ? `，${say.about(at)}到` : ''}。见面口令 ${code}。`,
    ],
    en: ({ callName, at, code }, say) => [
      'On the way',
      `${callName} has set out${at ? ` and arrives ${say.about(at)}` : ''}. The code at the door is ${code}.`,
    ],
    link: '/requests/:id',
    sms: true,
    lasts: 60,
  }),
  'helper.here': kind<{ callName: string; code: string }>({
    zh: ({ callName, code }) => ['人到门口了', `${callName}到了。先问见面口令，是 ${code} 再开门。`],
    en: ({ callName, code }) => [
      'At your door',
      `${callName} is here. Ask for the code first and open when it is ${code}.`,
    ],
    link: '/requests/:id',
    sms: true,
    lasts: 20,
  }),
  'request.please_confirm': kind<Asked & { callBackBy: Date | null }>({
    zh: ({ service, callBackBy }, say) => [
      '请您确认',
      `“${service.zh}”做好了吗？${callBackBy ? `不说的话，社区 ${say.by(callBackBy)}给您打电话。` : '请您看一看。'}`,
    ],
    en: ({ service, callBackBy }, say) => [
      'Please confirm',
      `Is the ${service.en} done? ${callBackBy ? `If you do not say, we call you ${say.by(callBackBy)}.` : 'Please have a look.'}`,
    ],
    link: '/requests/:id',
    answersAt: '/r/:key',
    sms: true,
  }),
  'request.answered': kind<Asked & { answer: string }>({
    zh: ({ answer }) => ['当场答好了', `${sentence(answer)}还要问就打热线。`],
    en: ({ answer }) => ['Answered', `${ended(answer)} If there is more to ask, call the hotline.`],
    link: '/requests/:id',
    sms: true,
  }),
  'request.declined': kind<Asked & { reason: string }>({
    zh: ({ reason }) => ['这件事社区办不了', `${because(reason)}要问请打热线。`],
    en: ({ reason }) => ['We cannot do this one', `${ended(reason)} Call the hotline to ask more.`],
    link: '/requests/:id',
    sms: true,
  }),
  'request.unmet': kind<Asked & { reason: string; instead: string | null }>({
    zh: ({ service, reason, instead }) => [
      '这次没能办成',
      `“${service.zh}”没能办成，${because(reason)}${instead ? `您可以：${sentence(instead)}` : '要另想办法，请打热线。'}`,
    ],
    en: ({ service, reason, instead }) => [
      'It could not be done this time',
      `${service.en}: ${ended(reason)} ${instead ? `You can: ${ended(instead)}` : 'Call the hotline to find another way.'}`,
    ],
    link: '/requests/:id',
    sms: true,
  }),
  'request.cancelled': kind<Asked & { number: string; reason: string | null }>({
    zh: ({ service, number, reason }) => [
      '取消了',
      `“${service.zh}”取消了，编号 ${number}。${reason ? because(reason) : ''}`,
    ],
    en: ({ service, number, reason }) => [
      'Called off',
      `${service.en}, ${number}, is called off. ${reason ? ended(reason) : ''}`.trim(),
    ],
    link: '/requests/:id',
    sms: true,
  }),
  'request.moved': kind<Asked & { from: Date; to: Date }>({
    zh: ({ service, from, to }, say) => ['改了时间', `“${service.zh}”改到${say.window(from, to)}。`],
    en: ({ service, from, to }, say) => ['Another time', `${service.en} is now ${say.window(from, to)}.`],
    link: '/requests/:id',
    sms: true,
  }),
  'request.extended': kind<Asked & { until: Date; reason: string }>({
    zh: ({ service, until, reason }, say) => [
      '要多等几天',
      `“${service.zh}”最晚 ${say.by(until)}办好，${because(reason)}`,
    ],
    en: ({ service, until, reason }, say) => [
      'It takes longer',
      `${service.en} will be done ${say.by(until)}. ${ended(reason)}`,
    ],
    link: '/requests/:id',
    sms: true,
  }),
  'request.merged': kind<Asked & { number: string }>({
    zh: ({ service, number }) => ['和前面那件是一件事', `“${service.zh}”并到 ${number} 一起办，请看那一件。`],
    en: ({ service, number }) => [
      'The same as one before',
      `${service.en} is done together with ${number}; please look there.`,
    ],
    link: '/requests/:id',
  }),
  'series.not_enough': kind<Asked & { day: Date }>({
    zh: ({ service, day }, say) => ['时间银行的分钟不够', `${say.day(day)}的“${service.zh}”没有排上。要紧就打热线。`],
    en: ({ service, day }, say) => [
      'Not enough minutes in the time bank',
      `${service.en} on ${say.day(day)} is not arranged. Call the hotline if it matters.`,
    ],
    link: '/requests',
    sms: true,
  }),
  'request.reopened': kind<Asked & { number: string }>({
    zh: ({ service, number }) => ['重新办', `“${service.zh}”还没好，已经重新办，编号 ${number}。`],
    en: ({ service, number }) => ['Open again', `${service.en} is not done yet; it is open again as ${number}.`],
    link: '/requests/:id',
    sms: true,
  }),
} as const

const helperKinds = {
  'offer.new': kind<{ service: Words; near: string; replyBy: Date | null }>({
    zh: ({ service, near, replyBy }, say) => [
      '有邻居请您帮忙',
      `${near}附近，${service.zh}。${replyBy ? `请 ${say.by(replyBy)}回复。` : ''}`,
    ],
    en: ({ service, near, replyBy }, say) => [
      'A neighbour asks for you',
      `${service.en}, near ${near}. ${replyBy ? `Please answer ${say.by(replyBy)}.` : ''}`.trim(),
    ],
    link: '/offers/:id',
    sms: true,
    answers: true,
    until: ({ replyBy }) => replyBy,
  }),
  'offer.alert': kind<{ service: Words; near: string; replyBy: Date | null }>({
    zh: ({ service, near }) => ['有人急等帮忙', `${near}附近，${service.zh}。能马上去，请现在点开。`],
    en: ({ service, near }) => [
      'Somebody needs help now',
      `${service.en}, near ${near}. If you can go at once, please open this.`,
    ],
    link: '/offers/:id',
    sms: true,
    answers: true,
    lasts: 15,
  }),
  'week.published': kind<{ jobs: number; from: Date }>({
    zh: ({ jobs, from }, say) => ['这一周排好了', `给您排了 ${jobs} 件，最早 ${say.about(from)}。来不了请点开说一声。`],
    en: ({ jobs, from }, say) => [
      'Your week is planned',
      `${jobs} jobs for you, the first ${say.about(from)}. If you cannot come, please open it and say so.`,
    ],
    link: '/help/week',
    sms: true,
    lasts: 720,
  }),
  'request.alarm_family': kind<{ number: string }>({
    zh: ({ number }) => ['家人有急事', `家里有急事，编号 ${number}，社区已经在叫人。请您马上联系，必要时打 120。`],
    en: ({ number }) => [
      'Your family needs help now',
      `${number}: the community is sending people. Please get in touch at once and call 120 if needed.`,
    ],
    link: '/requests/:id',
    sms: true,
    lasts: 15,
  }),
  'offer.taken': kind<{ number: string }>({
    zh: () => ['已经有邻居接了', '谢谢您，这件事不用再回复。'],
    en: () => ['A neighbour has taken it', 'Thank you; no answer is needed any more.'],
    link: null,
  }),
  'visit.overrun_ask': kind<{ service: Words; minutes: number }>({
    zh: ({ service, minutes }) => [
      '您那边都好吗',
      `“${service.zh}”比平常多了 ${minutes} 分钟。做好了请签字，有事请点“需要帮助”。`,
    ],
    en: ({ service, minutes }) => [
      'Is everything all right',
      `${service.en} takes ${minutes} minutes more than usual. Finish and sign when done, or press for help.`,
    ],
    link: '/visits/:id',
    sms: true,
    lasts: 30,
  }),
  'credit.received': kind<{ service: Words; points: number; minutes: number }>({
    zh: ({ service, points, minutes }) => [
      '给您记上了',
      `“${service.zh}”：${points > 0 ? `积分 ${points}` : `时间银行 ${minutes} 分钟`}。`,
    ],
    en: ({ service, points, minutes }) => [
      'Credited to you',
      `${service.en}: ${points > 0 ? `${points} points` : `${minutes} minutes in the time bank`}.`,
    ],
    link: '/me/points',
  }),
  'volunteer.approved': kind<{ number: string }>({
    zh: ({ number }) => ['您是志愿者了', `您的编号是 ${number}。有空就打开“我现在有空”。`],
    en: ({ number }) => [
      'You are a volunteer',
      `Your number is ${number}. Switch on “free now” whenever you have time.`,
    ],
    link: '/help',
    sms: true,
  }),
  'volunteer.refused': kind<{ reason: string }>({
    zh: ({ reason }) => ['志愿者登记没有通过', `${because(reason)}要问请打热线。`],
    en: ({ reason }) => ['Not registered as a volunteer', `${ended(reason)} Call the hotline to ask more.`],
    link: '/help',
    sms: true,
  }),
} as const

export const kinds = {
  ...askerKinds,
  ...helperKinds,
  ...smsKinds,
  ...mailKinds,
  ...staffKinds,
  ...rightKinds,
  ...dutyKinds,
} as const

export type NoticeKind = keyof typeof kinds
export type NoticeParams<K extends NoticeKind> = (typeof kinds)[K] extends Kind<infer P> ? P : never

/** A kind that has since been taken out of the dictionary can still stand in old rows. */
export const kindOf = (name: string): Kind<Given> | undefined =>
  (kinds as unknown as Readonly<Record<string, Kind<Given>>>)[name]
