// The desk: its navigation by role, its pages, its frame. Loaded only by those who open it.
import type { ReactNode } from 'react'
import { Redirect, useLocation } from 'wouter'
import { AlarmDesk } from '../features/alarms/desk/alarm-desk.tsx'
import { CallPop } from '../features/calls/desk/call-pop.tsx'
import { OnlineAgents } from '../features/calls/desk/online.tsx'
import { useLateStrip } from '../features/late/desk/late-strip.tsx'
import { DutyBar } from '../features/roster/desk/duty-bar.tsx'
import { areaChoice } from '../kit/desk-area.ts'
import { mayDo, useSignedIn } from '../kit/session.tsx'
import { useText } from '../kit/text.ts'
import { DeskShell } from '../ui/shell/desk-shell.tsx'
import type { NavGroup } from '../ui/shell/desk-shell.tsx'
import { AreaSwitch } from '../ui/shell/area-switch.tsx'
import { deskPages } from './desk-pages.ts'
import { DeskMissingPage } from './desk-missing-page.tsx'
import { maySee, Pages } from './page.tsx'
import type { Page } from './page.tsx'
import { routeText } from './text.ts'

const groupOrder = ['duty', 'work', 'people', 'resources', 'data', 'system'] as const

const useGroups = (): readonly NavGroup[] => {
  const t = useText(routeText)
  const me = useSignedIn()
  const shown = deskPages.filter((page) => page.nav && maySee(me, page))
  return groupOrder.flatMap((group) => {
    const items = shown.flatMap(({ path, nav }) =>
      nav?.group === group
        ? [{ href: path, icon: nav.icon, label: t.desk[nav.name], ...(nav.Badge && { badge: <nav.Badge /> }) }]
        : [],
    )
    return items.length > 0 ? [{ title: t.groups[group], items }] : []
  })
}

export const Desk = () => {
  const t = useText(routeText)
  const me = useSignedIn()
  const groups = useGroups()
  const [path, go] = useLocation()
  const first = groups[0]?.items[0]?.href
  const role = me.roles.find(({ role: held }) => held === me.duty?.role) ?? me.roles[me.roles.length - 1]
  const searchable = deskPages.some((page) => page.path === '/desk/requests' && maySee(me, page))
  const strip = useLateStrip(mayDo(me, 'requests.staff') && path !== '/desk/late')
  const guard = (page: Page): ReactNode | undefined => (maySee(me, page) ? undefined : <DeskMissingPage forbidden />)
  if (path === '/desk' && first) return <Redirect to={first} replace />
  return (
    <DeskShell
      alarm={
        <>
          {mayDo(me, 'requests.staff') && <AlarmDesk />}
          {mayDo(me, 'calls.take') && <CallPop />}
        </>
      }
      strip={strip}
      groups={groups}
      areaSwitch={<AreaSwitch areas={areaChoice(me)} />}
      status={
        <>
          {mayDo(me, 'calls.take') && <OnlineAgents />}
          <DutyBar />
        </>
      }
      post={role && t.roles[role.role]}
      onSearch={searchable ? (words) => go(`/desk/requests?q=${encodeURIComponent(words.trim())}`) : undefined}
    >
      <Pages pages={deskPages} at={path} guard={guard} missing={<DeskMissingPage />} />
    </DeskShell>
  )
}
