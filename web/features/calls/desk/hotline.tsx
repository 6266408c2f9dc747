// The agent's desk (i1): the line at the left, who calls in the middle, what they say at the right. What is written survives a power cut.
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { useLocation, useSearch } from 'wouter'
import { getAgentDesk, setAgentState } from '@linbang/contract/agents'
import { hangUpCall } from '@linbang/contract/call-desk'
import { getCall } from '@linbang/contract/calls'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { BadgeCheck } from '../../volunteer-desk/desk/badge-check.tsx'
import { hotlineText } from '../hotline-text.ts'
import { AtWork } from './at-work.tsx'
import { Line } from './line.tsx'
import { HardCall } from './hard-call.tsx'
import { useCallsNow } from './use-calls.ts'
import '../../intake/desk/intake.css'
import './hotline.css'

/** F9 ends the call, then what is written down of it. */
const useFinishKey = (press: () => void) =>
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key !== 'F9') return
      event.preventDefault()
      press()
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [press])

const tones = { free: 'success', talking: 'info', wrap_up: 'lamp', away: 'warn' } as const

export const HotlinePage = () => {
  const t = useText(hotlineText)
  const say = useSay()
  const me = useSignedIn()
  const [, go] = useLocation()
  const { mine } = useCallsNow()
  const wished = new URLSearchParams(useSearch()).get('call')
  const callId = wished ?? mine?.id
  const call = useQuery({ ...query(getCall, { params: { callId: callId ?? '' } }), enabled: callId !== undefined })
  const desk = useQuery(query(getAgentDesk))
  const press = useAct(setAgentState, { refreshes: ['/agents'] })
  const hangUp = useAct(hangUpCall, { refreshes: ['/agents'] })
  const now = callId === undefined ? undefined : call.data
  const finish = useCallback(() => {
    if (!now) return
    if (now.state === 'talking') {
      hangUp.press({ params: { callId: now.id }, body: {} })
      return
    }
    press.press({ body: { state: 'free' } })
    go('/desk/hotline', { replace: true })
  }, [now, hangUp, press, go])
  useFinishKey(finish)
  const state = desk.data?.state ?? 'free'
  const away = state === 'away'
  const today = desk.data?.today
  return (
    <DeskPage
      title={t.title}
      fill
      beside={
        <>
          <Chip icon="headset" tone={tones[state]}>
            {t.states[state]}
          </Chip>
          {today && (
            <span className="lb-sm lb-soft lb-num">
              {[
                t.today(say.number(today.answered), say.number(today.missed)),
                today.averageWaitSeconds !== null && t.todayWait(say.number(today.averageWaitSeconds)),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          )}
        </>
      }
      actions={
        <div className="lb-row" data-tight="">
          <Button
            kind="secondary"
            icon={away ? 'play' : 'pause'}
            busy={press.busy}
            onClick={() => press.press({ body: { state: away ? 'free' : 'away' } })}
          >
            {away ? t.comeBack : t.goAway}
          </Button>
          <HardCall callId={now?.id} />
          <BadgeCheck />
        </div>
      }
    >
      {me.duty === null && (
        <Note icon="info" tone="warn">
          {t.offDuty}
        </Note>
      )}
      {call.error && callId !== undefined && <ErrorState error={call.error} onRetry={() => void call.refetch()} />}
      <div className="lb-hotline">
        <Line call={now} onFinish={finish} busy={hangUp.busy} agents={desk.data?.items ?? []} />
        {now ? (
          <AtWork key={now.id} call={now} />
        ) : (
          <Panel label={t.ready} title={t.ready}>
            <p className="lb-panel-body lb-soft">{t.readyLine}</p>
          </Panel>
        )}
      </div>
    </DeskPage>
  )
}
