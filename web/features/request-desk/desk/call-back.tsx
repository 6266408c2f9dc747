// Calling back: reached or not; when reached, how satisfied in five steps, solved, charged extra, their words.
import { useState } from 'react'
import { rateRequest, recordCall } from '@linbang/contract/ratings'
import type { Request } from '@linbang/contract/requests'
import { useAct } from '../../../kit/act.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { CheckBox, ChoiceList, FilterChips } from '../../../ui/choice.tsx'
import { Drawer } from '../../../ui/dialog.tsx'
import { Fault, TextArea } from '../../../ui/field.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { actText } from '../act-text.ts'
import { courseText } from '../course-text.ts'

type Answers = { satisfaction: string; solved: string; charged: boolean; words: string }
const steps = [5, 4, 3, 2, 1] as const

/** Who calls back asks for the person; the asker's own right to rate is another. */
const may = ({ can }: Pick<Request, 'can'>): boolean => can.callBack || can.rate

/** Two acts, the call and the rating: when the second fails only the second is tried again. */
const useCallBack = (request: Pick<Request, 'id' | 'can'>, onDone: () => void) => {
  const [called, setCalled] = useState(false)
  const call = useAct(recordCall, { refreshes: ['/call-backs'] })
  const rate = useAct(rateRequest, { refreshes: ['/call-backs', '/rectifications'] })
  const params = { requestId: request.id }
  const send = async (reached: boolean, { satisfaction, solved, charged, words }: Answers) => {
    if (!called) await call.send({ params, body: { reached, words } })
    setCalled(true)
    if (reached && may(request))
      await rate.send({
        params,
        body: { satisfaction: Number(satisfaction), solved: solved === 'yes', chargedExtra: charged, words },
      })
    onDone()
  }
  return { send, called, busy: call.busy || rate.busy, refused: rate.refused ?? call.refused }
}

export const CallBackDrawer = ({ request, onClose }: { readonly request: Request; readonly onClose: () => void }) => {
  const t = useText(actText)
  const [reached, setReached] = useState('yes')
  const [answers, setAnswers] = useState<Answers>({ satisfaction: '', solved: '', charged: false, words: '' })
  const [gap, setGap] = useState(false)
  const back = useCallBack(request, () => {
    toast(t.done)
    onClose()
  })
  const change = (part: Partial<Answers>) => setAnswers((before) => ({ ...before, ...part }))
  const rated = reached === 'yes' && may(request)
  const send = () => {
    const missing = rated && (answers.satisfaction === '' || answers.solved === '')
    setGap(missing)
    if (!missing) back.send(reached === 'yes', answers).catch(() => undefined)
  }
  return (
    <Drawer open onClose={onClose} title={t.verbs.callBack}>
      <p className="lb-soft">{t.lines.callBack}</p>
      {back.called && back.refused && (
        <Note tone="warn" icon="info">
          {t.call.rateNow}
        </Note>
      )}
      {back.refused && <ErrorState error={back.refused} />}
      <div className="lb-field">
        <span className="lb-field-label">{t.call.reached}</span>
        <FilterChips
          label={t.call.reached}
          options={[
            { value: 'yes', title: t.call.yes },
            { value: 'no', title: t.call.no },
          ]}
          chosen={[reached]}
          onChoose={setReached}
        />
      </div>
      {rated && <Questions answers={answers} onChange={change} />}
      <TextArea
        name="words"
        label={rated ? t.call.said : t.call.words}
        optional
        value={answers.words}
        maxLength={500}
        onChange={(event) => change({ words: event.target.value })}
      />
      {gap && <Fault text={t.call.choose} />}
      <div className="lb-row">
        <Button icon="check" busy={back.busy} onClick={send}>
          {reached === 'yes' ? t.call.saveReached : t.call.saveMissed}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t.back}
        </Button>
      </div>
    </Drawer>
  )
}

const Questions = ({
  answers,
  onChange,
}: {
  readonly answers: Answers
  readonly onChange: (part: Partial<Answers>) => void
}) => {
  const t = useText(actText)
  const course = useText(courseText)
  return (
    <>
      <ChoiceList
        name="satisfaction"
        legend={t.call.satisfaction}
        value={answers.satisfaction}
        onChoose={(satisfaction) => onChange({ satisfaction })}
        options={steps.map((step) => ({ value: String(step), title: course.satisfaction[step] }))}
      />
      <div className="lb-field">
        <span className="lb-field-label">{t.call.solved}</span>
        <FilterChips
          label={t.call.solved}
          options={[
            { value: 'yes', title: t.call.solvedYes },
            { value: 'no', title: t.call.solvedNo },
          ]}
          chosen={[answers.solved]}
          onChoose={(solved) => onChange({ solved })}
        />
      </div>
      <CheckBox
        name="charged"
        label={t.call.charged}
        help={t.call.chargedHelp}
        framed
        checked={answers.charged}
        onChoose={(charged) => onChange({ charged })}
      />
    </>
  )
}
