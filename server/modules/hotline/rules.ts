// What a call is: its state from three moments, what an event of the call centre changes, how its signature is made.
import { createHmac } from 'node:crypto'
import { type CallEvent, type CallEventKind, type CallState, signedParts } from '@linbang/contract/calls'

export type Moments = {
  readonly rangAt: Date
  readonly answeredAt: Date | null
  readonly endedAt: Date | null
}

export const stateOf = ({ answeredAt, endedAt }: Moments): CallState => {
  if (answeredAt) return endedAt ? 'ended' : 'talking'
  return endedAt ? 'missed' : 'ringing'
}

const seconds = (from: Date, to: Date): number => Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000))

/** From the first ring until somebody answered, the caller gave up, or now. */
export const waitedSeconds = ({ rangAt, answeredAt, endedAt }: Moments, now: Date): number =>
  seconds(rangAt, answeredAt ?? endedAt ?? now)

export const talkedSeconds = ({ answeredAt, endedAt }: Moments, now: Date): number | null =>
  answeredAt ? seconds(answeredAt, endedAt ?? now) : null

const earlier = (one: Date, other: Date): Date => (one < other ? one : other)
const later = (one: Date, other: Date | null): Date => (other && other > one ? other : one)

/** Events may come late, twice and in any order: the moments are the same whatever the order. */
export const afterEvent = (call: Moments, event: CallEventKind, at: Date): Moments => {
  const { answeredAt, endedAt } = call
  const rangAt = earlier(call.rangAt, at)
  if (event === 'answered') {
    const answered = answeredAt ? earlier(answeredAt, at) : at
    return { rangAt, answeredAt: answered, endedAt: endedAt && later(answered, endedAt) }
  }
  if (event === 'hung_up' || event === 'missed') {
    const last = later(answeredAt ?? rangAt, endedAt ? later(at, endedAt) : at)
    return { rangAt, answeredAt, endedAt: last }
  }
  return { rangAt, answeredAt, endedAt }
}

type Signed = Omit<CallEvent, 'signature'>

/** The values that are signed, each on its own line; one that is left out is an empty line. */
const signedText = (event: Signed): string => signedParts.map((part) => String(event[part] ?? '')).join('\n')

export const signatureOf = (secret: string, event: Signed): string =>
  createHmac('sha256', secret).update(signedText(event)).digest('hex')

type Owed = { readonly tries: number }
/** After a try without an answer: at the end of the tries the caller counts as unreachable. */
export const afterTry = ({ tries }: Owed, most: number): 'again' | 'unreachable' =>
  tries + 1 >= most ? 'unreachable' : 'again'

/** A recording the call centre does not give after so many tries has failed. */
export const mostFetches = 6
