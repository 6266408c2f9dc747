// Where and for whom: the home on record unless another place is chosen.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Me } from '@linbang/contract/accounts'
import { listAreas } from '@linbang/contract/areas'
import { query } from '../../../kit/api.ts'
import { useElder } from '../../../kit/preference.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { ChoiceList } from '../../../ui/choice.tsx'
import { Select } from '../../../ui/field.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { BuildingChoice } from '../../welcome/phone/building-choice.tsx'
import { askText } from '../ask-text.ts'
import type { AskDraft, Change } from './ask-draft.ts'

type Part = { readonly draft: AskDraft; readonly change: Change }

const familyOf = (me: Me, draft: AskDraft) => me.families.find(({ personId }) => personId === draft.forPersonId)

/** The place of the draft as two lines. */
export const usePlace = (
  draft: AskDraft,
): { readonly name: string; readonly detail: string; readonly known: boolean } => {
  const t = useText(askText)
  const me = useSignedIn()
  const family = familyOf(me, draft)
  if (draft.areaId !== '') return { name: draft.placeName, detail: '', known: true }
  if (family) return { name: t.homeOf(family.callName), detail: t.homeOnRecord, known: true }
  if (!me.home) return { name: t.home, detail: t.noHome, known: false }
  const { communityName, buildingName, doorName } = me.home
  return { name: t.home, detail: [communityName, buildingName, doorName].filter(Boolean).join(' '), known: true }
}

const Doors = ({
  buildingId,
  building,
  draft,
  change,
}: Part & { readonly buildingId: string; readonly building: string }) => {
  const t = useText(askText)
  const { data } = useQuery({
    ...query(listAreas, { query: { underId: buildingId, kind: 'door', limit: '100' } }),
    staleTime: 10 * 60_000,
  })
  const doors = data?.items ?? []
  if (doors.length === 0) return null
  return (
    <Select
      name="door"
      label={t.chooseDoor}
      value={draft.areaId}
      onChange={({ target: { value } }) => {
        const door = doors.find(({ id }) => id === value)
        change({ areaId: value, placeName: door ? `${building} ${door.name}` : building })
      }}
    >
      <option value={buildingId}>{t.noDoor}</option>
      {doors.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  )
}

const OtherPlace = ({ draft, change }: Part) => {
  const me = useSignedIn()
  const [community, setCommunity] = useState(me.home?.communityId ?? undefined)
  const [building, setBuilding] = useState<{ id: string; name: string }>()
  return (
    <div className="lb-requests-other">
      <BuildingChoice
        communityId={community}
        onCommunity={setCommunity}
        buildingId={building?.id}
        onBuilding={(id, name) => {
          setBuilding({ id, name })
          change({ areaId: id, placeName: name })
        }}
      />
      {building && <Doors buildingId={building.id} building={building.name} draft={draft} change={change} />}
    </div>
  )
}

const PlaceChoice = ({ draft, change }: Part) => {
  const t = useText(askText)
  const me = useSignedIn()
  const home = usePlace({ ...draft, areaId: '' })
  const [other, setOther] = useState(draft.areaId !== '' || !home.known)
  const family = familyOf(me, draft)
  return (
    <ChoiceList
      name="place"
      legend={t.where}
      hideLegend
      options={[
        { value: 'home', title: home.name, help: home.detail, icon: 'home', disabled: !home.known && !family },
        { value: 'other', title: t.otherPlace, help: draft.placeName || undefined, icon: 'pin' },
      ]}
      value={other ? 'other' : 'home'}
      onChoose={(chosen) => {
        setOther(chosen === 'other')
        if (chosen === 'home') change({ areaId: '', placeName: '' })
      }}
      {...(other && { under: { other: <OtherPlace draft={draft} change={change} /> } })}
    />
  )
}

export const PlaceQuestion = ({ draft, change }: Part) => {
  const t = useText(askText)
  const elder = useElder()
  const place = usePlace(draft)
  const [open, setOpen] = useState(elder || !place.known)
  return (
    <section className="lb-section">
      {!elder && <h2 className="lb-heading">{t.where}</h2>}
      {open ? (
        <PlaceChoice draft={draft} change={change} />
      ) : (
        <div className="lb-requests-place">
          <Icon name="home" />
          <span className="lb-grow">
            {place.name}
            {place.detail && <small>{place.detail}</small>}
          </span>
          <Button kind="quiet" aria-label={t.changeRow(t.rows.where)} onClick={() => setOpen(true)}>
            {t.change}
          </Button>
        </div>
      )}
    </section>
  )
}

/** Only for those whom somebody let ask for them. */
export const WhoQuestion = ({ draft, change }: Part) => {
  const t = useText(askText)
  const me = useSignedIn()
  const elder = useElder()
  const families = me.families.filter(({ mayAsk }) => mayAsk)
  if (families.length === 0) return null
  return (
    <ChoiceList
      name="who"
      legend={t.who}
      hideLegend={elder}
      options={[
        { value: '', title: t.self },
        ...families.map(({ personId, callName }) => ({ value: personId, title: callName })),
      ]}
      value={draft.forPersonId}
      onChoose={(forPersonId) => change({ forPersonId, areaId: '', placeName: '' })}
    />
  )
}
