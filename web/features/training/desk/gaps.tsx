// What is missing in a team: who lacks the training its services ask for, or for whom it runs out soon.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listTrainingGaps } from '@linbang/contract/training'
import type { TrainingGap } from '@linbang/contract/training'
import { listTeams } from '@linbang/contract/teams'
import { query } from '../../../kit/api.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Note } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { ListTable } from '../../../ui/desk/list-table.tsx'
import { Select } from '../../../ui/field.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { useHoldingNames } from '../../volunteer-desk/holding-name.ts'
import { trainingDeskText } from '../desk-text.ts'

const tones = { missing: 'danger', expired: 'danger', soon: 'warn' } as const

const Team = ({ teamId }: { readonly teamId: string }) => {
  const t = useText(trainingDeskText)
  const say = useSay()
  const words = useWords()
  const { nameOf } = useHoldingNames()
  const gaps = useQuery(query(listTrainingGaps, { params: { teamId } }))
  const courseOf = ({ courseZh, courseEn, code }: TrainingGap) =>
    courseZh === null ? nameOf('training', code) : words({ zh: courseZh, en: courseEn || courseZh })
  return (
    <Loaded
      from={gaps}
      shape="rows"
      empty={({ items }) => (items.length === 0 ? <EmptyState>{t.gapsEmpty}</EmptyState> : undefined)}
    >
      {({ items, people }) => (
        <>
          <Note icon="info" title={t.gapCount(say.number(items.length), say.number(people))}>
            {t.gapsHint}
          </Note>
          <ListTable
            label={t.tabs.gaps}
            rows={items}
            rowKey={({ personId, code }) => `${personId}${code}`}
            columns={[
              { key: 'who', title: t.columns.who, show: ({ name }) => name },
              { key: 'lacks', title: t.columns.lacks, show: courseOf },
              {
                key: 'state',
                title: t.columns.state,
                show: ({ state }) => <Chip tone={tones[state]}>{t.gap[state]}</Chip>,
              },
              { key: 'until', title: t.columns.until, number: true, show: ({ toOn }) => toOn ?? '' },
            ]}
          />
        </>
      )}
    </Loaded>
  )
}

export const Gaps = () => {
  const t = useText(trainingDeskText)
  const areaId = useDeskAreaId(useSignedIn())
  const teams = useQuery(query(listTeams, { query: { areaId, limit: '100' } }))
  const [chosen, setChosen] = useState<string>()
  const teamId = chosen ?? teams.data?.items[0]?.id
  return (
    <Panel
      label={t.tabs.gaps}
      head={
        <Select
          name="team"
          label={t.team}
          hideLabel
          value={teamId ?? ''}
          onChange={(event) => setChosen(event.target.value)}
        >
          {teams.data?.items.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      }
    >
      {teamId && <Team key={teamId} teamId={teamId} />}
    </Panel>
  )
}
