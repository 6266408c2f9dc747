// Teams (O3): who they are, how many, what they do; a team of fewer than ten is marked.
import { useState } from 'react'
import { addTeam, listTeams } from '@linbang/contract/teams'
import { useAct } from '../../../kit/act.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { usePages } from '../../../kit/pages.ts'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { PagedTable } from '../../../ui/desk/list-table.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { teamDeskText } from '../text.ts'
import { useServiceNames } from './service-names.ts'
import { TeamDrawer } from './team-drawer.tsx'

/** A team works from this size on (rules: ten people stand in for each other). */
const enough = 10
const shownServices = 3

export const TeamsPage = () => {
  const t = useText(teamDeskText)
  const say = useSay()
  const words = useWords()
  const me = useSignedIn()
  const areaId = useDeskAreaId(me)
  const { nameOf } = useServiceNames()
  const teams = usePages(listTeams, { query: { areaId, limit: '60' } })
  const [opened, setOpened] = useState<string>()
  const [adding, setAdding] = useState(false)
  const mayChange = mayDo(me, 'teams.manage')
  return (
    <DeskPage
      title={t.title}
      fill
      actions={
        mayChange && (
          <Button icon="plus" onClick={() => setAdding(true)}>
            {t.add}
          </Button>
        )
      }
    >
      <Panel label={t.title}>
        <PagedTable
          label={t.name}
          pages={teams}
          empty={<EmptyState>{t.empty}</EmptyState>}
          rowKey={({ id }) => id}
          openKey={opened}
          onOpen={({ id }) => setOpened(id)}
          columns={[
            {
              key: 'name',
              title: t.name,
              show: (team) => (
                <>
                  {words({ zh: team.name, en: team.nameEn })}
                  <small>{[team.kind, team.brand].filter(Boolean).join(' · ')}</small>
                </>
              ),
            },
            { key: 'leader', title: t.leader, show: ({ leaderName }) => leaderName ?? t.noLeader },
            {
              key: 'members',
              title: t.members,
              show: ({ members }) => (
                <span className="lb-row" data-tight="">
                  <b className="lb-num">{t.people(say.number(members))}</b>
                  {members < enough && (
                    <Chip icon="warn" tone="warn">
                      {t.tooFew(say.number(enough - members))}
                    </Chip>
                  )}
                </span>
              ),
            },
            {
              key: 'services',
              title: t.services,
              show: ({ services }) => (
                <>
                  {say.list(services.slice(0, shownServices).map(nameOf))}
                  {services.length > shownServices && <small>{t.more(say.number(services.length))}</small>}
                </>
              ),
            },
            { key: 'area', title: t.area, show: ({ areaName }) => areaName },
            { key: 'jobs', title: t.jobs, number: true, show: ({ jobsDone }) => say.number(jobsDone) },
          ]}
        />
      </Panel>
      {opened && <TeamDrawer id={opened} mayChange={mayChange} onClose={() => setOpened(undefined)} />}
      {adding && areaId && <AddTeam areaId={areaId} onClose={() => setAdding(false)} />}
    </DeskPage>
  )
}

const AddTeam = ({ areaId, onClose }: { readonly areaId: string; readonly onClose: () => void }) => {
  const t = useText(teamDeskText)
  const add = useAct(addTeam, {
    onDone: ({ name }) => {
      toast(t.added(name))
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.addTitle}
      actions={
        <Button type="submit" form="add-team" busy={add.busy}>
          {t.add}
        </Button>
      }
    >
      <Form
        id="add-team"
        schema={addTeam.body}
        complete={(values) => ({ ...values, areaId })}
        onSend={(body) => add.send({ body })}
      >
        <TextField name="name" label={t.nameLabel} maxLength={40} />
        <TextField name="kind" label={t.kindLabel} hint={t.kindHint} maxLength={40} />
        <TextField name="nameEn" label={t.nameEnLabel} optional maxLength={80} />
        <TextField name="brand" label={t.brandLabel} optional maxLength={40} />
        <TextArea name="about" label={t.about} optional maxLength={1000} />
      </Form>
    </Dialog>
  )
}
