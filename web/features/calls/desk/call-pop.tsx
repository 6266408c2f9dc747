// A call that rings, at the top right over any page: who it is, what is open. It never takes the focus: Enter answers while nothing is being typed, F8 always.
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { answerCall, listCallers } from '@linbang/contract/call-desk'
import type { Call } from '@linbang/contract/calls'
import { listIncidents } from '@linbang/contract/incidents'
import { findDuplicates } from '@linbang/contract/requests'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { StatusChip } from '../../../ui/status.tsx'
import { toast } from '../../../ui/toast.tsx'
import { hotlineText } from '../hotline-text.ts'
import { clockOf, secondsSince, useCallsNow } from './use-calls.ts'
import './hotline.css'

/** Nothing is focused that Enter would press or write into. */
const idle = (): boolean => {
  const at = document.activeElement
  return !(at instanceof HTMLElement) || !at.closest('a,button,input,textarea,select,summary,dialog,[contenteditable]')
}

const useAnswerKeys = (answer: () => void) =>
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const plain = event.key === 'Enter' && !event.ctrlKey && !event.metaKey && idle()
      if (!plain && event.key !== 'F8') return
      event.preventDefault()
      answer()
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [answer])

export const CallPop = () => {
  const me = useSignedIn()
  const { ringing, mine } = useCallsNow()
  const [left, setLeft] = useState<readonly string[]>([])
  const waiting = ringing.filter(({ id }) => !left.includes(id))
  const [first] = waiting
  if (me.duty === null || mine || !first) return null
  return (
    <Ringing
      key={first.id}
      call={first}
      more={waiting.length - 1}
      onLeave={() => setLeft((all) => [...all, first.id])}
    />
  )
}

const Ringing = ({
  call,
  more,
  onLeave,
}: {
  readonly call: Call
  readonly more: number
  readonly onLeave: () => void
}) => {
  const t = useText(hotlineText)
  const say = useSay()
  const now = useNow(1)
  const [, go] = useLocation()
  const callers = useQuery(query(listCallers, { params: { callId: call.id } }))
  const { send, busy } = useAct(answerCall, { refreshes: ['/agents', '/return-calls'] })
  const answer = useCallback(() => {
    if (busy) return
    send({ params: { callId: call.id }, body: {} }).then(
      ({ id }) => {
        toast(t.answered)
        go(`/desk/hotline?call=${id}`)
      },
      (error: Error) => toast(error.message),
    )
  }, [busy, send, call.id, go, t.answered])
  useAnswerKeys(answer)
  const [first] = callers.data?.items ?? []
  const sure = first?.because === 'own' || first?.because === 'before'
  return (
    <section className="lb-call-pop" aria-label={t.pop}>
      <header>
        <Icon name="phone" />
        <div className="lb-grow" role="status">
          <b>{t.pop}</b>
          <small className="lb-num">
            {[call.numberMasked, sure ? t.matched : t.unknown].filter(Boolean).join(' · ')}
          </small>
        </div>
        <span className="lb-num" aria-hidden="true">
          {clockOf(secondsSince(call.rangAt, now))}
        </span>
      </header>
      <div className="lb-call-pop-body">
        {first && (
          <>
            <div className="lb-row">
              <Portrait seed={first.personId} sex={first.sex} age={first.age} size={4} />
              <div>
                <b className="lb-heading">{first.callName}</b> <span className="lb-soft">{first.name}</span>
                <p className="lb-sm lb-soft">
                  {[first.areaName, t.because[first.because]].filter(Boolean).join(' · ')}
                </p>
              </div>
            </div>
            {first.careWords.map((words) => (
              <p key={words} className="lb-call-pop-line">
                <Icon name="speaker" size="sm" />
                {words}
              </p>
            ))}
            <Open personId={first.personId} />
          </>
        )}
        <Many />
        {more > 0 && (
          <p>
            <Chip tone="danger">{t.popMore(say.number(more))}</Chip>
          </p>
        )}
      </div>
      <footer>
        <Button icon="phone" busy={busy} onClick={answer}>
          {t.answer} <kbd className="lb-intake-key">{t.answerKey}</kbd>
        </Button>
        <Button kind="secondary" onClick={onLeave}>
          {t.later}
        </Button>
      </footer>
    </section>
  )
}

/** What many call about now: perhaps this call too. */
const Many = () => {
  const incidents = useQuery(query(listIncidents))
  return incidents.data?.items.slice(0, 2).map(({ id, title }) => (
    <p key={id} className="lb-call-pop-line">
      <Icon name="users" size="sm" />
      {title}
    </p>
  ))
}

const Open = ({ personId }: { readonly personId: string }) => {
  const words = useWords()
  const open = useQuery(query(findDuplicates, { query: { forPersonId: personId } }))
  return open.data?.items.slice(0, 2).map((row) => (
    <p key={row.id} className="lb-call-pop-line">
      <Icon name="clock" size="sm" />
      <span className="lb-grow">{row.description || words({ zh: row.serviceZh, en: row.serviceEn })}</span>
      <StatusChip state={row.state} staff />
    </p>
  ))
}
