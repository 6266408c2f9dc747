// Which role, and at which area it is held: streets, communities and grids, as deep as roles go.
import { useQuery } from '@tanstack/react-query'
import { listAreas } from '@linbang/contract/areas'
import { staffRoles } from '@linbang/contract/permissions'
import { query } from '../../../kit/api.ts'
import { useText, useWords } from '../../../kit/text.ts'
import { Select } from '../../../ui/field.tsx'
import { accountsText, roleText } from '../text.ts'

const useAreas = () => {
  const of = (kind: 'street' | 'community' | 'grid') => query(listAreas, { query: { kind, limit: '100' } })
  const streets = useQuery(of('street'))
  const communities = useQuery(of('community'))
  const grids = useQuery(of('grid'))
  return [streets, communities, grids]
    .flatMap(({ data }) => data?.items ?? [])
    .sort((one, other) => (one.path < other.path ? -1 : 1))
}

export const RoleFields = () => {
  const t = useText(accountsText)
  const roles = useText(roleText)
  const words = useWords()
  const areas = useAreas()
  const above = new Map(areas.map((one) => [one.id, words({ zh: one.name, en: one.nameEn })]))
  return (
    <>
      <Select name="role" label={t.role}>
        {staffRoles.map((one) => (
          <option key={one} value={one}>
            {roles[one]}
          </option>
        ))}
      </Select>
      <Select name="areaId" label={t.area}>
        {areas.map(({ id, kind, parentId }) => (
          <option key={id} value={id}>
            {[kind === 'grid' && parentId ? above.get(parentId) : '', above.get(id)].filter(Boolean).join(' · ')}
          </option>
        ))}
      </Select>
    </>
  )
}
