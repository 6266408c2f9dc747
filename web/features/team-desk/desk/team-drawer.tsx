// One team: what it does, its leader and members; each change carries the version that was looked at.
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { changeTeam, getTeam } from '@linbang/contract/teams'
import { listVolunteers } from '@linbang/contract/volunteers'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import type { Answer } from '../../../kit/api.ts'
import { Refused } from '../../../kit/refused.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Note, Section } from '../../../ui/card.tsx'
import { ChoiceList } from '../../../ui/choice.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Dialog, Drawer } from '../../../ui/dialog.tsx'
import { TextArea, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { teamDeskText } from '../text.ts'
import { useServiceNames } from './service-names.ts'
import './team-drawer.css'

type OneTeam = Answer<typeof getTeam>
type Member = OneTeam['people'][number]
type Props = { readonly id: string; readonly mayChange: boolean; readonly onClose: () => void }

export const TeamDrawer = ({ id, mayChange, onClose }: Props) => {
  const t = useText(teamDeskText)
  const team = useQuery(query(getTeam, { params: { teamId: id } }))
  return (
    <Drawer open onClose={onClose} title={team.data?.name ?? t.name}>
      <Loaded from={team} shape="page">
        {(one) => (
          <div className="lb-stack" data-wide="">
            <About key={one.version} team={one} mayChange={mayChange} />
            <Members team={one} mayChange={mayChange} />
          </div>
        )}
      </Loaded>
    </Drawer>
  )
}

const stale = (error: unknown) => error instanceof Refused && error.code === 'row.stale'

const About = ({ team, mayChange }: { readonly team: OneTeam; readonly mayChange: boolean }) => {
  const t = useText(teamDeskText)
  const { all, nameOf } = useServiceNames()
  const [open, setOpen] = useState(false)
  const change = useAct(changeTeam, {
    onDone: () => {
      setOpen(false)
      toast(t.saved)
    },
  })
  return (
    <Section
      title={t.services}
      action={
        mayChange && (
          <Button size="sm" kind="secondary" icon="pen" onClick={() => setOpen(true)}>
            {t.change}
          </Button>
        )
      }
    >
      {team.about && <p>{team.about}</p>}
      <div className="lb-row" data-tight="">
        {team.services.map((code) => (
          <Chip key={code}>{nameOf(code)}</Chip>
        ))}
      </div>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={team.name}
        actions={
          <Button type="submit" form="change-team" busy={change.busy}>
            {t.save}
          </Button>
        }
      >
        <Form
          id="change-team"
          schema={changeTeam.body}
          initial={{
            name: team.name,
            nameEn: team.nameEn,
            kind: team.kind,
            brand: team.brand,
            about: team.about,
            'serviceCodes[]': [...team.services],
          }}
          complete={(values) => ({ ...values, version: team.version })}
          onSend={(body) => change.send({ params: { teamId: team.id }, body })}
        >
          <TextField name="name" label={t.nameLabel} maxLength={40} />
          <TextField name="kind" label={t.kindLabel} maxLength={40} />
          <TextField name="nameEn" label={t.nameEnLabel} optional kind="text" maxLength={80} />
          <TextField name="brand" label={t.brandLabel} optional kind="text" maxLength={40} />
          <TextArea name="about" label={t.about} optional maxLength={1000} />
          <ChoiceList
            name="serviceCodes"
            many
            legend={t.services}
            hint={t.servicesHint}
            initial={team.services}
            options={all.map(({ code }) => ({ value: code, title: nameOf(code) }))}
          />
        </Form>
      </Dialog>
    </Section>
  )
}

const Members = ({ team, mayChange }: { readonly team: OneTeam; readonly mayChange: boolean }) => {
  const t = useText(teamDeskText)
  const [leaving, setLeaving] = useState<Member>()
  const change = useAct(changeTeam, {
    onDone: () => {
      setLeaving(undefined)
      toast(t.saved)
    },
  })
  const params = { teamId: team.id }
  const { version } = team
  return (
    <Section title={t.membersTitle} more={String(team.members)}>
      {change.refused && !leaving && (
        <Note tone="warn" icon="warn">
          {stale(change.refused) ? t.stale : <RefusalLines error={change.refused} />}
        </Note>
      )}
      {mayChange && (
        <FindMember
          without={team.people.map(({ personId }) => personId)}
          areaId={team.areaId}
          onChoose={(personId) => change.press({ params, body: { version, addPersonIds: [personId] } })}
        />
      )}
      {team.people.length === 0 && <p className="lb-soft">{t.noMembers}</p>}
      <ul className="lb-team-people">
        {team.people.map((one) => (
          <li key={one.personId}>
            <Portrait seed={one.personId} size={2} />
            <span className="lb-grow">
              <b>{one.name}</b> <span className="lb-soft">{one.callName}</span>
            </span>
            {one.name === team.leaderName ? (
              <Chip icon="star" tone="lamp">
                {t.isLeader}
              </Chip>
            ) : (
              mayChange && (
                <Button
                  size="sm"
                  kind="quiet"
                  busy={change.busy}
                  onClick={() => change.press({ params, body: { version, leaderPersonId: one.personId } })}
                >
                  {t.makeLeader}
                </Button>
              )
            )}
            {mayChange && (
              <Button size="sm" kind="quiet" onClick={() => setLeaving(one)}>
                {t.remove}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {leaving && (
        <Dialog
          open
          onClose={() => setLeaving(undefined)}
          title={t.removeTitle(leaving.name)}
          actions={
            <Button
              kind="danger"
              busy={change.busy}
              onClick={() => change.press({ params, body: { version, removePersonIds: [leaving.personId] } })}
            >
              {t.remove}
            </Button>
          }
        >
          {change.refused && <RefusalLines error={change.refused} />}
          <p>{t.removeLine}</p>
        </Dialog>
      )}
    </Section>
  )
}

type FindProps = {
  readonly without: readonly string[]
  readonly areaId: string
  readonly onChoose: (personId: string) => void
}

const FindMember = ({ without, areaId, onChoose }: FindProps) => {
  const t = useText(teamDeskText)
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const found = useQuery({
    ...query(listVolunteers, { query: { q, areaId, state: 'approved', limit: '6' } }),
    enabled: q !== '',
  })
  const rows = (found.data?.items ?? []).filter(({ personId }) => q !== '' && !without.includes(personId))
  return (
    <div className="lb-stack" data-tight="">
      <TextField
        name="member"
        type="search"
        label={t.addMember}
        hint={t.findHint}
        value={words}
        maxLength={40}
        onChange={(event) => setWords(event.target.value)}
      />
      <ul className="lb-team-people" aria-live="polite">
        {rows.map((one) => (
          <li key={one.id}>
            <Portrait seed={one.personId} size={2} />
            <span className="lb-grow">
              <b>{one.name}</b> <span className="lb-soft">{[one.callName, one.number].join(' · ')}</span>
            </span>
            <Button
              size="sm"
              kind="secondary"
              icon="plus"
              onClick={() => {
                setWords('')
                onChoose(one.personId)
              }}
            >
              {t.addMember}
            </Button>
          </li>
        ))}
        {found.data && q !== '' && rows.length === 0 && <li className="lb-soft">{t.nobody}</li>}
      </ul>
    </div>
  )
}
