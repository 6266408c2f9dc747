// One step of a visit: sent now, or kept on the phone in its order with the moment it was done.
import { useState } from 'react'
import type { Endpoint } from '@linbang/contract/endpoint'
import { refresh } from '../../../kit/api.ts'
import type { Given } from '../../../kit/api.ts'
import { sendOrKeep } from '../../../kit/offline.ts'
import { Refused } from '../../../kit/refused.ts'
import { useSignedIn } from '../../../kit/session.tsx'

export const useStep = <E extends Endpoint>(endpoint: E, label: string, onDone?: () => void) => {
  const { personId } = useSignedIn()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused>()
  /** Rejects with what was refused, for a form that shows it. */
  const send = async (given: Given<E>) => {
    if (busy) return
    setBusy(true)
    setRefused(undefined)
    try {
      const sent = await sendOrKeep(endpoint, given, { personId, label })
      if ('answer' in sent) await refresh('/visits', '/requests', '/offers', '/records', '/me')
      onDone?.()
    } catch (error) {
      void refresh('/visits')
      throw error
    } finally {
      setBusy(false)
    }
  }
  const press = (given: Given<E>) => {
    send(given).catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error
      setRefused(error)
    })
  }
  return { press, send, busy, refused }
}
export type Step<E extends Endpoint> = Pick<ReturnType<typeof useStep<E>>, 'send' | 'busy'>
