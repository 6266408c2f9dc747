// Where I live: as it is on record, how a helper gets in, and the way to say that I have moved.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { askToMove, getEntrance, listMyRights, setEntrance } from '@linbang/contract/rights'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card, Note, Section } from '../../../ui/card.tsx'
import { TextArea, TextField } from '../../../ui/field.tsx'
import { ErrorState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { BuildingChoice } from '../../welcome/phone/building-choice.tsx'
import { rightsText } from '../text.ts'

export const MyHomePage = () => {
  const t = useText(rightsText)
  const { home } = useSignedIn()
  return (
    <ResidentPage title={t.homeTitle} back="/me">
      <Card label={t.homeTitle}>
        <p className="lb-sm lb-soft">{t.onRecord}</p>
        <p className="lb-title">
          {home ? [home.communityName, home.buildingName, home.doorName].filter(Boolean).join(' ') : t.noHome}
        </p>
        {!home && (
          <ButtonLink kind="secondary" href="/welcome?next=/me/home">
            {t.addHome}
          </ButtonLink>
        )}
      </Card>
      {home && <Entrance />}
      {home && <Move />}
    </ResidentPage>
  )
}

const Entrance = () => {
  const t = useText(rightsText)
  const known = useQuery(query(getEntrance, {}))
  return (
    <Section title={t.entrance}>
      <Loaded from={known} shape="rows">
        {({ howToGetIn }) => <EntranceForm key={howToGetIn} known={howToGetIn} />}
      </Loaded>
    </Section>
  )
}

const EntranceForm = ({ known }: { readonly known: string }) => {
  const t = useText(rightsText)
  const [text, setText] = useState(known)
  const save = useAct(setEntrance, { onDone: () => toast(t.saved) })
  return (
    <Card>
      <div className="lb-stack">
        <TextArea
          name="howToGetIn"
          label={t.howToGetIn}
          hint={t.howHint}
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {save.refused && <ErrorState error={save.refused} />}
        <Button
          kind="secondary"
          busy={save.busy}
          disabled={text.trim() === known}
          onClick={() => save.press({ body: { howToGetIn: text.trim() } })}
        >
          {t.save}
        </Button>
        <p className="lb-sm lb-soft">{t.howLine}</p>
      </div>
    </Card>
  )
}

const Move = () => {
  const t = useText(rightsText)
  const say = useSay()
  const { home } = useSignedIn()
  const [community, setCommunity] = useState(home?.communityId ?? undefined)
  const [building, setBuilding] = useState('')
  const [door, setDoor] = useState('')
  const rights = useQuery(query(listMyRights, {}))
  const move = useAct(askToMove, { onDone: () => toast(t.moveSent) })
  const open = rights.data?.items.find(({ kind, state }) => kind === 'move' && state === 'open')
  return (
    <Section title={t.moved}>
      {open ? (
        <Note icon="clock" title={t.moveWaits}>
          {t.moveWaitsLine(open.place ?? '', say.date(open.dueAt))}
        </Note>
      ) : (
        <Card>
          <div className="lb-stack">
            <BuildingChoice
              communityId={community}
              onCommunity={(areaId) => {
                setCommunity(areaId)
                setBuilding('')
              }}
              buildingId={building}
              onBuilding={(id) => setBuilding(id)}
            />
            <TextField
              name="doorName"
              label={t.door}
              hint={t.doorHint}
              maxLength={20}
              value={door}
              onChange={(event) => setDoor(event.target.value)}
            />
            {move.refused && <ErrorState error={move.refused} />}
            <Button
              busy={move.busy}
              disabled={building === '' || door.trim() === ''}
              onClick={() => move.press({ body: { buildingId: building, doorName: door.trim() } })}
            >
              {t.moveSend}
            </Button>
            <p className="lb-sm lb-soft">{t.moveLine}</p>
          </div>
        </Card>
      )}
    </Section>
  )
}
