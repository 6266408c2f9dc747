// Which building: the communities of this installation and the buildings on their public map.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { getAreaMap } from '@linbang/contract/areas'
import { query } from '../../../kit/api.ts'
import { useInstallation } from '../../../kit/session.tsx'
import { useText, useWords } from '../../../kit/text.ts'
import { ChoiceList } from '../../../ui/choice.tsx'
import { Select } from '../../../ui/field.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { welcomeText } from '../text.ts'

/** 2 号楼 before 10 号楼. */
const byNumber = new Intl.Collator('zh-CN', { numeric: true })

type Props = {
  readonly communityId: string | undefined
  readonly onCommunity: (areaId: string) => void
  readonly buildingId?: string | undefined
  readonly onBuilding?: ((areaId: string, name: string) => void) | undefined
}

const Buildings = ({
  communityId,
  buildingId,
  onBuilding,
}: Omit<Props, 'onCommunity'> & { readonly communityId: string }) => {
  const t = useText(welcomeText)
  const words = useWords()
  const map = useQuery({ ...query(getAreaMap, { params: { areaId: communityId } }), staleTime: 10 * 60_000 })
  const buildings = useMemo(
    () => [...(map.data?.buildings ?? [])].sort((one, other) => byNumber.compare(one.name, other.name)),
    [map.data],
  )
  const nameOf = ({ name, nameEn }: { name: string; nameEn: string }) => words({ zh: name, en: nameEn })
  return (
    <Loaded from={map} shape="rows" count={1}>
      {() => (
        <Select
          name="buildingId"
          label={t.building}
          {...(onBuilding && {
            value: buildingId ?? '',
            onChange: (event) => {
              const chosen = buildings.find(({ id }) => id === event.target.value)
              if (chosen) onBuilding(chosen.id, nameOf(chosen))
            },
          })}
        >
          <option value="">{t.chooseBuilding}</option>
          {buildings.map((one) => (
            <option key={one.id} value={one.id}>
              {nameOf(one)}
            </option>
          ))}
        </Select>
      )}
    </Loaded>
  )
}

export const BuildingChoice = ({ communityId, onCommunity, ...rest }: Props) => {
  const t = useText(welcomeText)
  const words = useWords()
  const communities = useInstallation()?.communities ?? []
  const chosen = communityId ?? communities[0]?.areaId
  return (
    <>
      {communities.length > 1 && (
        <ChoiceList
          name="communityId"
          legend={t.community}
          options={communities.map(({ areaId, name, nameEn }) => ({
            value: areaId,
            title: words({ zh: name, en: nameEn }),
          }))}
          value={chosen ?? ''}
          onChoose={onCommunity}
        />
      )}
      {chosen && <Buildings communityId={chosen} {...rest} />}
    </>
  )
}
