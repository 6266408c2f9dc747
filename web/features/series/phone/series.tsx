// One regular help: its rule, the next dates, leaving one out, stopping it.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { endSeries, getSeries, skipOccurrence } from '@linbang/contract/series'
import type { Series } from '@linbang/contract/series'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { momentOf } from '../../../kit/say.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card, Facts, Section } from '../../../ui/card.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ErrorState, Loaded } from '../../../ui/states.tsx'
import { StatusChip } from '../../../ui/status.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { seriesText } from '../text.ts'
import { ruleWords } from './rule-words.ts'
import './series.css'

/** 9:00–12:00 */
const hours = ({ from, to }: Pick<Series, 'from' | 'to'>) => `${from}–${to}`.replace(/\b0(\d:)/g, '$1')

const Dates = ({ series }: { readonly series: Series }) => {
  const t = useText(seriesText)
  const say = useSay()
  const dayOf = (day: string) => say.day(momentOf(day, series.from))
  const skip = useAct(skipOccurrence, { refreshes: ['/requests'] })
  const leaveOut = (day: string) => {
    skip
      .send({ params: { seriesId: series.id }, body: { day } })
      .then(() => toast(t.skipped(dayOf(day))))
      .catch(() => undefined)
  }
  return (
    <Section title={t.next}>
      {skip.refused && <ErrorState error={skip.refused} />}
      {series.next.length === 0 && <p className="lb-soft">{t.noNext}</p>}
      <ul className="lb-stack" data-tight="">
        {series.next.map(({ day, requestId, state }) => (
          <li key={day} className="lb-series-date">
            <div className="lb-grow">
              <b>{dayOf(day)}</b>
              <p className="lb-sm lb-soft">{`${say.weekday(momentOf(day, series.from))} ${hours(series)}`}</p>
              {state ? <StatusChip state={state} /> : <p className="lb-sm lb-soft">{t.planned}</p>}
            </div>
            <div className="lb-row" data-tight="">
              {requestId && (
                <ButtonLink kind="quiet" href={`/requests/${requestId}`} aria-label={t.seeDay(dayOf(day))}>
                  {t.see}
                </ButtonLink>
              )}
              {(state === null || state === 'reported' || state === 'dispatching' || state === 'assigned') && (
                <Button kind="quiet" busy={skip.busy} aria-label={t.skipDay(dayOf(day))} onClick={() => leaveOut(day)}>
                  {t.skip}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {series.skips.length > 0 && <p className="lb-sm lb-soft">{`${t.skips} ${say.list(series.skips.map(dayOf))}`}</p>}
    </Section>
  )
}

const End = ({ series, onClose }: { readonly series: Series; readonly onClose: () => void }) => {
  const t = useText(seriesText)
  const act = useAct(endSeries, {
    refreshes: ['/requests'],
    onDone: () => {
      toast(t.ended)
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.endTitle}
      actions={
        <>
          <Button kind="secondary" onClick={onClose}>
            {t.endKeep}
          </Button>
          <Button
            kind="danger"
            busy={act.busy}
            onClick={() => act.press({ params: { seriesId: series.id }, body: { version: series.version } })}
          >
            {t.endGo}
          </Button>
        </>
      }
    >
      <p>{t.endLine}</p>
      {act.refused && <ErrorState error={act.refused} />}
    </Dialog>
  )
}

const Shown = ({ series }: { readonly series: Series }) => {
  const t = useText(seriesText)
  const words = useWords()
  const say = useSay()
  const [ending, setEnding] = useState(false)
  const facts = [
    {
      label: t.what,
      value: words({ zh: series.serviceZh, en: series.serviceEn }),
      detail: series.description || undefined,
    },
    { label: t.rule, value: ruleWords(series.rule, t, say), detail: hours(series) },
    { label: t.who, value: series.keepPersonName ?? t.anyone },
    { label: t.until, value: series.endsOn ? say.date(momentOf(series.endsOn, '12:00')) : t.always },
    { label: t.holidays, value: series.skipHolidays ? t.holidaysSkipped : t.holidaysKept },
  ]
  return (
    <>
      <Card>
        <Facts facts={facts} />
      </Card>
      {series.state === 'active' ? (
        <>
          <Dates series={series} />
          <Button kind="danger-line" wide onClick={() => setEnding(true)}>
            {t.end}
          </Button>
        </>
      ) : (
        <p className="lb-soft">{t.endedState}</p>
      )}
      {ending && <End series={series} onClose={() => setEnding(false)} />}
    </>
  )
}

export const SeriesPage = ({ params }: { readonly params: { readonly seriesId: string } }) => {
  const t = useText(seriesText)
  const series = useQuery(query(getSeries, { params: { seriesId: params.seriesId } }))
  return (
    <ResidentPage title={t.title} back="/requests?show=weekly">
      <Loaded from={series} shape="page">
        {(one) => <Shown series={one} />}
      </Loaded>
    </ResidentPage>
  )
}
