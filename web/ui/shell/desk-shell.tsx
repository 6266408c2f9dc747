// The staff console: top bar with area, search, alarms, clock and me; the nav of one's role at the left; keys for everything.
import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { nextAlarmSound, useAlarmSound } from '../../kit/alarm-sound.ts'
import { useNow } from '../../kit/clock.ts'
import { choosePreference, usePreference } from '../../kit/preference.ts'
import { leave, useInstallation, useSignedIn } from '../../kit/session.tsx'
import { useSay, useText } from '../../kit/text.ts'
import { IconButton } from '../button.tsx'
import { Chip } from '../chip.tsx'
import { Icon, Logo } from '../icon.tsx'
import type { IconName } from '../icon.tsx'
import { Menu } from '../menu.tsx'
import { Portrait } from '../portrait.tsx'
import { deskText } from '../desk-text.ts'
import { uiText } from '../text.ts'
import { ToastPlace } from '../toast.tsx'
import { DeskKeys, useDeskKey } from './desk-keys.tsx'
import { SkipLink } from './phone-shell.tsx'
import { UpdatePrompt } from './update-prompt.tsx'
import './desk.css'
import './desk-side.css'

export { useDeskKey } from './desk-keys.tsx'

export type NavItem = {
  readonly href: string
  readonly icon: IconName
  readonly label: string
  /** A NavCount. */ readonly badge?: ReactNode
}
export type NavGroup = { readonly title: string; readonly items: readonly NavItem[] }

type Props = {
  readonly groups: readonly NavGroup[]
  /** The area switch at the left of the top bar. */
  readonly areaSwitch?: ReactNode
  /** Stands above everything until somebody takes it. */
  readonly alarm?: ReactNode
  /** One line above every page. */
  readonly strip?: ReactNode
  /** The hotline, at the right of the top bar. */
  readonly status?: ReactNode
  /** What Enter in the search box does. */
  readonly onSearch?: ((words: string) => void) | undefined
  /** Said under the name: 话务长 · 早班. */
  readonly post?: string | undefined
  readonly children: ReactNode
}

const useConsoleDensity = () =>
  useLayoutEffect(() => {
    document.documentElement.dataset.density = 'console'
    return () => {
      delete document.documentElement.dataset.density
    }
  }, [])

const Search = ({ onSearch }: { readonly onSearch: (words: string) => void }) => {
  const t = useText(uiText)
  const ref = useRef<HTMLInputElement>(null)
  useDeskKey(
    '/',
    useCallback(() => ref.current?.focus(), []),
  )
  return (
    <form
      className="lb-desk-search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        onSearch(ref.current?.value ?? '')
      }}
    >
      <Icon name="search" size="sm" />
      <input ref={ref} type="search" aria-label={t.searchLabel} placeholder={t.search} enterKeyHint="search" />
      <kbd>/</kbd>
    </form>
  )
}

/** How many wait behind a nav item; nothing when none do. */
export const NavCount = ({ count, urgent }: { readonly count: number | undefined; readonly urgent?: boolean }) =>
  count ? <b data-urgent={urgent ? '' : undefined}>{count}</b> : null

const Nav = ({ groups, onGo }: { readonly groups: readonly NavGroup[]; readonly onGo: () => void }) => {
  const [path] = useLocation()
  return groups.map(({ title, items }) => (
    <div key={title} role="group" aria-label={title}>
      <p>{title}</p>
      {items.map(({ href, icon, label, badge }) => (
        <Link
          key={href}
          href={href}
          onClick={onGo}
          aria-current={path === href || path.startsWith(`${href}/`) ? 'page' : undefined}
        >
          <Icon name={icon} />
          {label}
          {badge}
        </Link>
      ))}
    </div>
  ))
}

const TopBar = ({
  areaSwitch,
  status,
  onSearch,
  post,
  onMenu,
  onKeys,
}: Omit<Props, 'children' | 'groups' | 'alarm' | 'strip'> & {
  readonly onMenu: () => void
  readonly onKeys: () => void
}) => {
  const t = useText(uiText)
  const say = useSay()
  const now = useNow(10)
  const me = useSignedIn()
  const demo = useInstallation()?.demo
  const sound = useAlarmSound()
  const { theme } = usePreference()
  const { toLight, toDark } = useText(deskText)
  return (
    <header className="lb-desk-top">
      <span className="lb-desk-menu">
        <IconButton icon="list" label={t.menu} onClick={onMenu} />
      </span>
      <Link className="lb-desk-brand" href="/desk">
        <Logo />
        <span>
          {t.brand}
          <small>{t.deskName}</small>
        </span>
      </Link>
      {areaSwitch}
      {onSearch && <Search onSearch={onSearch} />}
      <span className="lb-grow" />
      {demo && <Chip tone="lamp">{t.demo}</Chip>}
      {status}
      <span className="lb-num lb-soft lb-desk-clock">{`${say.calendarDay(now)} ${say.weekday(now)} ${say.clock(now)}`}</span>
      <Menu
        label={t.me}
        end
        button={
          <>
            <Portrait seed={me.personId} age={40} size={2} />
            <span className="lb-desk-me">
              {me.callName}
              {post && <small>{post}</small>}
            </span>
          </>
        }
      >
        <Link href="/">
          <Icon name="phone" size="sm" />
          {t.onlyPhone}
        </Link>
        <button type="button" onClick={onKeys}>
          <Icon name="info" size="sm" />
          {t.keys}
        </button>
        <button type="button" onClick={() => choosePreference({ theme: theme === 'dark' ? 'light' : 'dark' })}>
          <Icon name="lamp" size="sm" />
          {theme === 'dark' ? toLight : toDark}
        </button>
        <button type="button" onClick={nextAlarmSound}>
          <Icon name="speaker" size="sm" />
          {t.alarmSound[sound]}
        </button>
        <button type="button" onClick={() => void leave()}>
          <Icon name="arrow" size="sm" />
          {t.signOut}
        </button>
      </Menu>
    </header>
  )
}

export const DeskShell = ({ groups, alarm, strip, children, ...top }: Props) => {
  const t = useText(uiText)
  const [open, setOpen] = useState(false)
  const [keys, setKeys] = useState(false)
  useConsoleDensity()
  return (
    <>
      <SkipLink />
      {alarm}
      <div className="lb-desk" data-open={open ? '' : undefined}>
        <TopBar {...top} onMenu={() => setOpen(!open)} onKeys={() => setKeys(true)} />
        <nav className="lb-desk-side" aria-label={t.mainNav}>
          <Nav groups={groups} onGo={() => setOpen(false)} />
        </nav>
        <div className="lb-desk-work" data-strip={strip ? '' : undefined}>
          <UpdatePrompt />
          {strip}
          {children}
        </div>
      </div>
      <DeskKeys open={keys} onShow={setKeys} />
      <ToastPlace />
    </>
  )
}
