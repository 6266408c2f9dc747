// The strip on top: one's own home, and from which building the helper comes. Nobody's walk is followed.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { getArea, getAreaMap } from '@linbang/contract/areas'
import type { Request } from '@linbang/contract/requests'
import { query } from '../../../kit/api.ts'
import { useText } from '../../../kit/text.ts'
import { MapStrip, MapStripPlace } from '../../../ui/map/area-map.tsx'
import { requestsText } from '../text.ts'
import { helpersOf } from './course.ts'
import { iconOf } from './service-look.ts'

const still = { staleTime: 10 * 60_000 }

export const TrackingMap = ({ request }: { readonly request: Request }) => {
  const t = useText(requestsText)
  const area = useQuery({ ...query(getArea, { params: { areaId: request.areaId } }), ...still })
  const communityId = area.data?.above.find(({ kind }) => kind === 'community')?.id ?? ''
  const map = useQuery({
    ...query(getAreaMap, { params: { areaId: communityId } }),
    ...still,
    enabled: communityId !== '',
  })
  const helper = helpersOf(request)[0]
  const { lat, lon } = request.point ?? {}
  const [name, building, under] = [helper?.callName, helper?.buildingName, request.state === 'under_way']
  const from = useMemo(
    () => (building ? map.data?.buildings.find((one) => one.name === building)?.point : undefined),
    [map.data, building],
  )
  const drawn = useMemo(() => {
    if (lat === undefined || lon === undefined) return undefined
    const home = { lat, lon }
    const far = from && (from.lat !== lat || from.lon !== lon) ? from : undefined
    return {
      pins: [
        { id: 'home', at: home, kind: 'home' as const, label: t.home },
        ...(far && name
          ? [
              {
                id: 'helper',
                at: far,
                kind: 'walker' as const,
                icon: iconOf(under ? 'walk' : 'home'),
                label: `${name} ${building ?? ''}`,
              },
            ]
          : []),
      ],
      paths: far ? [{ id: 'way', points: [far, home], kind: 'walk' as const }] : [],
    }
  }, [lat, lon, from, name, building, under, t])
  if (!drawn || area.error || map.error) return null
  if (!map.data) return <MapStripPlace />
  return (
    <MapStrip map={map.data} label={name && from ? t.map(name) : t.mapHome} pins={drawn.pins} paths={drawn.paths} />
  )
}
