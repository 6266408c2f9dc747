// What people are told about what they ordered in the exchange shop.
import type { Words } from '@linbang/contract/values'
import { kind } from './say.ts'

type Ordered = { reward: Words; points: number }

export const rewardKinds = {
  'reward.used': kind<Ordered>({
    zh: ({ reward, points }) => ['用掉了', `“${reward.zh}”已经给您了，用了 ${points} 分。不是您？请打热线。`],
    en: ({ reward, points }) => [
      'Used',
      `You were given ${reward.en} for ${points} points. Not you? Ring the hotline.`,
    ],
    link: '/me/orders/:id',
  }),
  'reward.lapsed': kind<Ordered>({
    zh: ({ reward, points }) => ['过了日子，积分退回', `“${reward.zh}”没来取，${points} 分已经退给您。`],
    en: ({ reward, points }) => ['Its time is over', `${reward.en} was not fetched; your ${points} points are back.`],
    link: '/me/orders/:id',
  }),
  'reward.called_off': kind<Ordered>({
    zh: ({ reward, points }) => ['换不成了，积分退回', `“${reward.zh}”社区取消了，${points} 分已经退给您。`],
    en: ({ reward, points }) => [
      'Called off',
      `The community called off ${reward.en}; your ${points} points are back.`,
    ],
    link: '/me/orders/:id',
    sms: true,
  }),
  'reward.not_brought': kind<Ordered>({
    zh: ({ reward }) => ['没人能送，请自己来取', `“${reward.zh}”给您留着，凭取货码来取，也可以取消。`],
    en: ({ reward }) => [
      'Nobody could bring it',
      `${reward.en} is kept for you: fetch it with your code, or call it off.`,
    ],
    link: '/me/orders/:id',
    sms: true,
  }),
}
