// The draft begins for whom the home page is acting.
import { useEffect } from 'react'
import { useSignedIn } from '../../../kit/session.tsx'
import { useActing } from '../../session/phone/acting.ts'
import { actingFor } from './ask-draft.ts'
import type { Change } from './ask-draft.ts'

export const useActingDraft = (change: Change) => {
  const acting = useActing(useSignedIn())
  const personId = acting?.mayAsk ? acting.personId : ''
  useEffect(() => change((draft) => actingFor(draft, personId)), [change, personId])
}
