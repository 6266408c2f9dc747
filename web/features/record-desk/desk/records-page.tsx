// The desk of records: seven lists behind one title; which one stands in the address, so that a notice opens the right one.
import { useLocation, useSearch } from 'wouter'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { CountTabs, DeskPage } from '../../../ui/shell/desk-page.tsx'
import { recordDeskText } from '../text.ts'
import { Certificates } from './certificates.tsx'
import { DueRecords } from './due-records.tsx'
import { Entries } from './entries.tsx'
import { Objections } from './objections.tsx'
import { Signals } from './signals.tsx'
import { Stars } from './stars.tsx'
import { Year } from './year.tsx'
import './record-desk.css'

const shownBy = {
  entries: Entries,
  due: DueRecords,
  objections: Objections,
  signals: Signals,
  certificates: Certificates,
  stars: Stars,
  year: Year,
} as const
type Tab = keyof typeof shownBy
const needs = {
  entries: 'records.enter',
  due: 'records.read',
  objections: 'records.approve',
  signals: 'records.review',
  certificates: 'certificates.issue',
  stars: 'stars.review',
  year: 'records.read',
} as const

export const RecordDeskPage = () => {
  const t = useText(recordDeskText)
  const me = useSignedIn()
  const [path, go] = useLocation()
  const tabs = (Object.keys(shownBy) as Tab[]).filter((tab) => mayDo(me, needs[tab]))
  const wished = new URLSearchParams(useSearch()).get('show')
  const shown = tabs.find((tab) => tab === wished) ?? tabs[0] ?? 'due'
  const Shown = shownBy[shown]
  return (
    <DeskPage
      title={t.title}
      fill
      beside={
        <CountTabs
          label={t.which}
          tabs={tabs.map((value) => ({ value, title: t.tabs[value] }))}
          chosen={shown}
          onChoose={(show) => go(`${path}?show=${show}`, { replace: true })}
        />
      }
    >
      <Shown />
    </DeskPage>
  )
}
