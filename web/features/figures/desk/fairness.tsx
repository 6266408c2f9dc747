// Load and waiting: how jobs are spread over volunteers, where people wait longest, and what fairness costs in way.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { getFairness } from '@linbang/contract/reports'
import type { Fairness } from '@linbang/contract/reports'
import { query } from '../../../kit/api.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { partsOf } from '../../../kit/say.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { PeriodPicker } from '../../../ui/period.tsx'
import { DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { fairnessText } from '../fairness-text.ts'
import { ChartPanel, LyingBars, PlainTable } from './bars.tsx'
import { FairnessCurve } from './fairness-curve.tsx'
import { Figure } from './key-figures.tsx'
import '../../../ui/desk/list-table.css'
import './figures.css'
import './fairness.css'

const dayMs = 86_400_000
const lastDays = (days: number, now = new Date()) => ({
  from: partsOf(new Date(now.getTime() - (days - 1) * dayMs)).key,
  to: partsOf(now).key,
})

export const FairnessPage = () => {
  const t = useText(fairnessText)
  const me = useSignedIn()
  const areaId = useDeskAreaId(me)
  const [period, setPeriod] = useState(() => lastDays(90))
  const fairness = useQuery(query(getFairness, { query: { ...period, ...(areaId ? { areaId } : {}) } }))
  return (
    <DeskPage title={t.title} beside={<PeriodPicker value={period} onChoose={setPeriod} />}>
      <p className="lb-soft">{t.lead}</p>
      <Loaded from={fairness} shape="page">
        {(one) => <Shared one={one} />}
      </Loaded>
    </DeskPage>
  )
}

const Shared = ({ one }: { readonly one: Fairness }) => {
  const t = useText(fairnessText)
  const say = useSay()
  const share = one.busiestShare === null ? '–' : (one.busiestShare * 100).toFixed(0)
  return (
    <>
      <ul className="lb-figures-key">
        <Figure
          icon="hand"
          title={t.volunteers}
          value={say.number(one.volunteers)}
          unit=""
          lines={[t.active(say.number(one.active))]}
        />
        <Figure icon="bell" title={t.never} value={say.number(one.neverAsked)} unit="" lines={[t.neverLine]} />
        <Figure icon="scale" title={t.gini} value={one.gini.toFixed(2)} unit="" lines={[t.giniLine]} />
        <Figure
          icon="users"
          title={t.busiest}
          value={share}
          unit={one.busiestShare === null ? '' : '%'}
          lines={[t.busiestLine]}
        />
      </ul>
      <div className="lb-fairness">
        <Spread one={one} />
        <FairnessCurve areaId={one.areaId} />
        <Carrying one={one} />
        <Waits one={one} />
      </div>
    </>
  )
}

const Spread = ({ one }: { readonly one: Fairness }) => {
  const t = useText(fairnessText)
  const say = useSay()
  const bars = one.spread.map(({ from, to, volunteers }) => ({
    key: String(from),
    name: to === null ? t.more(say.number(from)) : t.range(say.number(from), say.number(to)),
    count: volunteers,
  }))
  return (
    <ChartPanel
      title={t.spread}
      area="spread"
      chart={<LyingBars label={t.spread} bars={bars} of={one.volunteers} />}
      table={
        <PlainTable
          label={t.spread}
          heads={[t.jobs, t.people]}
          rows={bars.map(({ name, count }) => [name, say.number(count)])}
        />
      }
    />
  )
}

const Carrying = ({ one }: { readonly one: Fairness }) => {
  const t = useText(fairnessText)
  return (
    <Panel label={t.carrying} title={t.carrying} head={<Link href="/desk/volunteers">{t.toVolunteers}</Link>}>
      {one.carrying.length === 0 ? (
        <EmptyState>{t.empty}</EmptyState>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        <div className="lb-fairness-table" role="region" aria-label={t.name} tabIndex={0}>
          <table className="lb-list-table">
            <thead>
              <tr>
                {[t.name, t.jobs, t.hours, t.asked, t.accepted, t.cap].map((head, place) => (
                  <th key={head} scope="col" data-number={place > 0 ? '' : undefined}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {one.carrying.map((person) => (
                <tr key={person.volunteerId}>
                  <th scope="row">{person.callName}</th>
                  {[
                    person.jobs,
                    Math.round(person.minutes / 6) / 10,
                    person.asked,
                    person.accepted,
                    person.asksADay,
                  ].map((value, place) => (
                    <td key={place} data-number="">
                      {value}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}

const Waits = ({ one }: { readonly one: Fairness }) => {
  const t = useText(fairnessText)
  const say = useSay()
  const words = useWords()
  const minutes = (value: number | null) => (value === null ? '–' : say.duration(Math.round(value)))
  return (
    <Panel label={t.waits} title={t.waits}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className="lb-fairness-table" role="region" aria-label={t.grid} tabIndex={0}>
        <table className="lb-list-table">
          <thead>
            <tr>
              {[t.grid, t.requests, t.median, t.p90, t.longest, t.unmet].map((head, place) => (
                <th key={head} scope="col" data-number={place > 0 ? '' : undefined}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {one.waits.map((wait) => (
              <tr key={wait.areaId}>
                <th scope="row">{words({ zh: wait.name, en: wait.nameEn })}</th>
                <td data-number="">{say.number(wait.requests)}</td>
                <td data-number="">{minutes(wait.medianMinutes)}</td>
                <td data-number="">{minutes(wait.p90Minutes)}</td>
                <td data-number="">
                  {wait.longest ? (
                    <Link href={`/desk/requests/${wait.longest.requestId}`}>{minutes(wait.longest.minutes)}</Link>
                  ) : (
                    '–'
                  )}
                </td>
                <td data-number="">{say.number(wait.unmet)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
