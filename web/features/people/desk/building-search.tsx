// Choosing a building of the area the desk looks at, by its number or name.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { listAreas } from '@linbang/contract/areas'
import type { Area } from '@linbang/contract/areas'
import { query } from '../../../kit/api.ts'
import { useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { peopleText } from '../text.ts'
import { PickList } from './pick-list.tsx'

/** The number typed stands first: 3 is 3号楼 before 13号楼. */
const byNearness = (words: string) => (one: Area, other: Area) =>
  Number(!one.name.startsWith(words)) - Number(!other.name.startsWith(words)) || one.name.length - other.name.length

type Chosen = Pick<Area, 'id' | 'name' | 'nameEn'>

export const BuildingSearch = ({
  underId,
  label,
  chosen,
  onChoose,
}: {
  readonly underId: string | undefined
  readonly label?: string | undefined
  readonly chosen: Chosen | undefined
  readonly onChoose: (building: Area | undefined) => void
}) => {
  const t = useText(peopleText)
  const say = useWords()
  const [words, setWords] = useState('')
  const asked = useDeferredValue(words.trim())
  const found = useQuery({
    ...query(listAreas, { query: { kind: 'building', underId, q: asked, limit: '30' } }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  })
  if (chosen)
    return (
      <div className="lb-field">
        <span className="lb-field-label">{label ?? t.buildingFind}</span>
        <span className="lb-row">
          <Icon name="building" size="sm" />
          <b>{say({ zh: chosen.name, en: chosen.nameEn })}</b>
          <Button kind="quiet" size="sm" onClick={() => onChoose(undefined)}>
            {t.change}
          </Button>
        </span>
      </div>
    )
  const items = asked === '' ? [] : [...(found.data?.items ?? [])].sort(byNearness(asked)).slice(0, 6)
  return (
    <PickList
      label={label ?? t.buildingFind}
      placeholder={t.buildingHint}
      words={words}
      onWords={setWords}
      items={items}
      keyOf={({ id }) => id}
      busy={found.isPlaceholderData}
      onPick={(one) => {
        setWords('')
        onChoose(one)
      }}
      none={asked !== '' && found.data && !found.isPlaceholderData ? t.buildingNone : undefined}
    >
      {(one) => (
        <span>
          <b>{say({ zh: one.name, en: one.nameEn })}</b>
        </span>
      )}
    </PickList>
  )
}
