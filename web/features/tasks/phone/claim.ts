// 我来帮: says yes to what was asked or takes what is open, and goes to the visit it has become.
import { useLocation } from 'wouter'
import { acceptOffer, claimRequest } from '@linbang/contract/dispatch'
import type { Offer } from '@linbang/contract/dispatch'
import { useAct } from '../../../kit/act.ts'
import { textNow } from '../../../kit/text.ts'
import { toast } from '../../../ui/toast.tsx'
import { tasksText } from '../text.ts'

export const useClaim = () => {
  const [, go] = useLocation()
  const onDone = ({ visitId }: { visitId: string }) => {
    toast(textNow(tasksText).claimed)
    go(`/visits/${visitId}`)
  }
  const accept = useAct(acceptOffer, { onDone, refreshes: ['/requests', '/visits'] })
  const claim = useAct(claimRequest, { onDone, refreshes: ['/offers', '/visits'] })
  return {
    /** `staffPersonId`: who of an organisation goes; left out, whoever presses goes. */
    press: (
      { id, requestId, invited, organisationId }: Pick<Offer, 'id' | 'requestId' | 'invited' | 'organisationId'>,
      staffPersonId?: string,
    ) => {
      const body = staffPersonId ? { staffPersonId } : {}
      if (id && invited) accept.press({ params: { offerId: id }, body })
      else claim.press({ params: { requestId }, body: { ...body, ...(organisationId && { organisationId }) } })
    },
    busy: accept.busy || claim.busy,
    refused: accept.refused ?? claim.refused,
  }
}
