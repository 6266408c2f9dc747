// What is said about an e-mail address before messages go there, and in the summary of a day.
import type { Locale, Words } from '@linbang/contract/values'
import { kind } from './say.ts'

const page = {
  en: {
    title: 'Messages by e-mail',
    line: 'Somebody gave this address so that messages of the community go there. Is it you?',
    confirm: 'Yes, send them here',
    done: 'Confirmed',
    doneLine: 'Messages can go to this address from now on. You change that under Me, Messages.',
    expired: 'This link is too old',
    expiredLine: 'Give the address once more under Me, Messages.',
    unknown: 'This link opens nothing',
    unknownLine: 'Perhaps the address was changed. If you did not give it, you need do nothing.',
  },
  'zh-CN': {
    title: '用邮箱收消息',
    line: '有人留下这个邮箱，要在这里收社区的消息。是您本人吗？',
    confirm: '是我，发到这里',
    done: '确认好了',
    doneLine: '以后消息可以发到这个邮箱。要改，在“我的 · 怎么收消息”。',
    expired: '这个链接过期了',
    expiredLine: '请在“我的 · 怎么收消息”里再填一次邮箱。',
    unknown: '这个链接打不开',
    unknownLine: '可能邮箱已经改过。不是您留的，不用管它。',
  },
}
export const mailWords = (locale: Locale) => page[locale]

export const mailKinds = {
  'contact.confirm_mail': kind<Record<never, never>>({
    zh: () => ['确认邮箱', '点开下面的链接，以后社区的消息也发到这个邮箱。不是您留的，不用管它。'],
    en: () => [
      'Confirm your address',
      'Open the link to get messages at this address. If you did not give it, do nothing.',
    ],
    link: '/me/messages',
    answersAt: '/m/:key',
    only: 'mail',
  }),
  'notices.digest': kind<{ count: number; titles: Words }>({
    zh: ({ count, titles }) => ['今天的消息', `还有 ${count} 条没看：${titles.zh}。点开就能看。`],
    en: ({ count, titles }) => ['Messages of the day', `${count} not read yet: ${titles.en}.`],
    link: '/notices',
    sms: true,
    always: true,
  }),
} as const
