// Words that speak of danger to life or property interrupt: call first, one tap dials; then one may go on.
import { useState } from 'react'
import { checkWords } from '@linbang/contract/catalog'
import { call } from '../../../kit/api.ts'
import { Refused } from '../../../kit/refused.ts'
import { useInstallation } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { talkText } from '../talk-text.ts'

export type Rescue = '120' | '119' | '110'

/** Asks the server about the words; without a line nobody is held up. */
const dangerOf = async (text: string): Promise<Rescue | undefined> => {
  if (text.trim() === '') return undefined
  try {
    return (await call(checkWords, { body: { text } })).call ?? undefined
  } catch (error) {
    if (error instanceof Refused) return undefined
    throw error
  }
}

/** `check(text)` resolves true when one may go on at once; otherwise the dialog asks, and `onGoOn` is called later. */
export const useDanger = () => {
  const [asking, setAsking] = useState<{ number: Rescue; goOn: () => void }>()
  const [seen, setSeen] = useState('')
  const guard = async (text: string, goOn: () => void) => {
    const number = text === seen ? undefined : await dangerOf(text)
    setSeen(text)
    if (number) setAsking({ number, goOn })
    else goOn()
  }
  const dialog = asking && (
    <DangerDialog
      number={asking.number}
      onGoOn={() => {
        setAsking(undefined)
        asking.goOn()
      }}
      onClose={() => setAsking(undefined)}
    />
  )
  return { guard, dialog }
}

const DangerDialog = ({
  number,
  onGoOn,
  onClose,
}: {
  readonly number: Rescue
  readonly onGoOn: () => void
  readonly onClose: () => void
}) => {
  const talk = useText(talkText)
  const hotline = useInstallation()?.hotline
  return (
    <Dialog open onClose={onClose} title={talk.danger[number]}>
      <p>{talk.dangerLine}</p>
      <ButtonLink kind="danger" size="lg" icon="phone" wide href={`tel:${number}`}>
        {talk.dangerCall[number]}
      </ButtonLink>
      {hotline && (
        <ButtonLink kind="secondary" size="lg" icon="headset" wide href={`tel:${hotline}`}>
          {talk.dangerCommunity}
        </ButtonLink>
      )}
      <Button kind="quiet" wide onClick={onGoOn}>
        {talk.dangerNot}
      </Button>
    </Dialog>
  )
}
