// For whom a family member is doing things now: oneself, or somebody who granted it. Kept on the phone between pages.
import { useSyncExternalStore } from 'react'
import type { Me } from '@linbang/contract/accounts'

const place = 'lb.acting'
const watchers = new Set<() => void>()

const read = (): string => {
  try {
    return sessionStorage.getItem(place) ?? ''
  } catch {
    return ''
  }
}
let current = read()

export const actFor = (personId: string) => {
  current = personId
  try {
    sessionStorage.setItem(place, personId)
  } catch {
    // only the memory of the choice is lost
  }
  for (const tell of watchers) tell()
}

type Family = Me['families'][number]

/** The family member chosen; undefined for oneself, and when the right was taken back. */
export const useActing = (me: Me): Family | undefined => {
  const chosen = useSyncExternalStore(
    (tell) => {
      watchers.add(tell)
      return () => watchers.delete(tell)
    },
    () => current,
    () => '',
  )
  return me.families.find(({ personId }) => personId === chosen)
}
