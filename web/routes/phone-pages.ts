// Every page of the phone, in the order they are tried, and the tabs. A tab appears only when its page is here and may be seen.
import type { IconName } from '../ui/icon.tsx'
import type { Page } from './page.tsx'

export const phonePages: readonly Page[] = []

type TabName = 'home' | 'requests' | 'help' | 'activities' | 'me'
export const phoneTabs: readonly { readonly path: `/${string}`; readonly name: TabName; readonly icon: IconName }[] = [
  { path: '/', name: 'home', icon: 'home' },
  { path: '/requests', name: 'requests', icon: 'list' },
  { path: '/help', name: 'help', icon: 'help' },
  { path: '/activities', name: 'activities', icon: 'calendar' },
  { path: '/me', name: 'me', icon: 'user' },
]
