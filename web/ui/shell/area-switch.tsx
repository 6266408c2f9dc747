// Which part of the town the desk shows: the areas of one's roles, and under a wide one the communities and grids below.
import { useQuery } from '@tanstack/react-query'
import { listAreas } from '@linbang/contract/areas'
import { query } from '../../kit/api.ts'
import { chooseDeskArea, useDeskAreaId } from '../../kit/desk-area.ts'
import type { DeskArea } from '../../kit/desk-area.ts'
import { useSignedIn } from '../../kit/session.tsx'
import { useText, useWords } from '../../kit/text.ts'
import { Icon } from '../icon.tsx'
import { Menu } from '../menu.tsx'
import { uiText } from '../text.ts'

export const AreaSwitch = ({ areas }: { readonly areas: readonly DeskArea[] }) => {
  const t = useText(uiText)
  const words = useWords()
  const me = useSignedIn()
  const areaId = useDeskAreaId(me)
  const widest = areas[0]
  const { data } = useQuery({
    ...query(listAreas, { query: { parentId: widest?.areaId, limit: 100 } }),
    enabled: widest !== undefined && ['street', 'community', 'district'].includes(widest.kind),
    staleTime: 10 * 60_000,
  })
  const below = (data?.items ?? []).map(({ id, name, nameEn }) => ({
    areaId: id,
    name: words({ zh: name, en: nameEn }),
  }))
  const all = [...areas, ...below.filter((one) => !areas.some((held) => held.areaId === one.areaId))]
  const current = all.find((one) => one.areaId === areaId) ?? all[0]
  if (!current) return null
  return (
    <div className="lb-area-switch">
      <Menu
        label={t.area}
        button={
          <>
            <Icon name="pin" size="sm" />
            {current.name}
            <Icon name="down" size="xs" />
          </>
        }
      >
        {all.map((one) => (
          <button
            key={one.areaId}
            type="button"
            aria-pressed={one.areaId === current.areaId}
            onClick={() => chooseDeskArea(one.areaId)}
          >
            {one.name}
          </button>
        ))}
      </Menu>
    </div>
  )
}
