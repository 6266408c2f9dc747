// What the yearly public report says of recording and certifying, and a random sample for a spot check with its evidence.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getAnnualReport, sampleRecords } from '@linbang/contract/records'
import { call, query } from '../../../kit/api.ts'
import type { Answer } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { partsOf } from '../../../kit/say.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Figures, Section } from '../../../ui/card.tsx'
import { ListTable } from '../../../ui/desk/list-table.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { recordDeskText } from '../text.ts'

type Report = Answer<typeof getAnnualReport>
type Sample = Answer<typeof sampleRecords>
const counted = [
  'volunteers',
  'served',
  'records',
  'minutes',
  'byHand',
  'inTime',
  'corrected',
  'objections',
  'signals',
  'signalsUpheld',
  'certificates',
  'revoked',
] as const

export const Year = () => {
  const t = useText(recordDeskText)
  const thisYear = Number(partsOf(useNow(3600)).key.slice(0, 4))
  const [year, setYear] = useState(String(thisYear))
  const areaId = useDeskAreaId(useSignedIn())
  const report = useQuery(query(getAnnualReport, { params: { year }, query: { areaId } }))
  return (
    <Panel
      label={t.tabs.year}
      scroll
      head={
        <>
          <Select name="year" label={t.year} hideLabel value={year} onChange={(event) => setYear(event.target.value)}>
            {[0, 1, 2].map((back) => (
              <option key={back} value={thisYear - back}>
                {thisYear - back}
              </option>
            ))}
          </Select>
          <span className="lb-grow" />
          <Button size="sm" kind="secondary" icon="printer" onClick={() => window.print()}>
            {t.print}
          </Button>
        </>
      }
    >
      <div className="lb-record-year">
        <Loaded from={report} shape="page">
          {(one) => <Report report={one} />}
        </Loaded>
        <SpotCheck year={year} areaId={areaId} />
      </div>
    </Panel>
  )
}

const Report = ({ report }: { readonly report: Report }) => {
  const t = useText(recordDeskText)
  const say = useSay()
  const shown = (key: (typeof counted)[number]) =>
    key === 'minutes' ? say.hours(report.minutes) : say.number(report[key])
  return (
    <div className="lb-stack" data-wide="">
      <Section title={t.report(String(report.year), report.areaName)}>
        {[0, 4, 8].map((first) => (
          <Figures
            key={first}
            figures={counted.slice(first, first + 4).map((key) => ({ value: shown(key), label: t.figures[key] }))}
          />
        ))}
      </Section>
      <Section title={t.byActivity}>
        <ListTable
          label={t.byActivity}
          rows={report.activities}
          rowKey={({ activityName }) => activityName}
          columns={[
            { key: 'activity', title: t.columns.activity, show: ({ activityName }) => activityName },
            { key: 'times', title: t.times, number: true, show: ({ records }) => say.number(records) },
            { key: 'hours', title: t.columns.hours, number: true, show: ({ minutes }) => say.hours(minutes) },
          ]}
        />
      </Section>
    </div>
  )
}

type SpotProps = { readonly year: string; readonly areaId: string | undefined }

const SpotCheck = ({ year, areaId }: SpotProps) => {
  const t = useText(recordDeskText)
  const say = useSay()
  const [drawn, setDrawn] = useState<Sample>()
  return (
    <Section title={t.sample} more={t.sampleHint}>
      <Form
        key={year}
        schema={sampleRecords.query}
        label={t.sample}
        initial={{ from: `${year}-01-01`, to: `${year}-12-31`, percent: '5' }}
        complete={(values) => ({ ...values, ...(areaId && { areaId }) })}
        onSend={async ({ percent, ...wish }) =>
          setDrawn(await call(sampleRecords, { query: { ...wish, percent: String(percent) } }))
        }
      >
        {(form) => (
          <div className="lb-row">
            <TextField name="from" type="date" label={t.fromDay} />
            <TextField name="to" type="date" label={t.toDay} />
            <TextField name="percent" inputMode="numeric" label={t.percent} />
            <TextField name="seed" label={t.seed} optional maxLength={40} />
            <Button type="submit" busy={form.busy}>
              {t.draw}
            </Button>
          </div>
        )}
      </Form>
      {drawn && (
        <>
          <p role="status">{t.drawn(say.number(drawn.items.length), say.number(drawn.of), drawn.seed)}</p>
          {drawn.items.length === 0 ? (
            <EmptyState>{t.sampleEmpty}</EmptyState>
          ) : (
            <ListTable
              label={t.sample}
              rows={drawn.items}
              rowKey={({ id }) => id}
              columns={[
                { key: 'who', title: t.columns.who, show: ({ name, volunteerNumber }) => `${name} ${volunteerNumber}` },
                { key: 'activity', title: t.columns.activity, show: (one) => `${one.activityName} · ${one.content}` },
                { key: 'day', title: t.columns.day, number: true, show: ({ day }) => day },
                { key: 'hours', title: t.columns.hours, number: true, show: ({ minutes }) => say.hours(minutes) },
                { key: 'evidence', title: t.columns.evidence, show: ({ evidence }) => say.list(evidence) },
              ]}
            />
          )}
        </>
      )}
    </Section>
  )
}
