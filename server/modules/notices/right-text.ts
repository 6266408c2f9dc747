// Messages about rights: a demand about one's data and its answer, a consent taken back, time given out.
import type { Words } from '@linbang/contract/values'
import { kind } from './say.ts'
import { worded } from './staff-text.ts'

const rights: Readonly<Record<string, Words>> = {
  view: { zh: '查阅自己的资料', en: 'to see their data' },
  copy: { zh: '复制自己的资料', en: 'a copy of their data' },
  correct: { zh: '更正资料', en: 'to have their data corrected' },
  erase: { zh: '删除资料', en: 'to have their data erased' },
  withdraw: { zh: '收回同意', en: 'to withdraw a consent' },
  close: { zh: '注销账号', en: 'to close their account' },
  move: { zh: '改住址', en: 'to change their home' },
}

export const rightKinds = {
  'right.asked': kind<{ right: string; callName: string; on: Date }>({
    zh: ({ right, callName, on }, say) => [
      '有一件个人信息请求',
      `${callName}要${worded(rights, right, 'zh')}，${say.date(on)}前答复。`,
    ],
    en: ({ right, callName, on }, say) => [
      'A demand about personal data',
      `${callName}: ${worded(rights, right, 'en')}; answer by ${say.date(on)}.`,
    ],
    link: '/desk/rights',
  }),
  'right.due': kind<{ right: string; callName: string; on: Date }>({
    zh: ({ right, callName, on }, say) => [
      '个人信息请求快到期了',
      `${callName}要${worded(rights, right, 'zh')}，${say.date(on)}前必须答复。`,
    ],
    en: ({ right, callName, on }, say) => [
      'A demand about personal data is due',
      `${callName}: ${worded(rights, right, 'en')}; must be answered by ${say.date(on)}.`,
    ],
    link: '/desk/rights',
  }),
  'right.answered': kind<{ right: string; outcome: string; answer: string }>({
    zh: ({ right, outcome, answer }) => [
      outcome === 'granted' ? '您的请求办好了' : '您的请求没有办成',
      `${worded(rights, right, 'zh')}${answer ? `：${answer}` : ''}`,
    ],
    en: ({ right, outcome, answer }) => [
      outcome === 'granted' ? 'Done as you asked' : 'Not done as you asked',
      `${worded(rights, right, 'en')}${answer ? `: ${answer}` : ''}`,
    ],
    link: '/me/rights',
    sms: true,
  }),
  'guardian.withdrew': kind<{ callName: string }>({
    zh: ({ callName }) => ['监护人收回了同意', `${callName}，先不再给您安排事，说好的事已退回。`],
    en: ({ callName }) => [
      'Your guardian took the consent back',
      `${callName}, you are not asked any more; what you promised was given back.`,
    ],
    link: '/me/volunteer',
  }),
  'ledger.granted': kind<{ minutes: number; reason: string }>({
    zh: ({ minutes, reason }) => [
      '社区给您存了时间',
      `${minutes} 分钟，可以请邻居来帮忙。原因：${reason.replace(/[。.]+$/, '')}。`,
    ],
    en: ({ minutes, reason }) => [
      'The community has given you time',
      `${minutes} minutes, to be spent on being helped. ${reason.replace(/[。.]+$/, '')}.`,
    ],
    link: '/me/points',
  }),
} as const
