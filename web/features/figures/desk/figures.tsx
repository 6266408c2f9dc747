// The dashboard of an area in a period (I1): key figures with what they are counted from, bars with their tables, Excel, print.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listAreas } from '@linbang/contract/areas'
import { exportSummary, getSummary } from '@linbang/contract/reports'
import type { Summary } from '@linbang/contract/reports'
import { addressOf, query } from '../../../kit/api.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { partsOf } from '../../../kit/say.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { DuskPanel, Note } from '../../../ui/card.tsx'
import { FilterChips } from '../../../ui/choice.tsx'
import { Select } from '../../../ui/field.tsx'
import { PeriodPicker } from '../../../ui/period.tsx'
import { DeskPage } from '../../../ui/shell/desk-page.tsx'
import { Skyline } from '../../../ui/skyline.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { figuresText } from '../text.ts'
import { ChartPanel, LyingBars, PlainTable } from './bars.tsx'
import type { Bar } from './bars.tsx'
import { DayChart, stepsOf } from './day-chart.tsx'
import { KeyFigures } from './key-figures.tsx'
import '../../../ui/desk/list-table.css'
import './figures.css'

const lengths = { week: 7, month: 30, quarter: 90 } as const
type Length = keyof typeof lengths
const dayMs = 86_400_000
const lastDays = (days: number, now = new Date()) => ({
  from: partsOf(new Date(now.getTime() - (days - 1) * dayMs)).key,
  to: partsOf(now).key,
})

export const FiguresPage = () => {
  const t = useText(figuresText)
  const words = useWords()
  const me = useSignedIn()
  const deskAreaId = useDeskAreaId(me)
  const [period, setPeriod] = useState(() => lastDays(lengths.month))
  const [below, setBelow] = useState<string>()
  const areaId = below ?? deskAreaId
  const asked = { areaId, ...period }
  const summary = useQuery(query(getSummary, { query: asked }))
  const areas = useQuery({
    ...query(listAreas, { query: { parentId: deskAreaId, limit: '100' } }),
    enabled: deskAreaId !== undefined,
  })
  const here = me.roles.find((held) => held.areaId === deskAreaId)
  const chosen = (Object.keys(lengths) as Length[]).filter((one) => {
    const days = lastDays(lengths[one])
    return days.from === period.from && days.to === period.to
  })
  return (
    <DeskPage
      title={t.title}
      beside={
        <div className="lb-figures-choice">
          <PeriodPicker value={period} onChoose={setPeriod} />
          <FilterChips
            label={t.presets}
            options={(Object.keys(lengths) as Length[]).map((value) => ({ value, title: t.period[value] }))}
            chosen={chosen}
            onChoose={(value) => setPeriod(lastDays(lengths[value as Length]))}
          />
          <Select
            name="area"
            label={t.area}
            hideLabel
            value={below ?? ''}
            onChange={(event) => setBelow(event.target.value || undefined)}
          >
            <option value="">{t.whole(here?.areaName ?? summary.data?.areaName ?? '')}</option>
            {areas.data?.items.map(({ id, name, nameEn }) => (
              <option key={id} value={id}>
                {words({ zh: name, en: nameEn })}
              </option>
            ))}
          </Select>
        </div>
      }
      actions={
        <div className="lb-row" data-tight="" data-print="off">
          <ButtonLink kind="secondary" icon="download" href={addressOf(exportSummary, { query: asked })} download>
            {t.excel}
          </ButtonLink>
          <Button kind="secondary" icon="printer" onClick={() => print()}>
            {t.print}
          </Button>
        </div>
      }
    >
      <Loaded from={summary} shape="page">
        {(one) => <Dashboard summary={one} />}
      </Loaded>
    </DeskPage>
  )
}

const Dashboard = ({ summary }: { readonly summary: Summary }) => {
  const t = useText(figuresText)
  const urgencies = summary.byUrgency.map(({ urgency, count }) => ({ key: urgency, name: t.urgency[urgency], count }))
  const kinds = summary.byKind.map(({ kind, count }) => ({ key: kind, name: t.kind[kind], count }))
  return (
    <>
      {!summary.workingDaysKnown && (
        <Note tone="warn" icon="calendar">
          {t.holidays}
        </Note>
      )}
      <KeyFigures summary={summary} />
      {summary.requests.all === 0 ? (
        <EmptyState>{t.empty}</EmptyState>
      ) : (
        <div className="lb-figures-grid-page">
          <Days summary={summary} />
          <ByService summary={summary} />
          <ServicePanel summary={summary} />
          <ByArea summary={summary} />
          <Shares title={t.byUrgency} area="shares" of={summary.requests.all} bars={urgencies} />
          <Shares title={t.byKind} area="kinds" of={summary.requests.all} bars={kinds} />
        </div>
      )}
    </>
  )
}

