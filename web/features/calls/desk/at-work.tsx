// A call being taken: who it is in the middle, what they say at the right; the draft is the call's own and outlives a power cut.
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { listCallers, nameCaller } from '@linbang/contract/call-desk'
import type { Caller } from '@linbang/contract/call-desk'
import type { Call } from '@linbang/contract/calls'
import { getPerson } from '@linbang/contract/people'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useText } from '../../../kit/text.ts'
import { Note } from '../../../ui/card.tsx'
import { CheckBox } from '../../../ui/choice.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { toast } from '../../../ui/toast.tsx'
import { Beside } from '../../intake/desk/beside.tsx'
import { personIn, useIntakeDraft } from '../../intake/desk/draft.ts'
import type { IntakeDraft } from '../../intake/desk/draft.ts'
import { Who } from '../../intake/desk/who.tsx'
import { hotlineText } from '../hotline-text.ts'
import { IncidentStrip } from './incident-strip.tsx'
import { Near } from './near.tsx'
import { WriteDown } from './write-down.tsx'

/** Somebody chosen by a press or by the number: their entry fills the draft. */
const useChosen = (wished: string | null, draft: IntakeDraft, change: (part: Partial<IntakeDraft>) => void) => {
  const taken = useRef<string>(null)
  const { data } = useQuery({
    ...query(getPerson, { params: { personId: wished ?? '' } }),
    enabled: wished !== null && draft.personId === '',
  })
  useEffect(() => {
    if (!data || taken.current === data.id || draft.personId !== '') return
    taken.current = data.id
    change(personIn(data))
  }, [data, draft.personId, change])
}

export const AtWork = ({ call }: { readonly call: Call }) => {
  const t = useText(hotlineText)
  const { draft, savedAt, change, clear } = useIntakeDraft(`call-${call.id}`)
  const callers = useQuery(query(listCallers, { params: { callId: call.id } }))
  const name = useAct(nameCaller)
  const known = call.personId !== null
  const { press } = name
  useChosen(call.personId, draft, change)
  const onChange = useCallback(
    (part: Partial<IntakeDraft>) => {
      if (part.personId && !known) press({ params: { callId: call.id }, body: { personId: part.personId } })
      change(part)
    },
    [known, press, call.id, change],
  )
  const items = callers.data?.items ?? []
  const chosen = items.find(({ personId }) => personId === draft.personId)
  return (
    <>
      <div className="lb-hotline-who">
        <IncidentStrip callId={call.id} personId={draft.personId} />
        {draft.personId === '' && items.length > 0 && <Candidates items={items} onPick={onChange} />}
        <Who draft={draft} onChange={onChange} later />
        {chosen && chosen.careWords.length > 0 && (
          <Note icon="speaker" tone="info" title={t.care}>
            {chosen.careWords.join('；')}
          </Note>
        )}
        <Beside draft={draft} />
        {draft.personId !== '' && <Near personId={draft.personId} householdId={draft.householdId} />}
        <CheckBox
          name="secret"
          label={`${t.secret} · ${t.secretHint}`}
          checked={call.secret}
          onChoose={(secret) =>
            void name
              .send({ params: { callId: call.id }, body: { secret } })
              .then(() => toast(secret ? t.secretKept : t.secretEnded))
          }
        />
      </div>
      <WriteDown callId={call.id} draft={draft} savedAt={savedAt} onChange={onChange} onClear={clear} />
    </>
  )
}

const Candidates = ({
  items,
  onPick,
}: {
  readonly items: readonly Caller[]
  readonly onPick: (part: Partial<IntakeDraft>) => void
}) => {
  const t = useText(hotlineText)
  return (
    <Panel label={t.candidates} title={t.candidates}>
      <ul>
        {items.map((one) => (
          <Candidate key={one.personId} one={one} onPick={onPick} />
        ))}
      </ul>
    </Panel>
  )
}

const Candidate = ({
  one,
  onPick,
}: {
  readonly one: Caller
  readonly onPick: (part: Partial<IntakeDraft>) => void
}) => {
  const t = useText(hotlineText)
  const person = useQuery(query(getPerson, { params: { personId: one.personId } }))
  return (
    <li>
      <button
        type="button"
        className="lb-intake-row lb-hotline-pick"
        disabled={!person.data}
        onClick={() => person.data && onPick(personIn(person.data))}
      >
        <Portrait seed={one.personId} sex={one.sex} age={one.age} size={2} />
        <span className="lb-grow">
          <b>{one.callName}</b>
          <small>{[one.name, one.areaName].filter(Boolean).join(' · ')}</small>
        </span>
        <span className="lb-sm lb-soft">{t.because[one.because]}</span>
      </button>
    </li>
  )
}
