// What stands around every phone page: skip link, 演示, tabs, the short word after an act.
import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { useInstallation } from '../../kit/session.tsx'
import { useText } from '../../kit/text.ts'
import { Icon } from '../icon.tsx'
import type { IconName } from '../icon.tsx'
import { uiText } from '../text.ts'
import { ToastPlace } from '../toast.tsx'
import { UpdatePrompt } from './update-prompt.tsx'
import './phone.css'
import './narrow.css'

export type Tab = {
  readonly href: string
  readonly icon: IconName
  readonly label: string
  readonly badge?: number | undefined
}
const Tabs = createContext<readonly Tab[]>([])

export const SkipLink = () => {
  const t = useText(uiText)
  return (
    <a
      className="lb-skip"
      href="#page"
      onClick={(event) => {
        event.preventDefault()
        document.getElementById('page')?.focus()
      }}
    >
      {t.skip}
    </a>
  )
}

const DemoStrip = () => {
  const t = useText(uiText)
  const installation = useInstallation()
  return installation?.demo ? (
    <aside className="lb-demo" aria-label={t.demo}>
      <b>{t.demo}</b> <span>{t.demoLine}</span>
    </aside>
  ) : null
}

export const PhoneShell = ({ tabs, children }: { readonly tabs: readonly Tab[]; readonly children: ReactNode }) => (
  <Tabs.Provider value={tabs}>
    <SkipLink />
    <div className="lb-phone">
      <DemoStrip />
      <UpdatePrompt />
      {children}
    </div>
    <ToastPlace />
  </Tabs.Provider>
)

export const TabBar = () => {
  const t = useText(uiText)
  const tabs = useContext(Tabs)
  const [path] = useLocation()
  return (
    <nav className="lb-tabs" aria-label={t.mainNav}>
      {tabs.map(({ href, icon, label, badge }) => (
        <Link
          key={href}
          href={href}
          aria-current={path === href || (href !== '/' && path.startsWith(`${href}/`)) ? 'page' : undefined}
        >
          <span className="lb-tab-icon">
            <Icon name={icon} />
            {badge ? <b className="lb-tab-badge">{badge}</b> : null}
          </span>
          {label}
        </Link>
      ))}
    </nav>
  )
}
