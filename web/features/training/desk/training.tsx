// Training at the desk: sessions, courses, and what is missing in the teams; which one stands in the address.
import { useLocation, useSearch } from 'wouter'
import { useText } from '../../../kit/text.ts'
import { CountTabs, DeskPage } from '../../../ui/shell/desk-page.tsx'
import { trainingDeskText } from '../desk-text.ts'
import { Courses } from './courses.tsx'
import { Gaps } from './gaps.tsx'
import { Sessions } from './sessions.tsx'

const shownBy = { sessions: Sessions, courses: Courses, gaps: Gaps } as const
type Tab = keyof typeof shownBy
const tabs = Object.keys(shownBy) as Tab[]

export const TrainingPage = () => {
  const t = useText(trainingDeskText)
  const [path, go] = useLocation()
  const wished = new URLSearchParams(useSearch()).get('show')
  const shown = tabs.find((tab) => tab === wished) ?? 'sessions'
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
