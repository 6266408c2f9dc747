// Finding a person by name, pinyin, whole phone or its last four; each answer shows enough to tell namesakes apart.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { listPeople } from '@linbang/contract/people'
import type { PersonRow } from '@linbang/contract/people'
import { query } from '../../../kit/api.ts'
import { useText } from '../../../kit/text.ts'
import { Portrait } from '../../../ui/portrait.tsx'
import { peopleText } from '../text.ts'
import { PickList } from './pick-list.tsx'

type Props = {
  readonly label: string
  readonly hint?: string | undefined
  readonly areaId?: string | undefined
  readonly first?: boolean | undefined
  /** Not to be found: the person the page is about. */
  readonly without?: string | undefined
  readonly onPick: (person: PersonRow) => void
  /** What was typed when nobody was found. */
  readonly none?: ((words: string) => React.ReactNode) | undefined
}

export const usePersonLine = () => {
  const t = useText(peopleText)
  return (person: Pick<PersonRow, 'age' | 'buildingName' | 'phoneMasked'>): string =>
    [person.age === null ? null : t.years(person.age), person.buildingName, person.phoneMasked]
      .filter(Boolean)
      .join(' · ')
}

export const PersonSearch = ({ label, hint, areaId, first, without, onPick, none }: Props) => {
  const t = useText(peopleText)
  const line = usePersonLine()
  const [words, setWords] = useState('')
  const asked = useDeferredValue(words.trim())
  const found = useQuery({
    ...query(listPeople, { query: { q: asked, areaId, limit: '8' } }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  })
  const items = asked === '' ? [] : (found.data?.items ?? []).filter(({ id }) => id !== without)
  const over = asked !== '' && found.data !== undefined && !found.isPlaceholderData && items.length === 0
  return (
    <PickList
      label={label}
      hint={hint}
      words={words}
      onWords={setWords}
      items={items}
      keyOf={({ id }) => id}
      onPick={(person) => {
        setWords('')
        onPick(person)
      }}
      first={first}
      busy={found.isPlaceholderData}
      none={over ? (none?.(asked) ?? t.nobodyFound) : undefined}
    >
      {(person) => (
        <>
          <Portrait seed={person.id} sex={person.sex ?? undefined} age={person.age ?? undefined} size={2} />
          <span className="lb-grow">
            <b>{person.name}</b> <span className="lb-soft">{person.callName}</span>
            <small>{line(person)}</small>
          </span>
        </>
      )}
    </PickList>
  )
}
