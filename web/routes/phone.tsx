// The phone: tabs by what exists and may be seen, sign-in and welcome before anything personal.
import type { ReactNode } from 'react'
import { Redirect, useLocation, useSearch } from 'wouter'
import type { Me } from '@linbang/contract/accounts'
import { signInPath } from '../kit/next.ts'
import { useMeState } from '../kit/session.tsx'
import { useText } from '../kit/text.ts'
import { PhoneShell } from '../ui/shell/phone-shell.tsx'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { ForbiddenPage, NotFoundPage } from './missing-pages.tsx'
import { maySee, Pages } from './page.tsx'
import type { Page } from './page.tsx'
import { phonePages, phoneTabs } from './phone-pages.ts'
import { routeText } from './text.ts'

const useTabs = (me: Me | null | undefined) => {
  const t = useText(routeText)
  return phoneTabs
    .filter(({ path }) => phonePages.some((page) => page.path === path && maySee(me, page)))
    .map(({ path, name, icon }) => ({ href: path, icon, label: t.tabs[name] }))
}

export const Phone = () => {
  const [path] = useLocation()
  const search = useSearch()
  const { data: me, error, refetch } = useMeState()
  const here = search ? `${path}?${search}` : path

  const guard = (page: Page): ReactNode | undefined => {
    if (page.open) return undefined
    if (me === undefined)
      return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton shape="page" />
    if (me === null) return <Redirect to={signInPath(here)} replace />
    if (!me.welcomed && path !== '/welcome')
      return <Redirect to={path === '/' ? '/welcome' : `/welcome?next=${encodeURIComponent(here)}`} replace />
    return maySee(me, page) ? undefined : <ForbiddenPage />
  }
  return (
    <PhoneShell tabs={useTabs(me)}>
      <Pages pages={phonePages} at={path} guard={guard} missing={<NotFoundPage />} />
    </PhoneShell>
  )
}
