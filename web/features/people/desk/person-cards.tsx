// Where a person lives, their status, who may act for them.
import { useState } from 'react'
import type { Person } from '@linbang/contract/people'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { peopleText } from '../text.ts'
import { EndTag } from './person-forms.tsx'

type About = { readonly person: Person }

export const Homes = ({ person }: About) => {
  const t = useText(peopleText)
  return (
    <Panel label={t.homes} title={t.homes}>
      {person.households.length === 0 && <p className="lb-panel-body lb-soft">{t.none}</p>}
      <ul>
        {person.households.map((home) => (
          <li key={home.householdId} className="lb-people-line">
            <Icon name="home" size="sm" />
            <span className="lb-grow">
              {home.buildingName}
              <small>{home.relation}</small>
            </span>
            <Chip tone={home.livesThere ? 'primary' : 'neutral'}>
              {home.livesThere ? t.livesHere : t.livesElsewhere}
            </Chip>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

export const Tags = ({ person, onAdd }: About & { readonly onAdd: () => void }) => {
  const t = useText(peopleText)
  const names: Readonly<Record<string, string>> = t.tagNames
  const [ending, setEnding] = useState<Person['tags'][number]>()
  return (
    <Panel
      label={t.tags}
      title={t.tags}
      head={
        <>
          <span className="lb-grow" />
          <Button kind="quiet" size="sm" icon="plus" onClick={onAdd}>
            {t.addTag}
          </Button>
        </>
      }
    >
      <p className="lb-people-note">{t.tagsLine}</p>
      {person.tags.length === 0 && <p className="lb-people-note">{t.noTags}</p>}
      <ul>
        {person.tags.map((tag) => (
          <li key={tag.id} className="lb-people-line">
            <span className="lb-grow">
              <Chip icon="heart" tone="warn">
                {names[tag.tag] ?? tag.tag}
              </Chip>
              <small>
                {[
                  tag.source,
                  tag.basis,
                  tag.validTo ? t.tagTimes(tag.validFrom, tag.validTo) : t.tagSince(tag.validFrom),
                ].join(' · ')}
              </small>
            </span>
            <Button
              kind="quiet"
              size="sm"
              aria-label={t.tagEndTitle(names[tag.tag] ?? tag.tag)}
              onClick={() => setEnding(tag)}
            >
              {t.tagEnd}
            </Button>
          </li>
        ))}
      </ul>
      {ending && <EndTag person={person} tag={ending} onClose={() => setEnding(undefined)} />}
    </Panel>
  )
}

export const Families = ({ person, onAdd }: About & { readonly onAdd: () => void }) => {
  const t = useText(peopleText)
  return (
    <Panel
      label={t.families}
      title={t.families}
      head={
        person.can.change && (
          <>
            <span className="lb-grow" />
            <Button kind="quiet" size="sm" icon="plus" onClick={onAdd}>
              {t.addFamily}
            </Button>
          </>
        )
      }
    >
      <p className="lb-people-note">{t.familiesLine}</p>
      {person.families.length === 0 && <p className="lb-people-note">{t.noFamilies}</p>}
      <ul>
        {person.families.map((one) => (
          <li key={one.id} className="lb-people-line">
            <Portrait seed={one.personId} size={2} />
            <span className="lb-grow">
              {one.callName}
              <small>
                {[one.relation, one.mayAsk && t.mayAsk, one.maySee && t.maySee].filter(Boolean).join(' · ')}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
