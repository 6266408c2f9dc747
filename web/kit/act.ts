// One act of a person: pressed once or five times, over a good or a bad line, it happens once.
import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Endpoint } from '@linbang/contract/endpoint'
import { call, newKey, refresh } from './api.ts'
import type { Answer, CallOptions, Given } from './api.ts'
import { Refused } from './refused.ts'

type Attempt = { given: string; key: string; occurredAt: Date }

/** The same input keeps its key and its moment until it has been answered for good. */
export const attemptOf = (last: Attempt | undefined, given: string): Attempt =>
  last?.given === given ? last : { given, key: newKey(), occurredAt: new Date() }

export type ActOptions<E extends Endpoint> = {
  readonly onDone?: (answer: Answer<E>) => void
  /** Paths shown elsewhere that change by this act; those of its own noun are refreshed always. */
  readonly refreshes?: readonly string[]
}

const firstPart = (path: string) => `/${path.split('/')[1] ?? ''}`
const ownPaths = (endpoint: Endpoint) => (firstPart(endpoint.path) === '/me' ? ['/me'] : [firstPart(endpoint.path)])

export const useAct = <E extends Endpoint>(endpoint: E, { onDone, refreshes = [] }: ActOptions<E> = {}) => {
  const last = useRef<Attempt>(undefined)
  const act = useMutation<Answer<E>, Error, Given<E>>({
    mutationFn: async (given) => {
      const attempt = attemptOf(last.current, JSON.stringify(given ?? {}))
      last.current = attempt
      try {
        const answer = await (call as (endpoint: E, given: Given<E>, options: CallOptions) => Promise<Answer<E>>)(
          endpoint,
          given,
          attempt,
        )
        last.current = undefined
        return answer
      } catch (error) {
        if (!(error instanceof Refused && error.passing)) last.current = undefined
        throw error
      }
    },
    onSuccess: (answer) => {
      void refresh(...ownPaths(endpoint), ...refreshes)
      onDone?.(answer)
    },
  })
  return {
    /** Resolves with the answer, rejects with `Refused`. A second press while busy is ignored by the Button. */
    send: (given: Given<E>) => act.mutateAsync(given),
    /** Same without a promise: the page shows `refused` or goes on in `onDone`. */
    press: (given: Given<E>) => act.mutate(given),
    busy: act.isPending,
    refused: act.error ?? undefined,
    done: act.data,
    reset: act.reset,
  }
}
