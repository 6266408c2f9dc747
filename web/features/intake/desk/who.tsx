// Who is calling and where help is needed: found by a few letters, or entered new.
import { useState } from 'react'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { ChoiceList } from '../../../ui/choice.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { BuildingSearch } from '../../people/desk/building-search.tsx'
import { NewPersonForm } from '../../people/desk/new-person.tsx'
import { PersonSearch, usePersonLine } from '../../people/desk/person-search.tsx'
import { intakeText } from '../text.ts'
import { personIn, withoutPerson } from './draft.ts'
import type { IntakeDraft } from './draft.ts'

type Props = { readonly draft: IntakeDraft; readonly onChange: (part: Partial<IntakeDraft>) => void }

/** `later`: the words come first, the search waits until it is gone to. */
export const Who = ({ draft, onChange, later }: Props & { readonly later?: boolean }) => {
  const t = useText(intakeText)
  const [entering, setEntering] = useState<string>()
  return (
    <Panel label={t.who} title={t.who} scroll>
      {draft.personId !== '' ? (
        <Found draft={draft} onChange={onChange} />
      ) : (
        <div className="lb-intake-body">
          {entering === undefined ? (
            <>
              <PersonSearch
                label={t.find}
                hint={t.findHint}
                first={!later}
                onPick={(person) => onChange(personIn(person))}
                none={(words) => (
                  <span className="lb-row" data-between="">
                    {t.notFound(words)}
                    <Button kind="secondary" size="sm" icon="plus" onClick={() => setEntering(words)}>
                      {t.enterNew}
                    </Button>
                  </span>
                )}
              />
              <Button kind="quiet" size="sm" icon="plus" onClick={() => setEntering('')}>
                {t.enterNew}
              </Button>
            </>
          ) : (
            <NewPersonForm
              typed={entering}
              onBack={() => setEntering(undefined)}
              onDone={(person) => {
                setEntering(undefined)
                onChange(personIn(person))
              }}
            />
          )}
        </div>
      )}
    </Panel>
  )
}

const Found = ({ draft, onChange }: Props) => {
  const t = useText(intakeText)
  const line = usePersonLine()
  const age = draft.age === '' ? null : Number(draft.age)
  return (
    <>
      <div className="lb-intake-person">
        <Portrait
          seed={draft.personId}
          sex={draft.sex === '' ? null : (draft.sex as 'female' | 'male')}
          age={age}
          size={3.5}
        />
        <div className="lb-grow">
          <p className="lb-row" data-tight="">
            <b className="lb-heading">{draft.callName}</b>
            <span className="lb-soft">{draft.personName}</span>
          </p>
          <p className="lb-sm lb-soft">
            {line({ age, buildingName: draft.buildingName || null, phoneMasked: draft.phoneMasked || null })}
          </p>
          <p className="lb-intake-chips">
            {draft.confirmed === 'yes' ? (
              <Chip icon="shield" tone="success">
                {t.confirmed}
              </Chip>
            ) : (
              <Chip icon="eye" tone="warn">
                {t.notConfirmed}
              </Chip>
            )}
          </p>
        </div>
      </div>
      <div className="lb-intake-body">
        <div className="lb-row" data-tight="">
          <Button kind="secondary" size="sm" icon="swap" onClick={() => onChange(withoutPerson)}>
            {t.another}
          </Button>
          <ButtonLink kind="quiet" size="sm" href={`/desk/people/${draft.personId}`}>
            {t.openPerson}
          </ButtonLink>
        </div>
        <Where draft={draft} onChange={onChange} />
      </div>
    </>
  )
}

const Where = ({ draft, onChange }: Props) => {
  const t = useText(intakeText)
  const areaId = useDeskAreaId(useSignedIn())
  const building = (
    <BuildingSearch
      underId={areaId}
      label={t.elsewhereFind}
      chosen={draft.areaId === '' ? undefined : { id: draft.areaId, name: draft.areaName, nameEn: '' }}
      onChoose={(area) => onChange({ areaId: area?.id ?? '', areaName: area?.name ?? '' })}
    />
  )
  if (draft.householdId === '')
    return (
      <>
        <p className="lb-sm lb-soft">{t.noHome}</p>
        {building}
      </>
    )
  return (
    <ChoiceList
      name="place"
      legend={t.where}
      value={draft.place}
      onChoose={(place) => onChange({ place })}
      options={[
        { value: 'home', title: t.atHome(draft.buildingName), icon: 'home' },
        { value: 'other', title: t.elsewhere, icon: 'pin' },
      ]}
      under={draft.place === 'other' ? { other: <div className="lb-intake-under">{building}</div> } : {}}
    />
  )
}
