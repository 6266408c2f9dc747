// Sending a request: over a good line it leads to its tracking page, without one it waits on the phone and the page says so.
import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { openRequest } from '@linbang/contract/requests'
import type { NewRequest } from '@linbang/contract/requests'
import { refresh } from '../../../kit/api.ts'
import { sendOrKeep } from '../../../kit/offline.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { askText } from '../ask-text.ts'
import { forgetAsk } from './ask-draft.ts'

export const useSend = () => {
  const t = useText(askText)
  const me = useSignedIn()
  const [, go] = useLocation()
  const [state, setState] = useState<{ busy: boolean; kept?: true; refused?: unknown }>({ busy: false })
  const sending = useRef(false)
  const send = async (request: NewRequest, label: string) => {
    if (sending.current) return
    sending.current = true
    setState({ busy: true })
    try {
      const sent = await sendOrKeep(openRequest, { body: request }, { personId: me.personId, label: t.outbox(label) })
      forgetAsk()
      if ('answer' in sent) {
        void refresh('/requests', '/series')
        go(`/requests/${sent.answer.id}`, { replace: true })
      } else setState({ busy: false, kept: true })
    } catch (refused) {
      setState({ busy: false, refused })
    } finally {
      sending.current = false
    }
  }
  return { go: send, ...state }
}
