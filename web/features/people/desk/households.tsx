// The households of one building: who lives behind which door, and the cards to print for the doors.
import { useState } from 'react'
import { Link } from 'wouter'
import { printContactCards, printDoorCards } from '@linbang/contract/areas'
import type { Area } from '@linbang/contract/areas'
import { changeHousehold, listHouseholds } from '@linbang/contract/people'
import type { Household } from '@linbang/contract/people'
import type * as z from 'zod/mini'
import { useAct } from '../../../kit/act.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useText, useWords } from '../../../kit/text.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { CheckBox } from '../../../ui/choice.tsx'
import { Dialog, Drawer } from '../../../ui/dialog.tsx'
import { TextArea, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, ErrorState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { householdText } from '../household-text.ts'
import { peopleText } from '../text.ts'
import { BuildingSearch } from './building-search.tsx'
import { PersonSearch } from './person-search.tsx'
import { useRows } from './rows.ts'
import { saveFile } from './save-file.ts'

type House = z.output<typeof Household>

export const Households = () => {
  const t = useText(householdText)
  const me = useSignedIn()
  const areaId = useDeskAreaId(me)
  const [building, setBuilding] = useState<Area>()
  return (
    <Panel label={t.householdTitle}>
      <div className="lb-people-bar">
        <BuildingSearch underId={areaId} chosen={building} onChoose={setBuilding} />
        {building && <Prints building={building} />}
      </div>
      {building ? <Houses key={building.id} building={building} /> : <EmptyState>{t.chooseBuilding}</EmptyState>}
    </Panel>
  )
}

const Prints = ({ building }: { readonly building: Area }) => {
  const t = useText(householdText)
  const people = useText(peopleText)
  const words = useWords()
  const me = useSignedIn()
  const [asking, setAsking] = useState(false)
  const [renew, setRenew] = useState(false)
  const params = { areaId: building.id }
  const name = words({ zh: building.name, en: building.nameEn })
  const contact = useAct(printContactCards, {
    onDone: (file) => toast(t.madeFile(saveFile(file, 'contact-cards.pdf'))),
  })
  const doors = useAct(printDoorCards, {
    onDone: (file) => {
      toast(t.madeFile(saveFile(file, 'door-cards.pdf')))
      setAsking(false)
    },
  })
  return (
    <>
      <span className="lb-grow" />
      {contact.refused && <ErrorState error={contact.refused} />}
      <Button kind="secondary" icon="printer" busy={contact.busy} onClick={() => contact.press({ params })}>
        {t.contactCards}
      </Button>
      {mayDo(me, 'people.manage') && (
        <Button kind="secondary" icon="qr" onClick={() => setAsking(true)}>
          {t.doorCards}
        </Button>
      )}
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t.doorCardsTitle(name)}
        actions={
          <>
            <Button icon="printer" busy={doors.busy} onClick={() => doors.press({ params, body: { renew } })}>
              {t.doorCardsDo}
            </Button>
            <Button kind="secondary" onClick={() => setAsking(false)}>
              {people.back}
            </Button>
          </>
        }
      >
        <p>{t.doorCardsLine}</p>
        <CheckBox name="renew" label={t.doorCardsRenew} framed checked={renew} onChoose={setRenew} />
        {doors.refused && <ErrorState error={doors.refused} />}
      </Dialog>
    </>
  )
}

const Houses = ({ building }: { readonly building: Area }) => {
  const t = useText(householdText)
  const [open, setOpen] = useState<string>()
  const { from, more } = useRows(listHouseholds, { query: { areaId: building.id, limit: '60' } }, (page) => page)
  return (
    <Loaded
      from={from}
      shape="rows"
      count={6}
      empty={(rows) => (rows.length === 0 ? <EmptyState>{t.noHouseholds}</EmptyState> : undefined)}
    >
      {(rows) => {
        const chosen = rows.find(({ id }) => id === open)
        return (
          <>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
            <div className="lb-people-houses" tabIndex={0} role="group" aria-label={t.householdTitle}>
              {rows.map((house) => (
                <House key={house.id} house={house} onOpen={() => setOpen(house.id)} />
              ))}
              {more && (
                <Button kind="secondary" busy={more.busy} onClick={more.onMore}>
                  {t.moreHouses}
                </Button>
              )}
            </div>
            {chosen && <HouseDrawer house={chosen} onClose={() => setOpen(undefined)} />}
          </>
        )
      }}
    </Loaded>
  )
}

