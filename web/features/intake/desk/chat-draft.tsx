// One need read out of a chat: what was heard stands beside what will be registered; a person changes it, registers it or leaves it.
import { useState } from 'react'
import { Link } from 'wouter'
import type { ChatDraft } from '@linbang/contract/chat-drafts'
import { openRequest } from '@linbang/contract/requests'
import type { PersonRow } from '@linbang/contract/people'
import { useAct } from '../../../kit/act.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { CheckBox, ChoiceList } from '../../../ui/choice.tsx'
import { Fault, Select, TextArea } from '../../../ui/field.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { stateText } from '../../../ui/status.tsx'
import { PersonSearch, usePersonLine } from '../../people/desk/person-search.tsx'
import { chatText } from '../chat-text.ts'
import { useServiceList } from './service-pick.tsx'

type Props = { readonly draft: ChatDraft }

const Heard = ({ draft }: Props) => {
  const t = useText(chatText)
  const { urgency } = useText(stateText)
  const place = [draft.buildingName, draft.door].filter(Boolean).join(' ')
  return (
    <p className="lb-row" data-tight="">
      <Chip>{urgency[draft.urgency]}</Chip>
      <Chip icon="home">{place === '' ? t.noPlace : t.door(place)}</Chip>
      {draft.personSaid && <Chip icon="user">{t.person(draft.personSaid)}</Chip>}
      {draft.whenSaid && <Chip icon="clock">{t.when(draft.whenSaid)}</Chip>}
      {draft.services[0]?.words.map((word) => (
        <mark key={word}>{word}</mark>
      ))}
    </p>
  )
}

const WhoIsIt = ({
  draft,
  person,
  onPick,
}: Props & { readonly person: PersonRow | undefined; readonly onPick: (person: PersonRow) => void }) => {
  const t = useText(chatText)
  const line = usePersonLine()
  const known = person && !draft.people.some(({ id }) => id === person.id) ? [...draft.people, person] : draft.people
  return (
    <>
      {known.length > 0 && (
        <ChoiceList
          name={`who-${draft.lines[0]}`}
          legend={t.who}
          options={known.map((one) => ({ value: one.id, title: one.name, help: line(one) }))}
          value={person?.id ?? ''}
          onChoose={(id) => {
            const found = known.find((one) => one.id === id)
            if (found) onPick(found)
          }}
        />
      )}
      <PersonSearch
        label={known.length > 0 ? t.whoFind : t.who}
        areaId={draft.buildingId ?? undefined}
        onPick={onPick}
      />
    </>
  )
}

const useChosen = (draft: ChatDraft) => {
  const [code, setCode] = useState(draft.services[0]?.code ?? '')
  const [person, setPerson] = useState(draft.people.length === 1 ? draft.people[0] : undefined)
  const [words, setWords] = useState(draft.description)
  const [timed, setTimed] = useState(draft.window !== null)
  return { code, setCode, person, setPerson, words, setWords, timed, setTimed }
}

export const ChatDraftCard = ({ draft }: Props) => {
  const t = useText(chatText)
  const say = useSay()
  const name = useWords()
  const chosen = useChosen(draft)
  const { code, person, words, timed } = chosen
  const [dropped, setDropped] = useState(false)
  const [tried, setTried] = useState(false)
  const services = useServiceList()
  const open = useAct(openRequest)
  const title = t.from(draft.sender)
  const window = draft.window ? `${say.brief(draft.window.from)}–${say.clock(draft.window.to)}` : ''
  const save = () => {
    setTried(true)
    if (!person || code === '') return
    const place = person.householdId ? { householdId: person.householdId } : { areaId: draft.buildingId ?? '' }
    const life = draft.urgency === 'life' ? { urgency: 'life' as const } : {}
    const appointment = timed && draft.window ? { window: draft.window } : {}
    open.press({
      body: {
        serviceCode: code,
        description: words,
        forPersonId: person.id,
        channel: 'leader',
        ...place,
        ...life,
        ...appointment,
      },
    })
  }
  if (open.done)
    return (
      <Panel label={title} title={title}>
        <p className="lb-panel-body lb-row">
          {t.saved(open.done.number)} <Link href={`/desk/requests/${open.done.id}`}>{t.open}</Link>
        </p>
      </Panel>
    )
  if (dropped)
    return (
      <Panel label={title} title={title}>
        <p className="lb-panel-body lb-row">
          <span className="lb-soft">{t.dropped}</span>
          <Button kind="quiet" size="sm" onClick={() => setDropped(false)}>
            {t.back}
          </Button>
        </p>
      </Panel>
    )
  return (
    <Panel label={title} title={title}>
      <div className="lb-intake-body">
        {draft.danger.call && (
          <ButtonLink kind="danger" icon="phone" href={`tel:${draft.danger.call}`}>
            {t.call(draft.danger.call)}
          </ButtonLink>
        )}
        <Heard draft={draft} />
        {draft.same && (
          <Note tone="warn" icon="warn" title={t.same(draft.same.number)}>
            {draft.same.description}
          </Note>
        )}
        <TextArea
          name={`said-${draft.lines[0]}`}
          label={t.said}
          rows={2}
          value={words}
          maxLength={2000}
          onChange={(event) => chosen.setWords(event.target.value)}
        />
        <Select
          name={`service-${draft.lines[0]}`}
          label={t.service}
          value={code}
          onChange={(event) => chosen.setCode(event.target.value)}
        >
          {(services.data?.items ?? [])
            .filter(({ active }) => active)
            .map((one) => (
              <option key={one.code} value={one.code}>
                {name(one)}
              </option>
            ))}
        </Select>
        <WhoIsIt draft={draft} person={person} onPick={chosen.setPerson} />
        {draft.window && (
          <CheckBox
            name={`window-${draft.lines[0]}`}
            label={t.useWindow(window)}
            checked={timed}
            onChoose={chosen.setTimed}
          />
        )}
        {tried && !person && <Fault text={t.needPerson} />}
        {tried && code === '' && <Fault text={t.needService} />}
        {open.refused && <ErrorState error={open.refused} />}
        <p className="lb-row">
          <Button icon="send" busy={open.busy} onClick={save}>
            {t.save}
          </Button>
          <Button kind="quiet" onClick={() => setDropped(true)}>
            {t.drop}
          </Button>
        </p>
      </div>
    </Panel>
  )
}
