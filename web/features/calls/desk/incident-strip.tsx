// At the agent's desk: what many call about now, the words to read out, and one key that joins the call.
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { joinIncident, listIncidents } from '@linbang/contract/incidents'
import type { Incident } from '@linbang/contract/incidents'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { toast } from '../../../ui/toast.tsx'
import { incidentText } from '../incident-text.ts'

type Props = { readonly callId: string; readonly personId: string }

export const IncidentStrip = (props: Props) => {
  const { data } = useQuery(query(listIncidents))
  return data?.items.map((one, place) => <Joining key={one.id} one={one} byKey={place === 0} {...props} />)
}

const Joining = ({ one, byKey, callId, personId }: Props & { readonly one: Incident; readonly byKey: boolean }) => {
  const t = useText(incidentText)
  const say = useSay()
  const { press, busy, refused } = useAct(joinIncident, {
    refreshes: ['/calls', '/requests'],
    onDone: ({ number }) => toast(t.joined(number)),
  })
  const join = useCallback(
    () => press({ params: { incidentId: one.id }, body: { callId, ...(personId && { forPersonId: personId }) } }),
    [press, one.id, callId, personId],
  )
  useEffect(() => {
    if (!byKey) return undefined
    const hear = (event: KeyboardEvent) => {
      if (event.key !== 'F4' || event.altKey || event.ctrlKey) return
      event.preventDefault()
      join()
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [byKey, join])
  return (
    <Note
      icon="users"
      tone="warn"
      title={`${one.title} · ${t.count(say.number(one.requests))}`}
      action={
        <Button kind="secondary" size="sm" busy={busy} onClick={join}>
          {t.join} {byKey && <kbd className="lb-intake-key">{t.joinKey}</kbd>}
        </Button>
      }
    >
      {`${t.read}：${one.callerWords}`}
      {refused && <RefusalLines error={refused} />}
    </Note>
  )
}
