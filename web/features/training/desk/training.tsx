// Training at the desk: sessions, courses, and what is missing in the teams.
import { useText } from '../../../kit/text.ts'
import { DeskListsPage } from '../../../ui/shell/desk-lists-page.tsx'
import { trainingDeskText } from '../desk-text.ts'
import { Courses } from './courses.tsx'
import { Gaps } from './gaps.tsx'
import { Sessions } from './sessions.tsx'

export const TrainingPage = () => {
  const t = useText(trainingDeskText)
  return (
    <DeskListsPage
      title={t.title}
      label={t.which}
      lists={[
        { value: 'sessions', title: t.tabs.sessions, Shown: Sessions },
        { value: 'courses', title: t.tabs.courses, Shown: Courses },
        { value: 'gaps', title: t.tabs.gaps, Shown: Gaps },
      ]}
    />
  )
}
