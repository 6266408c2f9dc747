// What the person helped says: done or not, three faces, whether anything was taken, and 有问题，找社区.
import { useState } from 'react'
import { complain, rateRequest } from '@linbang/contract/ratings'
import { reopenRequest } from '@linbang/contract/request-verbs'
import type { Request } from '@linbang/contract/requests'
import { useAct } from '../../../kit/act.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { CheckBox, ChoiceList } from '../../../ui/choice.tsx'
import { Sheet } from '../../../ui/dialog.tsx'
import { Fault, TextArea } from '../../../ui/field.tsx'
import { RatingFaces } from '../../../ui/rating.tsx'
import type { Face } from '../../../ui/rating.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { verdictText } from '../verdict-text.ts'

/** Faces first; the rest opens once one is chosen. */
export const RatingCard = ({ request }: { readonly request: Request }) => {
  const verdict = useText(verdictText)
  const [face, setFace] = useState<Face>()
  const [charged, setCharged] = useState('no')
  const [words, setWords] = useState('')
  const [callMe, setCallMe] = useState(false)
  const act = useAct(rateRequest, { onDone: () => toast(verdict.confirmed) })
  const send = () => {
    if (!face) return
    act.press({
      params: { requestId: request.id },
      body: {
        satisfaction: face,
        solved: true,
        chargedExtra: charged === 'yes',
        callMe,
        ...(words.trim() && { words: words.trim() }),
      },
    })
  }
  return (
    <Card label={verdict.rateTitle}>
      <div className="lb-stack">
        <RatingFaces legend={verdict.rateTitle} value={face} onChoose={setFace} />
        {face && (
          <>
            <ChoiceList
              name="charged"
              legend={verdict.rateCharged}
              options={[
                { value: 'no', title: verdict.no },
                { value: 'yes', title: verdict.yes, help: verdict.chargedLine },
              ]}
              value={charged}
              onChoose={setCharged}
            />
            <TextArea
              name="words"
              label={verdict.rateWords}
              optional
              rows={2}
              maxLength={1000}
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
            {(face === 2 || charged === 'yes') && (
              <CheckBox name="callMe" label={verdict.callMe} framed checked={callMe} onChoose={setCallMe} />
            )}
            {act.refused && <ErrorState error={act.refused} />}
            <Button wide size="lg" busy={act.busy} onClick={send}>
              {verdict.rateGo}
            </Button>
          </>
        )}
      </div>
    </Card>
  )
}

type SheetProps = { readonly request: Request; readonly onClose: () => void }

export const NotDoneSheet = ({ request, onClose }: SheetProps) => {
  const verdict = useText(verdictText)
  const [why, setWhy] = useState('')
  const [empty, setEmpty] = useState(false)
  const act = useAct(reopenRequest, { onDone: onClose })
  const send = () => {
    setEmpty(why.trim() === '')
    if (why.trim() !== '')
      act.press({ params: { requestId: request.id }, body: { version: request.version, why: why.trim() } })
  }
  return (
    <Sheet open onClose={onClose} title={verdict.notDoneTitle}>
      <TextArea
        name="why"
        label={verdict.notDoneTitle}
        hideLabel
        hint={verdict.notDoneHint}
        maxLength={500}
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
      {empty && <Fault text={verdict.notDoneHint} />}
      {act.refused && <ErrorState error={act.refused} />}
      <Button wide size="lg" busy={act.busy} onClick={send}>
        {verdict.notDoneGo}
      </Button>
    </Sheet>
  )
}

export const ComplaintSheet = ({ request, onClose }: SheetProps) => {
  const verdict = useText(verdictText)
  const [words, setWords] = useState('')
  const [empty, setEmpty] = useState(false)
  const act = useAct(complain, {
    onDone: () => {
      toast(verdict.complained)
      onClose()
    },
  })
  const send = () => {
    setEmpty(words.trim() === '')
    if (words.trim() !== '') act.press({ params: { requestId: request.id }, body: { words: words.trim() } })
  }
  return (
    <Sheet open onClose={onClose} title={verdict.complain}>
      <TextArea
        name="complaint"
        label={verdict.complainTitle}
        hint={verdict.complainHint}
        maxLength={1000}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {empty && <Fault text={verdict.complainTitle} />}
      {act.refused && <ErrorState error={act.refused} />}
      <Button wide size="lg" busy={act.busy} onClick={send}>
        {verdict.complainGo}
      </Button>
    </Sheet>
  )
}
