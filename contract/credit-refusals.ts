// What people read when the ledger or the exchange shop says no, in both languages.
import type { ErrorCode } from './errors.ts'
import type { Words } from './values.ts'

export const creditRefusals = {
  'ledger.not_enough': { zh: '余额不够，请换一种方式', en: 'The balance is too small; please choose another way' },
  'ledger.reversed_already': { zh: '这一笔已经冲回过', en: 'This was reversed already' },
  'grant.decided': { zh: '这一批已经办过了', en: 'This batch has been decided already' },
  'grant.second_person': {
    zh: '提出的人不能自己批，请另一位负责人批',
    en: 'Whoever proposed it cannot approve it; please ask another lead',
  },
  'settlement.not_offered': {
    zh: '这项服务不能这样付，请换一种付法',
    en: 'It cannot be paid for that way; please choose another',
  },
  'reward.not_now': { zh: '现在还不能换，请看换的时间', en: 'Not at this time; please see when it can be had' },
  'reward.sold_out': { zh: '换完了，请看看别的', en: 'Nothing is left; please look at something else' },
  'reward.limit': { zh: '每人能换的您已经换满了', en: 'You have had as many as one person may' },
  'reward.one_at_a_time': {
    zh: '券一次换一张，要几张就换几次',
    en: 'One voucher at a time; please order again for another',
  },
  'reward.not_brought': { zh: '这一样不送上门，请自己去取', en: 'It is not brought home; please fetch it yourself' },
  'reward.window_wrong': { zh: '结束要比开始晚', en: 'The end must be later than the start' },
  'reward.stock_short': { zh: '没有这么多可以减，请看还剩多少', en: 'There are not so many to take away' },
  'reward.wrong_code': { zh: '没有这个码，请再看看', en: 'There is no such code; please look again' },
  'reward.other_shop': {
    zh: '这张是别处用的，请看上面写的地方',
    en: 'It is for another place; please see what it says',
  },
  'reward.shown': { zh: '刚给店里看过，一小时后才能取消', en: 'It was just shown to a shop; please wait an hour' },
  'reward.shown_too_long': {
    zh: '给店里看过的码满一小时了，请客人再亮一次',
    en: 'It was shown more than an hour ago; please have it shown again',
  },
  'reward.in_request': { zh: '这张券正在付一次上门服务', en: 'This voucher pays for a visit that is under way' },
  'reward.reviewed': { zh: '这一件已经有人看过了', en: 'Somebody has looked at this already' },
  'reward.used': { zh: '这张已经用过了', en: 'It was used already' },
  'reward.ended': { zh: '这张已经取消或过期', en: 'It was called off or its time is over' },
} as const satisfies Partial<Record<ErrorCode, Words>>
