// Is the person at my door the one who was announced: badge number by camera or by hand, and 来的人不对 when not.
import { useRef, useState } from 'react'
import type { ChangeEvent } from 'react'
import type { HelperCard } from '@linbang/contract/requests'
import { scanBadge, wrongPerson } from '@linbang/contract/visits'
import { useAct } from '../../../kit/act.ts'
import { useInstallation } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { Sheet } from '../../../ui/dialog.tsx'
import { Fault, TextField } from '../../../ui/field.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { verdictText } from '../verdict-text.ts'

type Detector = { readonly detect: (image: ImageBitmap) => Promise<readonly { readonly rawValue: string }[]> }
type DetectorMaker = new (options: { readonly formats: readonly string[] }) => Detector
const detectorOf = (): DetectorMaker | undefined => (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector

/** Typed: a number in capitals. Scanned: the address ends with the number and the mark of the moment. */
const numberIn = (text: string): string | undefined =>
  /[A-Z0-9-]{4,20}\.[\w-]{16,40}$/.exec(text.trim())?.[0] ?? /[A-Z0-9-]{4,20}$/.exec(text.trim().toUpperCase())?.[0]

const readCode = async (file: Blob): Promise<string | undefined> => {
  const Maker = detectorOf()
  if (!Maker) return undefined
  try {
    const [found] = await new Maker({ formats: ['qr_code'] }).detect(await createImageBitmap(file))
    return found && numberIn(found.rawValue)
  } catch {
    return undefined
  }
}

const Scan = ({
  onFound,
  onNothing,
}: {
  readonly onFound: (number: string) => void
  readonly onNothing: () => void
}) => {
  const verdict = useText(verdictText)
  const camera = useRef<HTMLInputElement>(null)
  if (!detectorOf()) return null
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    const number = file && (await readCode(file))
    if (number) onFound(number)
    else if (file) onNothing()
  }
  return (
    <>
      <Button kind="secondary" icon="qr" wide onClick={() => camera.current?.click()}>
        {verdict.badgeScan}
      </Button>
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={verdict.badgeScan}
        onChange={(event) => void take(event)}
      />
    </>
  )
}

const Answer = ({
  ours,
  expected,
  old,
}: {
  readonly ours: boolean
  readonly expected: boolean
  readonly old: boolean
}) => {
  const verdict = useText(verdictText)
  const hotline = useInstallation()?.hotline
  return (
    <div role="status" className="lb-stack">
      <Note tone={expected ? 'success' : ours ? 'warn' : 'danger'} icon={expected ? 'checkc' : 'warn'}>
        {expected ? verdict.badgeExpected : ours ? verdict.badgeOther : verdict.badgeNot}
      </Note>
      {expected && old && (
        <Note tone="warn" icon="clock">
          {verdict.badgeOld}
        </Note>
      )}
      {!expected && hotline && (
        <ButtonLink kind="danger" icon="phone" wide href={`tel:${hotline}`}>
          {hotline}
        </ButtonLink>
      )}
    </div>
  )
}

export const BadgeSheet = ({
  visitId,
  helper,
  onClose,
}: {
  readonly visitId: string
  readonly helper: HelperCard
  readonly onClose: () => void
}) => {
  const verdict = useText(verdictText)
  const [typed, setTyped] = useState('')
  const [unread, setUnread] = useState(false)
  const check = useAct(scanBadge, { refreshes: ['/requests'] })
  const [scanned, setScanned] = useState(false)
  const send = (number: string) => {
    setUnread(false)
    const badgeNumber = numberIn(number)
    setScanned(badgeNumber?.includes('.') ?? false)
    if (badgeNumber) check.press({ params: { visitId }, body: { badgeNumber } })
    else setUnread(true)
  }
  return (
    <Sheet open onClose={onClose} title={verdict.badgeTitle}>
      <div className="lb-requests-badge">
        <Portrait seed={helper.personId} cap size={5} />
        <b>{helper.callName}</b>
        <span className="lb-soft">{helper.badgeNumber ? verdict.badgeNumber : verdict.badgeNone}</span>
        {helper.badgeNumber && <span className="lb-num lb-strong">{helper.badgeNumber}</span>}
      </div>
      <p>{verdict.badgeLine}</p>
      <Scan onFound={send} onNothing={() => setUnread(true)} />
      <form
        className="lb-stack"
        onSubmit={(event) => {
          event.preventDefault()
          send(typed)
        }}
      >
        <TextField
          name="badgeNumber"
          label={verdict.badgeCheck}
          hint={verdict.badgeCheckHint}
          autoCapitalize="characters"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {unread && <Fault text={verdict.badgeScanBad} />}
        <Button type="submit" wide busy={check.busy}>
          {verdict.badgeGo}
        </Button>
      </form>
      {check.refused && <ErrorState error={check.refused} />}
      {check.done && <Answer {...check.done} old={scanned && !check.done.fresh} />}
    </Sheet>
  )
}

export const WrongPersonSheet = ({ visitId, onClose }: { readonly visitId: string; readonly onClose: () => void }) => {
  const verdict = useText(verdictText)
  const act = useAct(wrongPerson, {
    refreshes: ['/requests'],
    onDone: () => {
      toast(verdict.wrongDone)
      onClose()
    },
  })
  return (
    <Sheet open onClose={onClose} title={verdict.wrongTitle}>
      <p>{verdict.wrongLine}</p>
      {act.refused && <ErrorState error={act.refused} />}
      <Button
        kind="danger"
        size="lg"
        icon="warn"
        wide
        busy={act.busy}
        onClick={() => act.press({ params: { visitId }, body: {} })}
      >
        {verdict.wrongGo}
      </Button>
    </Sheet>
  )
}
