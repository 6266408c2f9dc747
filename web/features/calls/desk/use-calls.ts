// What rings and what I speak on, fresh within moments of the live stream.
import { useQuery } from '@tanstack/react-query'
import { listCallsNow } from '@linbang/contract/calls'
import type { Call } from '@linbang/contract/calls'
import { query } from '../../../kit/api.ts'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'

type Now = { readonly ringing: readonly Call[]; readonly mine: Call | undefined }

export const useCallsNow = (): Now => {
  const me = useSignedIn()
  const { data } = useQuery({ ...query(listCallsNow), enabled: mayDo(me, 'calls.take'), refetchInterval: 5_000 })
  const items = data?.items ?? []
  return {
    // who waits longest first
    ringing: items.filter(({ state }) => state === 'ringing').toReversed(),
    mine: items.find(({ state, agentId }) => state === 'talking' && agentId === me.personId),
  }
}

/** 4:07 */
export const clockOf = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.max(0, Math.floor(seconds % 60))).padStart(2, '0')}`

export const secondsSince = (at: Date, now: Date): number => Math.max(0, (now.getTime() - at.getTime()) / 1000)
