// Which area the desk looks at: one of those where the person holds a staff role, remembered on this computer.
import { useSyncExternalStore } from 'react'
import type { Me } from '@linbang/contract/accounts'
import { staffRoles } from '@linbang/contract/permissions'

export type DeskArea = { readonly areaId: string; readonly name: string; readonly path: string; readonly kind: string }

const place = 'lb.desk.area'
const watchers = new Set<() => void>()
const read = (): string | null => {
  try {
    return localStorage.getItem(place)
  } catch {
    return null
  }
}
let chosen = read()

/** Staff areas, the widest first. */
export const areaChoice = (me: Me): readonly DeskArea[] => {
  const seen = new Map<string, DeskArea>()
  for (const { role, areaId, areaName, areaPath, areaKind } of me.roles)
    if (staffRoles.includes(role)) seen.set(areaId, { areaId, name: areaName, path: areaPath, kind: areaKind })
  return [...seen.values()].sort((one, other) => one.path.length - other.path.length)
}

export const chooseDeskArea = (areaId: string) => {
  chosen = areaId
  try {
    localStorage.setItem(place, areaId)
  } catch {
    // remembered for this visit only
  }
  for (const tell of watchers) tell()
}

const watch = (tell: () => void) => {
  watchers.add(tell)
  return () => watchers.delete(tell)
}

/** The area that desk pages ask for; the widest one when nothing was chosen. Undefined when no role is held at an area. */
export const useDeskAreaId = (me: Me): string | undefined => {
  const kept = useSyncExternalStore(
    watch,
    () => chosen,
    () => null,
  )
  return kept ?? areaChoice(me)[0]?.areaId
}
