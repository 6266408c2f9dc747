// By which ways a message goes, one after the other: what is set up and known, in the order the person wishes.
import type { MessageWay } from '@linbang/contract/messages'
import type { OutwardWay } from '../../kit/gateways.ts'

/** Without a wish: SMS first, then what else the person has given; a call only when they chose it or a life may depend on it. */
const usual: readonly OutwardWay[] = ['sms', 'wechat', 'mail']
const all: readonly OutwardWay[] = ['sms', 'wechat', 'mail', 'voice']

export type Wish = {
  readonly ways: readonly MessageWay[]
  readonly quietFrom: string | null
  readonly quietTo: string | null
  readonly digest: boolean
}

/** P0 goes by every way at once, whatever was wished (rules.md §2: quiet hours never for P0). */
export const chainOf = (known: ReadonlySet<OutwardWay>, wish: Wish | null, urgent: boolean): OutwardWay[] => {
  const order: readonly MessageWay[] = urgent ? all : (wish?.ways ?? usual)
  return order.filter((way): way is OutwardWay => way !== 'push' && known.has(way))
}

export const wantsPush = (wish: Wish | null, urgent: boolean): boolean =>
  urgent || wish === null || wish.ways.includes('push')

/** The next way that was not tried yet. */
export const nextWay = (chain: readonly OutwardWay[], tried: readonly string[]): OutwardWay | undefined =>
  chain.find((way) => !tried.includes(way))

export type Load = {
  readonly urgent: boolean
  /** The person must answer it. */
  readonly answers: boolean
  readonly sentToday: number
  readonly mostADay: number
}

/** Kept for the summary of the day: what is not urgent, needs no answer, and is too much or was wished together. */
export const waitsForDigest = (wish: Wish | null, { urgent, answers, sentToday, mostADay }: Load): boolean =>
  !urgent && !answers && (wish?.digest === true || sentToday >= mostADay)

/** `a•••@example.org` */
export const maskMail = (address: string): string => {
  const [name = '', domain = ''] = address.split('@')
  return `${name.slice(0, 1)}•••@${domain}`
}
