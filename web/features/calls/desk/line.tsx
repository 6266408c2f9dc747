// The left of the agent's desk: my call with its clock, who waits, whom to ring back, who else is there.
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from 'wouter'
import type { Agent } from '@linbang/contract/agents'
import { answerCall, startCall } from '@linbang/contract/call-desk'
import type { Call } from '@linbang/contract/calls'
import { listReturnCalls } from '@linbang/contract/return-calls'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { DuskPanel } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { hotlineText } from '../hotline-text.ts'
import { useCallerName } from './caller.tsx'
import { Transfers } from './transfers.tsx'
import { clockOf, secondsSince, useCallsNow } from './use-calls.ts'

type Props = {
  readonly call: Call | undefined
  readonly onFinish: () => void
  readonly busy: boolean
  readonly agents: readonly Agent[]
}

export const Line = ({ call, onFinish, busy, agents }: Props) => {
  const t = useText(hotlineText)
  return (
    <div className="lb-hotline-line">
      {call ? <MyCall call={call} onFinish={onFinish} busy={busy} /> : <ByHand />}
      <Panel label={t.waiting} scroll>
        <Waiting mine={call?.id} />
        <Owed />
        <h3 className="lb-intake-group">{t.staff}</h3>
        <ul>
          {agents.map(({ personId, callName, state, speaks }) => (
            <li key={personId} className="lb-intake-row">
              <Portrait seed={personId} age={40} size={2} />
              <span className="lb-grow">
                <b>{callName}</b>
                {speaks.length > 0 && <small>{t.speaks(speaks.join('、'))}</small>}
              </span>
              <span className="lb-sm lb-soft">{t.states[state]}</span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  )
}

const MyCall = ({ call, onFinish, busy }: Pick<Props, 'onFinish' | 'busy'> & { readonly call: Call }) => {
  const t = useText(hotlineText)
  const now = useNow(1)
  const talking = call.state === 'talking'
  const talked = call.answeredAt ? secondsSince(call.answeredAt, call.endedAt ?? now) : 0
  return (
    <DuskPanel label={t.states[talking ? 'talking' : 'wrap_up']}>
      <div className="lb-hotline-call">
        <p className="lb-sm lb-num">{[call.numberMasked, t.direction[call.direction]].filter(Boolean).join(' · ')}</p>
        <p className="lb-hotline-clock lb-num">{clockOf(talked)}</p>
        <p className="lb-sm">{talking ? (call.noticeAt ? t.told : t.notTold) : t.states.wrap_up}</p>
        <Transfers callId={call.id} />
        <Button kind={talking ? 'danger' : 'lamp'} icon={talking ? 'phone' : 'check'} busy={busy} onClick={onFinish}>
          {talking ? t.hangUp : t.finish} <kbd className="lb-intake-key">F9</kbd>
        </Button>
      </div>
    </DuskPanel>
  )
}

/** Where no exchange tells of calls, the agent does. */
const ByHand = () => {
  const t = useText(hotlineText)
  const [, go] = useLocation()
  const start = useAct(startCall, {
    refreshes: ['/agents'],
    onDone: ({ id }) => go(`/desk/hotline?call=${id}`),
  })
  return (
    <Panel label={t.byHand}>
      <div className="lb-panel-body lb-stack" data-tight="">
        <Button icon="phone" busy={start.busy} onClick={() => start.press({ body: { direction: 'in' } })}>
          {t.byHand}
        </Button>
        <p className="lb-sm lb-soft">{t.byHandHint}</p>
        {start.refused && <RefusalLines error={start.refused} />}
      </div>
    </Panel>
  )
}

const Waiting = ({ mine }: { readonly mine: string | undefined }) => {
  const t = useText(hotlineText)
  const say = useSay()
  const now = useNow(1)
  const name = useCallerName()
  const { ringing } = useCallsNow()
  const [, go] = useLocation()
  const answer = useAct(answerCall, {
    refreshes: ['/agents', '/return-calls'],
    onDone: ({ id }) => go(`/desk/hotline?call=${id}`),
  })
  return (
    <>
      <div className="lb-panel-head">
        <h2>{t.waiting}</h2>
        {ringing.length > 0 && <Chip tone="danger">{t.waitingCount(say.number(ringing.length))}</Chip>}
      </div>
      {answer.refused && <RefusalLines error={answer.refused} />}
      {ringing.length === 0 && <p className="lb-panel-body lb-soft">{t.noneWaiting}</p>}
      <ul>
        {ringing.map((call) => (
          <li key={call.id} className="lb-intake-row">
            <span className="lb-grow">
              <b>{name(call)}</b>
              <small className="lb-num">{[call.numberMasked, call.areaName].filter(Boolean).join(' · ')}</small>
            </span>
            <small className="lb-num lb-desk-late">{t.waited(clockOf(secondsSince(call.rangAt, now)))}</small>
            {mine === undefined && (
              <Button
                kind="soft"
                size="sm"
                icon="phone"
                busy={answer.busy}
                onClick={() => answer.press({ params: { callId: call.id }, body: {} })}
              >
                {t.answer}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

const Owed = () => {
  const t = useText(hotlineText)
  const say = useSay()
  const name = useCallerName()
  const { data } = useQuery(query(listReturnCalls, { query: { limit: '4' } }))
  return (
    <>
      <h3 className="lb-intake-group">{data ? `${t.owed} · ${say.number(data.open)}` : t.owed}</h3>
      {data?.open === 0 && <p className="lb-panel-body lb-soft">{t.owedNone}</p>}
      <ul>
        {data?.items.map((one) => (
          <li key={one.id}>
            <Link href="/desk/calls" className="lb-intake-row">
              <span className="lb-grow">
                <b>{name(one)}</b>
                <small className="lb-num">{[say.brief(one.dueAt), one.areaName].filter(Boolean).join(' · ')}</small>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
