// What I agreed to, by purpose, with its text; agreeing and withdrawing are one press each.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type * as z from 'zod/mini'
import { giveConsent, listMyConsents } from '@linbang/contract/consents'
import type { ConsentRow } from '@linbang/contract/consents'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ErrorState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { meText } from '../text.ts'
import './me.css'

type Row = z.output<typeof ConsentRow>

const ConsentCard = ({ row }: { readonly row: Row }) => {
  const t = useText(meText)
  const say = useSay()
  const words = useWords()
  const [asking, setAsking] = useState(false)
  const purpose = t.purposes[row.purpose]
  const act = useAct(giveConsent, {
    onDone: () => {
      setAsking(false)
      toast(t.consentDone)
    },
  })
  const press = (given: boolean) => act.press({ body: { purpose: row.purpose, version: row.current.version, given } })
  const state = row.at === null ? t.notGiven : row.given ? t.given(say.date(row.at)) : t.withdrawn(say.date(row.at))
  return (
    <Card label={purpose}>
      <div className="lb-me-item">
        <div className="lb-grow">
          <b>{purpose}</b>
          <p className="lb-sm lb-soft">{state}</p>
        </div>
        {row.given ? (
          <Button kind="secondary" aria-label={t.withdrawOf(purpose)} onClick={() => setAsking(true)}>
            {t.withdraw}
          </Button>
        ) : (
          <Button kind="secondary" busy={act.busy} aria-label={t.giveOf(purpose)} onClick={() => press(true)}>
            {t.give}
          </Button>
        )}
      </div>
      {act.refused && <ErrorState error={act.refused} />}
      <details className="lb-me-text">
        <summary>{t.readText}</summary>
        <p className="lb-text-lines">{words(row.current)}</p>
      </details>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t.withdrawTitle(purpose)}
        actions={
          <>
            <Button kind="secondary" onClick={() => setAsking(false)}>
              {t.withdrawKeep}
            </Button>
            <Button kind="danger" busy={act.busy} onClick={() => press(false)}>
              {t.withdraw}
            </Button>
          </>
        }
      >
        <p>{row.purpose === 'privacy' ? t.withdrawPrivacy : t.withdrawLine}</p>
      </Dialog>
    </Card>
  )
}

export const ConsentsPage = () => {
  const t = useText(meText)
  const consents = useQuery(query(listMyConsents))
  return (
    <ResidentPage title={t.consentsTitle} back="/me">
      <p className="lb-soft">{t.consentsIntro}</p>
      <Loaded from={consents}>
        {({ items }) => (
          <>
            {items.map((row) => (
              <ConsentCard key={row.purpose} row={row} />
            ))}
          </>
        )}
      </Loaded>
    </ResidentPage>
  )
}