const Days = ({ summary }: { readonly summary: Summary }) => {
  const t = useText(figuresText)
  const say = useSay()
  const { weekly, steps } = stepsOf(summary)
  const title = weekly ? t.byWeek : t.byDay
  const rows = steps.map(({ day, reported, done }) => [day, say.number(reported), say.number(done)])
  return (
    <ChartPanel
      title={title}
      area="days"
      chart={<DayChart steps={steps} />}
      table={<PlainTable label={title} heads={[weekly ? t.week : t.day, t.reported, t.done]} rows={rows} />}
    />
  )
}

const shownServices = 7
const ByService = ({ summary }: { readonly summary: Summary }) => {
  const t = useText(figuresText)
  const say = useSay()
  const words = useWords()
  const all = summary.byService
  const total = all.reduce((sum, { count }) => sum + count, 0)
  const rest = all.slice(shownServices)
  const bars: Bar[] = all.slice(0, shownServices).map((one) => ({ key: one.code, name: words(one), count: one.count }))
  if (rest.length > 0) {
    const count = rest.reduce((sum, one) => sum + one.count, 0)
    bars.push({ key: '', name: t.otherServices(say.number(rest.length)), count, rest: true })
  }
  const rows = all.map((one) => [words(one), say.number(one.count), say.percent(one.count / total)])
  return (
    <ChartPanel
      title={t.byService}
      area="service"
      chart={<LyingBars label={t.byService} bars={bars} of={total} />}
      table={<PlainTable label={t.byService} heads={[t.service, t.count, t.share]} rows={rows} />}
    />
  )
}

const ByArea = ({ summary }: { readonly summary: Summary }) => {
  const t = useText(figuresText)
  const say = useSay()
  const words = useWords()
  const named = summary.byArea.map((one) => ({ ...one, title: words({ zh: one.name, en: one.nameEn }) }))
  const bars = named.map((one) => ({
    key: one.areaId,
    name: one.title,
    count: one.count,
    note: [t.doneOf(say.number(one.done)), one.late > 0 ? t.late(say.number(one.late)) : '']
      .filter(Boolean)
      .join(' · '),
  }))
  const rows = named.map((one) => [
    one.title,
    say.number(one.count),
    say.number(one.done),
    one.count > 0 ? say.percent(one.done / one.count) : '–',
    say.number(one.late),
  ])
  return (
    <ChartPanel
      title={t.byArea}
      area="area"
      chart={<LyingBars label={t.byArea} bars={bars} of={0} />}
      table={
        <PlainTable label={t.byArea} heads={[t.areaColumn, t.reported, t.done, t.rate, t.lateColumn]} rows={rows} />
      }
    />
  )
}

type SharesProps = {
  readonly title: string
  readonly area: string
  readonly of: number
  readonly bars: readonly Bar[]
}

const Shares = ({ title, area, of, bars }: SharesProps) => {
  const t = useText(figuresText)
  const say = useSay()
  const rows = bars.map((one) => [one.name, say.number(one.count), say.percent(one.count / of)])
  return (
    <ChartPanel
      title={title}
      area={area}
      chart={<LyingBars label={title} bars={bars} of={of} />}
      table={<PlainTable label={title} heads={[t.column, t.count, t.share]} rows={rows} />}
    />
  )
}

const ServicePanel = ({ summary: { service, areaId } }: { readonly summary: Summary }) => {
  const t = useText(figuresText)
  const say = useSay()
  const share = service.volunteersAll > 0 ? service.volunteersActive / service.volunteersAll : 0
  return (
    <div className="lb-figures-panel" data-area="help">
      <DuskPanel label={t.service3}>
        <div className="lb-figures-help">
          <h2>{t.service3}</h2>
          <p className="lb-figures-value">
            <b className="lb-num">{say.hours(service.minutes)}</b>
          </p>
          <ul>
            <li>{t.visits(say.number(service.visits))}</li>
            <li>{t.active(say.number(service.volunteersActive), say.number(service.volunteersAll))}</li>
            <li>{t.points(say.number(service.pointsIssued))}</li>
          </ul>
          <small>{t.windows}</small>
        </div>
        <Skyline seed={areaId} width={420} height={110} lightShare={Math.max(0.04, share)} />
      </DuskPanel>
    </div>
  )
}
