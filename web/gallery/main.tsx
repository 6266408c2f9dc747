// Every component and the mock-up pages drawn with sample data, to look at and to check; never part of a build.
// gallery.html?show=home&mode=elder&theme=dark&size=largest
import '../ui/tokens.css'
import '../ui/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { getInstallation } from '@linbang/contract/installation'
import { getMe } from '@linbang/contract/accounts'
import { cache } from '../kit/api.ts'
import { choosePreference } from '../kit/preference.ts'
import { PhoneShell } from '../ui/shell/phone-shell.tsx'
import { AskPages } from './ask.tsx'
import { Alarm } from './alarm.tsx'
import { Board } from './board.tsx'
import { HomePages } from './home.tsx'
import { Parts } from './parts.tsx'
import { sampleInstallation, sampleMe, sampleTabs } from './sample.ts'
import { SheetPages } from './sheet.tsx'
import { TaskPages } from './tasks.tsx'
import { TrackingPages } from './tracking.tsx'

const wanted = new URLSearchParams(location.search)
const show = wanted.get('show') ?? 'home'
choosePreference({
  elder: wanted.get('mode') === 'elder',
  theme: wanted.get('theme') === 'dark' ? 'dark' : 'light',
  locale: wanted.get('locale') === 'en' ? 'en' : 'zh-CN',
  textSize: (wanted.get('size') as 'largest' | null) ?? 'normal',
})
cache.setDefaultOptions({ queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } })
cache.setQueryData([getInstallation.path, {}], sampleInstallation)
cache.setQueryData([getMe.path, {}], sampleMe)

const Shown = () => {
  if (show === 'board') return <Board />
  if (show === 'alarm') return <Alarm />
  return (
    <PhoneShell tabs={sampleTabs}>
      {show.startsWith('home') && <HomePages />}
      {show.startsWith('ask') && <AskPages page={show} />}
      {show.startsWith('track') && <TrackingPages />}
      {show.startsWith('task') && <TaskPages page={show} />}
      {show.startsWith('sheet') && <SheetPages page={show} />}
      {show.startsWith('parts') && <Parts />}
    </PhoneShell>
  )
}

createRoot(document.getElementById('root')!).render(
  <QueryClientProvider client={cache}>
    <Shown />
  </QueryClientProvider>,
)
