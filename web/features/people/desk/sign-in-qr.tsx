// A printed QR that signs a person in once, handed over in person.
import { issueSignInLink } from '@linbang/contract/accounts'
import { useAct } from '../../../kit/act.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { QrCard } from '../../../ui/qr-card.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { peopleText } from '../text.ts'
import type { Doing } from './person-forms.tsx'

export const SignInQr = ({ person, onClose }: Doing) => {
  const t = useText(peopleText)
  const say = useSay()
  const issue = useAct(issueSignInLink)
  const made = issue.done
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.signInTitle}
      actions={
        made ? (
          <Button icon="printer" onClick={() => print()}>
            {t.print}
          </Button>
        ) : (
          <Button
            icon="qr"
            busy={issue.busy}
            onClick={() => issue.press({ params: { personId: person.id }, body: {} })}
          >
            {t.signInMake}
          </Button>
        )
      }
    >
      <p>{t.signInLine}</p>
      {issue.refused && <ErrorState error={issue.refused} />}
      {made && (
        <>
          <QrCard svg={made.qrSvg} label={t.signInTitle} title={t.signInScan(person.callName)} />
          <p className="lb-sm lb-soft">{t.signInUntil(say.dateTime(made.expiresAt))}</p>
        </>
      )}
    </Dialog>
  )
}
