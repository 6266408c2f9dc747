// The guardian of a volunteer of 14 to 17 reads and agrees, and takes it back as easily.
import { useQuery } from '@tanstack/react-query'
import { listMyConsents } from '@linbang/contract/consents'
import { agreeAsGuardian } from '@linbang/contract/volunteers'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { EmptyState, ErrorState, Loaded } from '../../../ui/states.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { volunteersText } from '../text.ts'
import './volunteers.css'

export const GuardianPage = ({ params }: { readonly params: { readonly volunteerId: string } }) => {
  const t = useText(volunteersText)
  const words = useWords()
  const consents = useQuery(query(listMyConsents))
  const act = useAct(agreeAsGuardian, { refreshes: ['/me'] })
  const row = consents.data?.items.find(({ purpose }) => purpose === 'guardian')
  const text = row?.current
  const agreed = row?.given === true && row.version === text?.version
  const press = () => text && act.press({ params, body: { version: text.version, given: !agreed } })
  return (
    <ResidentPage
      title={t.guardianTitle}
      back="/"
      foot={
        !act.done && (
          <Button size="lg" wide kind={agreed ? 'danger' : 'main'} busy={act.busy} onClick={press}>
            {agreed ? t.guardianWithdraw : t.guardianAgree}
          </Button>
        )
      }
    >
      {act.done ? (
        <EmptyState action={<ButtonLink href="/">{t.toHome}</ButtonLink>}>
          {agreed ? t.guardianDone : t.guardianWithdrawn}
        </EmptyState>
      ) : (
        <>
          <p>{agreed ? t.guardianAgreed : t.guardianLine}</p>
          {act.refused && <ErrorState error={act.refused} onRetry={press} />}
          <Loaded from={consents} shape="page">
            {() => <Card>{text && <p className="lb-volunteers-text">{words(text)}</p>}</Card>}
          </Loaded>
          <p className="lb-sm lb-soft">{agreed ? t.guardianWithdrawLine : t.guardianNo}</p>
        </>
      )}
    </ResidentPage>
  )
}
