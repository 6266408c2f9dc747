// The whole app: phone or desk by the first word of the path, and what runs as long as somebody is signed in.
import { lazy, Suspense, useEffect } from 'react'
import { Redirect, useLocation } from 'wouter'
import { watchOutbox } from '../kit/offline.ts'
import { signInPath } from '../kit/next.ts'
import { listen } from '../kit/realtime.ts'
import { hasDesk, useInstallation, useMe, watchSignedOut } from '../kit/session.tsx'
import { Skeleton } from '../ui/states.tsx'
import { Phone } from './phone.tsx'

const Desk = lazy(async () => ({ default: (await import('./desk.tsx')).Desk }))

const useBackground = (personId: string | undefined) => {
  useEffect(watchSignedOut, [])
  useEffect(() => (personId ? listen() : undefined), [personId])
  useEffect(() => (personId ? watchOutbox(personId) : undefined), [personId])
}

export const App = () => {
  const [path] = useLocation()
  const me = useMe()
  useInstallation()
  useBackground(me?.personId)
  if (path !== '/desk' && !path.startsWith('/desk/')) return <Phone />
  if (me === undefined) return <Skeleton shape="page" />
  if (me === null) return <Redirect to={signInPath(path + location.search)} replace />
  if (!hasDesk(me)) return <Redirect to="/" replace />
  return (
    <Suspense fallback={<Skeleton shape="page" />}>
      <Desk />
    </Suspense>
  )
}
