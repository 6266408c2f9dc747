// How well the hotline is answered, as its standard counts: each share with its count, what it is of, and what was left out.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getCallFigures } from '@linbang/contract/calls'
import type { CallFigures } from '@linbang/contract/calls'
import { query } from '../../../kit/api.ts'
import { partsOf } from '../../../kit/say.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { PeriodPicker } from '../../../ui/period.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { ChartPanel, LyingBars, PlainTable } from '../../figures/desk/bars.tsx'
import { Figure } from '../../figures/desk/key-figures.tsx'
import { callsText } from '../text.ts'
import '../../../ui/desk/list-table.css'
import '../../figures/desk/figures.css'
import './calls.css'

const monthMs = 29 * 86_400_000

export const CallFiguresList = () => {
  const t = useText(callsText)
  const [period, setPeriod] = useState(() => ({
    from: partsOf(new Date(Date.now() - monthMs)).key,
    to: partsOf(new Date()).key,
  }))
  const figures = useQuery(query(getCallFigures, { query: period }))
  return (
    <div className="lb-calls-figures">
      <div className="lb-figures-choice">
        <PeriodPicker value={period} onChoose={setPeriod} />
      </div>
      <Loaded
        from={figures}
        shape="page"
        empty={({ incoming, slips, outgoing }) =>
          incoming + slips + outgoing === 0 ? <EmptyState>{t.figures.empty}</EmptyState> : undefined
        }
      >
        {(one) => <Shown figures={one} />}
      </Loaded>
    </div>
  )
}

const Shown = ({ figures }: { readonly figures: CallFigures }) => {
  const { figures: t } = useText(callsText)
  const say = useSay()
  const { slips, slipSeconds, averageWaitSeconds, averageTalkSeconds } = figures
  const leftOut = slips > 0 ? t.slips(say.number(slips), say.number(slipSeconds)) : t.noSlips
  const share = (
    icon: 'phone' | 'check' | 'x',
    title: string,
    { count, of }: CallFigures['connected'],
    goal?: string,
  ) => (
    <Figure
      icon={icon}
      title={title}
      value={of > 0 ? ((count / of) * 100).toFixed(1) : t.none}
      unit={of > 0 ? '%' : ''}
      lines={[
        <>
          <b className="lb-num">{t.ratio(say.number(count), say.number(of))}</b> {t.ofIncoming}
        </>,
        goal ?? leftOut,
      ]}
    />
  )
  const talked =
    averageTalkSeconds === null ? [] : [t.talked(say.duration(Math.max(1, Math.round(averageTalkSeconds / 60))))]
  const waited = averageWaitSeconds === null ? [] : [t.waited(say.number(averageWaitSeconds))]
  return (
    <>
      <ul className="lb-figures-key">
        <Figure
          icon="phone"
          title={t.incoming}
          value={say.number(figures.incoming)}
          unit={t.calls}
          lines={[[...waited, ...talked].join(' · '), t.outgoing(say.number(figures.outgoing))]}
        />
        {share('check', t.inTime(say.number(figures.answerSeconds)), figures.answeredInTime, t.goalInTime)}
        {share('phone', t.connected, figures.connected, t.goalConnected)}
        {share('x', t.abandoned, figures.abandoned)}
      </ul>
      <div className="lb-calls-charts">
        <Hours figures={figures} />
        <Agents figures={figures} />
      </div>
    </>
  )
}

const Hours = ({ figures: { byHour, incoming } }: { readonly figures: CallFigures }) => {
  const { figures: t } = useText(callsText)
  const say = useSay()
  const busy = byHour.filter((one) => one.incoming > 0)
  return (
    <ChartPanel
      title={t.byHour}
      area="hours"
      chart={
        <LyingBars
          label={t.byHour}
          of={incoming}
          bars={busy.map(({ hour, incoming: count, connected }) => ({
            key: String(hour),
            name: t.hour(String(hour)),
            count,
            note: t.notMissed(say.number(connected)),
          }))}
        />
      }
      table={
        <PlainTable
          label={t.byHour}
          heads={[t.byHour, t.incoming, t.answered]}
          rows={byHour.map(({ hour, incoming: count, connected }) => [
            t.hour(String(hour)),
            say.number(count),
            say.number(connected),
          ])}
        />
      }
    />
  )
}

/** By name, never by how many: no ranking of staff. */
const Agents = ({ figures: { agents } }: { readonly figures: CallFigures }) => {
  const { figures: t } = useText(callsText)
  const say = useSay()
  const table = (
    <PlainTable
      label={t.agent}
      heads={[t.agent, t.answered, t.answeredInTime]}
      rows={agents.map(({ callName, answered, inTime }) => [callName, say.number(answered), say.number(inTime)])}
    />
  )
  return <ChartPanel title={t.byAgent} area="agents" chart={table} table={table} />
}
