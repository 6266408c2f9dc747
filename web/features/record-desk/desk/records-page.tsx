// The desk of records: seven lists, each for those who may work on it.
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { DeskListsPage } from '../../../ui/shell/desk-lists-page.tsx'
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
  const mine = (Object.keys(shownBy) as Tab[]).filter((tab) => mayDo(me, needs[tab]))
  const lists = mine.map((value) => ({ value, title: t.tabs[value], Shown: shownBy[value] }))
  return <DeskListsPage title={t.title} label={t.which} lists={lists} />
}