const House = ({ house, onOpen }: { readonly house: House; readonly onOpen: () => void }) => {
  const t = useText(householdText)
  const people = useText(peopleText)
  const me = useSignedIn()
  return (
    <div className="lb-people-house" role="group" aria-label={`${t.doorOf} ${house.doorMasked}`}>
      <h2>
        <Icon name="door" size="sm" />
        <span className="lb-grow lb-num">{house.doorMasked}</span>
        {mayDo(me, 'people.manage') && <IconButton icon="pen" label={t.editHouse(house.doorMasked)} onClick={onOpen} />}
      </h2>
      <ul>
        {house.members.map((one) => (
          <li key={one.personId} className="lb-people-line">
            <Link href={`/desk/people/${one.personId}`}>{one.name}</Link>
            <span className="lb-sm lb-soft">
              {[
                one.relation,
                one.age === null ? null : people.years(one.age),
                one.livesThere ? null : people.livesElsewhere,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {house.note && <p className="lb-people-note">{house.note}</p>}
    </div>
  )
}

const HouseDrawer = ({ house, onClose }: { readonly house: House; readonly onClose: () => void }) => {
  const t = useText(householdText)
  const people = useText(peopleText)
  const [relation, setRelation] = useState('')
  const change = useAct(changeHousehold, { onDone: () => toast(people.saved) })
  const params = { householdId: house.id }
  const send = (part: { addPersonId?: string; removePersonId?: string; relation?: string }) =>
    change.press({ params, body: { version: house.version, ...part } })
  return (
    <Drawer open onClose={onClose} title={`${house.buildingName} ${house.doorMasked}`}>
      {change.refused && <ErrorState error={change.refused} />}
      <h3 className="lb-strong">{t.members}</h3>
      <ul>
        {house.members.map((one) => (
          <li key={one.personId} className="lb-people-line">
            <span className="lb-grow">
              {one.name}
              <small>{one.relation}</small>
            </span>
            <Button
              kind="quiet"
              size="sm"
              busy={change.busy}
              aria-label={t.removeMember(one.name)}
              onClick={() => send({ removePersonId: one.personId })}
            >
              {t.removeMemberDo}
            </Button>
          </li>
        ))}
      </ul>
      <p className="lb-sm lb-soft">{t.removeMemberLine}</p>
      <TextField
        name="relation"
        label={people.relation}
        optional
        value={relation}
        onChange={(event) => setRelation(event.target.value)}
      />
      <PersonSearch
        label={t.addMember}
        hint={people.searchHint}
        onPick={(person) => send({ addPersonId: person.id, ...(relation && { relation }) })}
      />
      <Form
        schema={changeHousehold.body}
        label={t.note}
        initial={{ note: house.note }}
        complete={({ howToGetIn, ...values }) => ({
          ...values,
          version: house.version,
          ...(howToGetIn ? { howToGetIn } : {}),
        })}
        onSend={(body) => change.send({ params, body })}
      >
        {(form) => (
          <>
            <TextArea name="note" label={t.note} hint={t.noteHint} maxLength={500} />
            <TextField
              name="howToGetIn"
              label={t.howToGetIn}
              optional
              hint={house.hasHowToGetIn ? t.howKnown : t.howHint}
              maxLength={200}
            />
            <Button type="submit" kind="secondary" busy={form.busy}>
              {t.noteSave}
            </Button>
          </>
        )}
      </Form>
    </Drawer>
  )
}
