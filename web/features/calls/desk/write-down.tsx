// The right of the agent's desk: what they say, what it seems to be, one key saves it and somebody is looked for. Several requests may come of one call.
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import * as z from 'zod/mini'
import type { Suggestion } from '@linbang/contract/catalog'
import { getCallWork, openCallRequest, undoCallRequest } from '@linbang/contract/call-desk'
import { Line } from '@linbang/contract/values'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Fault, TextArea } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { DangerBar, useDangerIn } from '../../intake/desk/danger.tsx'
import { missingIn, requestFrom } from '../../intake/desk/draft.ts'
import type { IntakeDraft } from '../../intake/desk/draft.ts'
import { Need } from '../../intake/desk/need.tsx'
import { useSuggestions } from '../../intake/desk/suggestion.tsx'
import { intakeText } from '../../intake/text.ts'
import { hotlineText } from '../hotline-text.ts'

type Props = {
  readonly callId: string
  readonly draft: IntakeDraft
  readonly savedAt: Date | undefined
  readonly onChange: (part: Partial<IntakeDraft>) => void
  readonly onClear: () => void
}

/** Ctrl Enter anywhere on the page. */
const useSaveKey = (save: () => void) =>
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      save()
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [save])

/** The agent has just pressed to answer, and writes next; a page that opens looks at its heading first. */
const useWordsFirst = () => {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const timer = setTimeout(() => ref.current?.querySelector('textarea')?.focus(), 0)
    return () => clearTimeout(timer)
  }, [])
  return ref
}

/** Saved: the words begin anew, who it is about stays for the next request of the call. */
const saidNothing = { words: '', serviceCode: '', urgency: '', when: 'now', day: '', from: '', to: '', providerId: '' }

const useSaving = ({ callId, onChange }: Pick<Props, 'callId' | 'onChange'>) => {
  const t = useText(hotlineText)
  const undo = useAct(undoCallRequest, { refreshes: ['/requests'], onDone: () => toast(t.undone) })
  return useAct(openCallRequest, {
    refreshes: ['/requests'],
    onDone: ({ request }) => {
      onChange({ ...saidNothing })
      const words = request.needsLook ? t.savedLook(request.number) : t.saved(request.number)
      toast(words, () => undo.press({ params: { callId, requestId: request.id }, body: {} }))
    },
  })
}

export const WriteDown = ({ callId, draft, savedAt, onChange, onClear }: Props) => {
  const t = useText(hotlineText)
  const i = useText(intakeText)
  const say = useSay()
  const [tried, setTried] = useState(false)
  const [calm, setCalm] = useState('')
  const [answering, setAnswering] = useState(false)
  const place = useWordsFirst()
  const danger = useDangerIn(draft.words)
  const suggestions = useSuggestions(draft.words)
  const suggestedUrgency = suggestions?.urgency ?? ''
  const take = useCallback(
    ({ code }: Suggestion) => onChange({ serviceCode: code, providerId: '', urgency: suggestedUrgency }),
    [onChange, suggestedUrgency],
  )
  const open = useSaving({ callId, onChange })
  const shown = danger && draft.urgency !== 'life' && calm !== danger.words.join() ? danger : undefined
  const gaps = missingIn(draft)
  const ready = gaps.length === 0 && !shown && !open.busy
  const save = (dispatch: boolean) => {
    setTried(!ready)
    if (ready) open.press({ params: { callId }, body: { ...requestFrom(draft), dispatch } })
  }
  useSaveKey(() => save(true))
  return (
    <div className="lb-hotline-write" ref={place}>
      {shown && (
        <DangerBar
          danger={shown}
          onLife={() => onChange({ urgency: 'life' })}
          onNot={() => setCalm(shown.words.join())}
        />
      )}
      <Panel
        label={t.write}
        title={t.write}
        head={savedAt && <span className="lb-sm lb-faint lb-num">{i.savedAt(say.clock(savedAt))}</span>}
        scroll
        foot={
          <>
            <Button icon="send" busy={open.busy} onClick={() => save(true)}>
              {t.save} <kbd className="lb-intake-key">{t.saveKey}</kbd>
            </Button>
            <Button kind="secondary" busy={open.busy} onClick={() => save(false)}>
              {t.saveOnly}
            </Button>
            <Button kind="secondary" onClick={() => (gaps.length === 0 ? setAnswering(true) : setTried(true))}>
              {t.answerNow}
            </Button>
            <Button kind="quiet" onClick={onClear}>
              {i.clear}
            </Button>
            {tried && (
              <div className="lb-intake-gaps" role="status">
                {[...gaps.map((gap) => i[gap]), ...(shown ? [i.dangerSave] : [])].map((gap) => (
                  <Fault key={gap} text={gap} />
                ))}
              </div>
            )}
          </>
        }
      >
        <div className="lb-intake-body">
          {open.refused && <ErrorState error={open.refused} />}
          <Made callId={callId} />
          <Need draft={draft} rows={4} suggestions={suggestions} onChange={onChange} onTake={take} />
        </div>
      </Panel>
      {answering && (
        <Answering
          onSend={async (answer) => {
            await open.send({ params: { callId }, body: { ...requestFrom(draft), answer } })
            setAnswering(false)
          }}
          onClose={() => setAnswering(false)}
        />
      )}
    </div>
  )
}

const Answer = z.object({ answer: Line(1000) })

const Answering = ({
  onSend,
  onClose,
}: {
  readonly onSend: (answer: string) => Promise<void>
  readonly onClose: () => void
}) => {
  const t = useText(hotlineText)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.answerTitle}
      actions={
        <Button type="submit" form="answer-now">
          {t.answerDo}
        </Button>
      }
    >
      <Form id="answer-now" schema={Answer} onSend={({ answer }) => onSend(answer)}>
        <TextArea name="answer" label={t.answerLine} maxLength={1000} />
      </Form>
    </Dialog>
  )
}

const Made = ({ callId }: { readonly callId: string }) => {
  const t = useText(hotlineText)
  const words = useWords()
  const { data } = useQuery(query(getCallWork, { params: { callId } }))
  if (!data || data.requests.length === 0) return null
  return (
    <section aria-label={t.made}>
      <p className="lb-sm lb-soft">{t.made}</p>
      <div className="lb-row" data-tight="">
        {data.requests.map(({ requestId, number, serviceZh, serviceEn, undone }) => (
          <ButtonLink key={requestId} kind="quiet" size="sm" href={`/desk/requests/${requestId}`}>
            {`${number} ${words({ zh: serviceZh, en: serviceEn })}`}
            {undone && <Chip>{t.takenBack}</Chip>}
          </ButtonLink>
        ))}
      </div>
    </section>
  )
}
