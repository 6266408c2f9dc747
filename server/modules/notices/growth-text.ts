// What volunteers are told about their records, certificates and growth, what their points brought them, and staff about what waits for them there.
import type { Words } from '@linbang/contract/values'
import { rewardKinds } from './reward-text.ts'
import { kind } from './say.ts'

const sentence = (text: string) => `${text.replace(/[。.]+$/, '')}。`
const ended = (text: string) => `${text.replace(/[。.]+$/, '')}.`

const yuan = (cents: number) => (cents / 100).toFixed(2)

type Record = { activity: string; date: string }

type Starred = { stars: number; year: number }
const counted = ['', '一', '二', '三', '四', '五']
const starZh = ({ stars, year }: Starred) => `${year > 0 ? `${year} 年度` : ''}${counted[stars] ?? stars}星志愿者`
const starEn = ({ stars, year }: Starred) =>
  `${stars} ${stars === 1 ? 'star' : 'stars'}${year > 0 ? ` for the year ${year}` : ''}`

type Class = { course: Words; from: Date }

export const growthKinds = {
  ...rewardKinds,
  'training.given': kind<{ course: Words; date: string }>({
    zh: ({ course, date }) => ['培训学完了', `“${course.zh}”记下了${date ? `，管到 ${date}` : ''}。`],
    en: ({ course, date }) => ['The course is done', `${course.en}${date ? `, valid until ${date}` : ''}.`],
    link: '/training',
  }),
  'training.seat': kind<Class & { place: string }>({
    zh: ({ course, from, place }, say) => ['轮到您了', `“${course.zh}”有座位了：${say.time(from)}，${place}。`],
    en: ({ course, from, place }, say) => ['You have a seat', `${course.en}, ${say.time(from)}, ${place}.`],
    link: '/training/sessions/:id',
    sms: true,
  }),
  'training.moved': kind<Class & { place: string }>({
    zh: ({ course, from, place }, say) => ['培训换地方了', `“${course.zh}”${say.time(from)}，改在${place}。`],
    en: ({ course, from, place }, say) => ['Another place', `${course.en}, ${say.time(from)}: now at ${place}.`],
    link: '/training/sessions/:id',
    sms: true,
  }),
  'training.invited': kind<Class & { place: string }>({
    zh: ({ course, from, place }, say) => [
      '您还差一门培训',
      `“${course.zh}”：${say.time(from)}，${place}。来就点报名。`,
    ],
    en: ({ course, from, place }, say) => [
      'A course you lack',
      `${course.en}: ${say.time(from)}, ${place}. Join if you can.`,
    ],
    link: '/training/sessions/:id',
  }),
  'training.cancelled': kind<Class & { reason: string }>({
    zh: ({ course, from, reason }, say) => ['培训取消了', `“${course.zh}”${say.time(from)}不办了：${sentence(reason)}`],
    en: ({ course, from, reason }, say) => [
      'The course is called off',
      `${course.en}, ${say.time(from)}: ${ended(reason)}`,
    ],
    link: '/training',
    sms: true,
  }),
  'insurance.expires': kind<{ insurer: string; number: string; days: number; on: Date }>({
    zh: ({ insurer, number, days, on }, say) => [
      '有张保单快到期了',
      `${insurer} ${number} 还有 ${days} 天，${say.date(on)} 到期。过了这天，靠它的人不能接有危险的活。`,
    ],
    en: ({ insurer, number, days, on }, say) => [
      'An insurance policy runs out',
      `${insurer} ${number} ends in ${days} days, on ${say.date(on)}. After that nobody may do risky jobs on it.`,
    ],
    link: '/desk/protection?show=policies',
  }),
  'accident.reported': kind<{ number: string }>({
    zh: ({ number }) => ['有人受伤了', `意外 ${number} 报上来了，请马上看一看。`],
    en: ({ number }) => ['Somebody was hurt', `Accident ${number} was reported; please look at once.`],
    link: '/desk/protection?show=accidents',
    sms: true,
  }),
  'accident.due': kind<{ number: string }>({
    zh: ({ number }) => ['意外要跟进', `意外 ${number} 今天该跟进了。`],
    en: ({ number }) => ['An accident to look after', `Accident ${number} should be looked after today.`],
    link: '/desk/protection?show=accidents',
  }),
  'allowance.asked': kind<{ cents: number }>({
    zh: ({ cents }) => ['有人申请补贴', `有一笔 ${yuan(cents)} 元的补贴等您看。`],
    en: ({ cents }) => ['An allowance is asked for', `${yuan(cents)} yuan wait for your decision.`],
    link: '/desk/protection?show=allowances',
  }),
  'allowance.refused': kind<{ cents: number; reason: string }>({
    zh: ({ cents, reason }) => ['补贴没有批准', `${yuan(cents)} 元的补贴没有批准：${sentence(reason)}`],
    en: ({ cents, reason }) => ['The allowance was refused', `${yuan(cents)} yuan: ${ended(reason)}`],
    link: '/me/allowances',
  }),
  'allowance.paid': kind<{ cents: number }>({
    zh: ({ cents }) => ['补贴付了', `${yuan(cents)} 元的补贴付给您了。`],
    en: ({ cents }) => ['The allowance is paid', `${yuan(cents)} yuan were paid to you.`],
    link: '/me/allowances',
  }),
  'star.proposed': kind<Starred>({
    zh: (star) => ['您够评星了', `您的服务够评${starZh(star)}了。要不要申请，由您定。`],
    en: (star) => ['A star is in reach', `Your service reaches ${starEn(star)}. Whether you ask for it is up to you.`],
    link: '/me/stars',
  }),
  'star.asked': kind<Starred>({
    zh: (star) => ['有人申请评星', `申请${starZh(star)}，请审一审。`],
    en: (star) => ['A star is asked for', `${starEn(star)}: please review.`],
    link: '/desk/records?show=stars',
  }),
  'star.noticed': kind<Starred & { date: string }>({
    zh: (star) => ['评星开始公示', `${starZh(star)}，公示到 ${star.date}，满了再定。`],
    en: (star) => ['Your star is shown to everybody', `${starEn(star)}, until ${star.date}; then it is decided.`],
    link: '/me/stars',
  }),
  'star.objected': kind<Starred & { reason: string }>({
    zh: (star) => ['公示有异议', `${starZh(star)}：${sentence(star.reason)}`],
    en: (star) => ['A star is objected to', `${starEn(star)}: ${ended(star.reason)}`],
    link: '/desk/records?show=stars',
  }),
  'star.objection_answered': kind<{ reason: string }>({
    zh: ({ reason }) => ['您提的异议有答复了', sentence(reason)],
    en: ({ reason }) => ['Your objection is answered', ended(reason)],
    link: null,
  }),
  'star.granted': kind<Starred & { reason: string }>({
    zh: (star) => ['评上了', `您现在是${starZh(star)}，谢谢您。`],
    en: (star) => ['It is granted', `You now hold ${starEn(star)}. Thank you.`],
    link: '/me/stars',
    sms: true,
  }),
  'star.refused': kind<Starred & { reason: string }>({
    zh: (star) => ['这次没评上', `${starZh(star)}：${sentence(star.reason)}`],
    en: (star) => ['Not this time', `${starEn(star)}: ${ended(star.reason)}`],
    link: '/me/stars',
  }),
  'record.corrected': kind<Record & { reason: string }>({
    zh: ({ activity, date, reason }) => ['服务记录更正了', `${date}“${activity}”：${sentence(reason)}`],
    en: ({ activity, date, reason }) => ['A record was corrected', `${activity}, ${date}: ${ended(reason)}`],
    link: '/me/records',
  }),
  'record.kept': kind<Record & { reason: string }>({
    zh: ({ activity, date, reason }) => ['您提的记录看过了', `${date}“${activity}”没有改：${sentence(reason)}`],
    en: ({ activity, date, reason }) => ['We looked at your record', `${activity}, ${date}, stays: ${ended(reason)}`],
    link: '/me/records',
  }),
  'record.objected': kind<Record & { reason: string }>({
    zh: ({ activity, date, reason }) => ['有人说记录不对', `${date}“${activity}”：${sentence(reason)}`],
    en: ({ activity, date, reason }) => ['A record is objected to', `${activity}, ${date}: ${ended(reason)}`],
    link: '/desk/records?show=objections',
  }),
  'record.entry_waiting': kind<Record>({
    zh: ({ activity, date }) => ['有一条补记等着核', `${date}“${activity}”。`],
    en: ({ activity, date }) => ['A hand entry waits for approval', `${activity}, ${date}.`],
    link: '/desk/records',
  }),
  'certificate.batch_ready': kind<{ team: string; made: number; left: number }>({
    zh: ({ team, made, left }) => ['证明做好了', `${team} ${made} 份${left > 0 ? `，有 ${left} 人没开成` : ''}。`],
    en: ({ team, made, left }) => [
      'The certificates are made',
      `${team}: ${made}${left > 0 ? `, ${left} people were left out` : ''}.`,
    ],
    link: '/desk/records?show=certificates&batch=:id',
  }),
  'holding.expires': kind<{ name: Words; days: number; on: Date }>({
    zh: ({ name, days, on }, say) => [
      '有个证快到期了',
      `“${name.zh}”还有 ${days} 天，${say.date(on)} 到期。请换新的传上来。`,
    ],
    en: ({ name, days, on }, say) => [
      'A certificate runs out',
      `${name.en} runs out in ${days} days, on ${say.date(on)}. Please send the new one.`,
    ],
    link: '/me/volunteer',
    sms: true,
  }),
  'guardian.asked': kind<{ callName: string }>({
    zh: ({ callName }) => ['请您看一看', `${callName}想当志愿者，未满 18 岁，要您同意。`],
    en: ({ callName }) => [
      'Please have a look',
      `${callName} is under 18 and would like to volunteer; your consent is needed.`,
    ],
    link: '/guardian/:id',
    sms: true,
  }),
} as const
