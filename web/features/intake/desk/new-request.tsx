// Writing down a request while somebody talks: who, what, when; danger first; what is already open beside it.
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import type { Suggestion } from '@linbang/contract/catalog'
import { getPerson } from '@linbang/contract/people'
import { openRequest } from '@linbang/contract/requests'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Fault } from '../../../ui/field.tsx'
import { DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { BadgeCheck } from '../../volunteer-desk/desk/badge-check.tsx'
import { intakeText } from '../text.ts'
import { Beside } from './beside.tsx'
import { DangerBar, useDangerIn } from './danger.tsx'
import { missingIn, personIn, requestFrom, useIntakeDraft } from './draft.ts'
import type { IntakeDraft } from './draft.ts'
import { Need } from './need.tsx'
import { useSuggestions } from './suggestion.tsx'
import { Came } from './when.tsx'
import { Who } from './who.tsx'
import './intake.css'

/** `?person=` from a person's page: they are chosen already. */
const usePersonFromLink = (draft: IntakeDraft, change: (part: Partial<IntakeDraft>) => void) => {
  const wished = new URLSearchParams(useSearch()).get('person')
  const { data } = useQuery({
    ...query(getPerson, { params: { personId: wished ?? '' } }),
    enabled: wished !== null && wished !== draft.personId,
  })
  const taken = useRef('')
  useEffect(() => {
    if (!data || taken.current === data.id) return
    taken.current = data.id
    change(personIn(data))
  }, [data, change])
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

export const NewRequestPage = () => {
  const t = useText(intakeText)
  const say = useSay()
  const [, go] = useLocation()
  const { draft, savedAt, change, clear } = useIntakeDraft()
  const [tried, setTried] = useState(false)
  const [calm, setCalm] = useState('')
  usePersonFromLink(draft, change)
  const danger = useDangerIn(draft.words)
  const suggestions = useSuggestions(draft.words)
  const suggestedUrgency = suggestions?.urgency ?? ''
  const take = useCallback(
    ({ code }: Suggestion) => change({ serviceCode: code, providerId: '', urgency: suggestedUrgency }),
    [change, suggestedUrgency],
  )
  const shown = danger && draft.urgency !== 'life' && calm !== danger.words.join() ? danger : undefined
  const open = useAct(openRequest, {
    onDone: (request) => {
      clear()
      toast(t.saved(request.number))
      go(`/desk/board?request=${request.id}`)
    },
  })
  const gaps = missingIn(draft)
  const save = () => {
    setTried(true)
    if (gaps.length === 0 && !shown && !open.busy) open.press({ body: requestFrom(draft) })
  }
  useSaveKey(save)
  return (
    <DeskPage
      title={t.title}
      fill
      crumbs={[{ href: '/desk/board', label: t.board }]}
      actions={<BadgeCheck />}
      beside={savedAt && <span className="lb-sm lb-faint lb-num">{t.savedAt(say.clock(savedAt))}</span>}
    >
      {shown && (
        <DangerBar
          danger={shown}
          onLife={() => change({ urgency: 'life' })}
          onNot={() => setCalm(shown.words.join())}
        />
      )}
      <div className="lb-intake">
        <Who draft={draft} onChange={change} />
        <Panel
          label={t.what}
          title={t.what}
          scroll
          foot={
            <>
              <Button icon="send" busy={open.busy} onClick={save}>
                {t.save} <kbd className="lb-intake-key">{t.saveKey}</kbd>
              </Button>
              <Button
                kind="quiet"
                onClick={() => {
                  clear()
                  setTried(false)
                  open.reset()
                  toast(t.cleared)
                }}
              >
                {t.clear}
              </Button>
              {tried && (
                <Gaps gaps={shown ? [...gaps.map((gap) => t[gap]), t.dangerSave] : gaps.map((gap) => t[gap])} />
              )}
            </>
          }
        >
          <div className="lb-intake-body">
            {open.refused && <ErrorState error={open.refused} />}
            <Need draft={draft} rows={3} suggestions={suggestions} onChange={change} onTake={take} />
            <Came draft={draft} onChange={change} />
          </div>
        </Panel>
        <Beside draft={draft} />
      </div>
    </DeskPage>
  )
}

const Gaps = ({ gaps }: { readonly gaps: readonly string[] }) => (
  <div className="lb-intake-gaps" role="status">
    {gaps.map((gap) => (
      <Fault key={gap} text={gap} />
    ))}
  </div>
)
