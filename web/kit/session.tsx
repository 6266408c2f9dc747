// Who is here: the signed-in person, what they may, and the installation they are in.
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { changePreferences, getMe, signOut } from '@linbang/contract/accounts'
import { getInstallation } from '@linbang/contract/installation'
import type { Installation } from '@linbang/contract/installation'
import type { Me } from '@linbang/contract/accounts'
import type { Permission, Role } from '@linbang/contract/permissions'
import { cache, call, onSignedOut, query } from './api.ts'
import { forgetDrafts } from './draft.ts'
import { forgetKept, keeping, keptQuery } from './kept.ts'
import { choosePreference, preference } from './preference.ts'
import type { Preference } from './preference.ts'
import { Refused } from './refused.ts'
import { setTimeZone } from './say.ts'

const meOrNobody = {
  ...query(getMe),
  queryFn: async (): Promise<Me | null> => {
    try {
      return await keeping('me', () => call(getMe))
    } catch (error) {
      if (error instanceof Refused && error.status === 401) return null
      throw error
    }
  },
  staleTime: 60_000,
}
const meKey = meOrNobody.queryKey as readonly unknown[]

/** `undefined` while asking, `null` when nobody is signed in. */
export const useMe = (): Me | null | undefined => useQuery(meOrNobody as never).data as Me | null | undefined
export const useMeState = () => useQuery<Me | null>(meOrNobody as never)

/** Only below a page that asks for sign-in. */
export const useSignedIn = (): Me => {
  const me = useMe()
  if (!me) throw new Error('this page is shown only to people who are signed in')
  return me
}

export const setMe = (me: Me | null) => cache.setQueryData(meKey, me)

export const useInstallation = (): Installation | undefined => {
  const { data } = useQuery({ ...keptQuery(getInstallation, {}), staleTime: 10 * 60_000 })
  useEffect(() => {
    if (data) setTimeZone(data.timeZone)
  }, [data])
  return data
}

export const mayDo = (me: Me | null | undefined, permission: Permission): boolean =>
  me?.may.includes(permission) ?? false
export const holds = (me: Me | null | undefined, ...wanted: readonly Role[]): boolean =>
  me?.roles.some((held) => wanted.includes(held.role)) ?? false

/** What only staff may do; one of these opens the console. */
const deskWork: readonly Permission[] = ['requests.staff', 'audit.read', 'accounts.manage']
export const hasDesk = (me: Me | null | undefined): boolean => deskWork.some((permission) => mayDo(me, permission))

/** After signing in: the person's own choices come to this device. */
export const welcomeBack = (me: Me) => {
  const { locale, elder, textSize, theme } = me.preferences
  choosePreference({
    ...(locale && { locale }),
    ...(elder !== undefined && { elder }),
    ...(textSize && { textSize }),
    ...(theme && { theme }),
  })
  cache.removeQueries({ predicate: ({ queryKey: [path] }) => path !== getMe.path && path !== getInstallation.path })
  setMe(me)
}

/** Changes how this person sees us here at once, and on their other devices when there is a line. */
export const prefer = async (change: Partial<Preference>): Promise<void> => {
  choosePreference(change)
  const me = cache.getQueryData<Me | null>(meKey)
  if (!me) return
  const { locale, elder, textSize, theme } = preference()
  try {
    setMe(await call(changePreferences, { body: { ...me.preferences, locale, elder, textSize, theme } }))
  } catch (error) {
    if (!(error instanceof Refused)) throw error
  }
}

/** Ends the session here and forgets everything personal that this device kept. */
export const leave = async (): Promise<void> => {
  try {
    await call(signOut)
  } catch (error) {
    if (!(error instanceof Refused && (error.status === 401 || error.offline))) throw error
  }
  forgetDrafts()
  await forgetKept().catch(() => undefined)
  cache.clear()
  setMe(null)
}

/** An answer of 401 anywhere turns the page into the sign-in page. */
export const watchSignedOut = (): (() => void) =>
  onSignedOut(() => {
    if (cache.getQueryData(meKey)) setMe(null)
  })
