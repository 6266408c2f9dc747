// How accounts that belong to nobody in particular are called.
import type { Locale } from '@linbang/contract/values'
import type { LedgerAccountKind } from '../../kit/tables.ts'

const names = {
  issuing: { zh: '服务发放', en: 'Issued for service' },
  person: { zh: '居民', en: 'Resident' },
  team: { zh: '队伍', en: 'Team' },
  pool: { zh: '公共时间池', en: 'Public pool' },
  shop: { zh: '兑换商店', en: 'Exchange shop' },
  donation: { zh: '捐赠', en: 'Donations' },
  expiry: { zh: '到期', en: 'Expired' },
} as const satisfies Record<LedgerAccountKind, { zh: string; en: string }>

export const accountName = (kind: LedgerAccountKind, locale: Locale): string =>
  names[kind][locale === 'en' ? 'en' : 'zh']

const gifts = {
  pool: { zh: '捐给公共时间池', en: 'Given to the public pool' },
  team: { zh: '捐给队伍', en: 'Given to the team' },
  donation: { zh: '捐出', en: 'Given away' },
} as const

export const giftWords = (to: keyof typeof gifts, locale: Locale): string => gifts[to][locale === 'en' ? 'en' : 'zh']
