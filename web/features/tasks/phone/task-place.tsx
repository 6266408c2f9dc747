// Roughly where: a circle round the building and one's own home. The door is told after the yes.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { getAreaMap } from '@linbang/contract/areas'
import type { Offer } from '@linbang/contract/dispatch'
import { query } from '../../../kit/api.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { MapStrip } from '../../../ui/map/area-map.tsx'
import { iconOf } from '../../requests/phone/service-look.ts'
import { tasksText } from '../text.ts'

export const TaskPlace = ({ offer }: { readonly offer: Offer }) => {
  const t = useText(tasksText)
  const say = useSay()
  const { home } = useSignedIn()
  const areaId = home?.communityId ?? ''
  const map = useQuery({
    ...query(getAreaMap, { params: { areaId } }),
    staleTime: 600_000,
    enabled: areaId !== '',
  })
  const { nearName, metres, icon } = offer
  const { lat, lon } = offer.point ?? {}
  const own = map.data?.buildings.find(({ name }) => name === home?.buildingName)?.point
  const drawn = useMemo(() => {
    if (lat === undefined || lon === undefined) return undefined
    const at = { lat, lon }
    const near = { id: 'near', at, kind: 'near' as const, icon: iconOf(icon), label: t.nearBy(nearName) }
    const apart = own && (own.lat !== lat || own.lon !== lon)
    return {
      pins: apart ? [near, { id: 'me', at: own, kind: 'me' as const, label: t.here, caption: t.here }] : [near],
      circles: [{ id: 'near', at, metres: 55, kind: 'near' as const }],
    }
  }, [lat, lon, icon, nearName, own, t])
  if (!drawn || !map.data) return null
  return (
    <MapStrip
      framed
      map={map.data}
      pins={drawn.pins}
      circles={drawn.circles}
      label={metres === null ? t.mapPlace(nearName) : t.mapOne(nearName, say.distance(metres))}
    />
  )
}
