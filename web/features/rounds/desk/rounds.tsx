// Rounds of an area: how the month stands, what is planned, and a new one.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { listRounds } from '@linbang/contract/rounds'
import { query } from '../../../kit/api.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { momentOf } from '../../../kit/say.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { ListTable } from '../../../ui/desk/list-table.tsx'
import { DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { roundsText } from '../text.ts'
import { Checkpoints } from './checkpoints.tsx'
import { NewRound } from './new-round.tsx'

export const RoundsPage = () => {
  const t = useText(roundsText)
  const say = useSay()
  const areaId = useDeskAreaId(useSignedIn())
  const [, go] = useLocation()
  const [adding, setAdding] = useState(false)
  const rounds = useQuery({ ...query(listRounds, { query: { areaId: areaId ?? '' } }), enabled: areaId !== undefined })
  const month = rounds.data?.month
  return (
    <DeskPage
      title={t.title}
      fill
      beside={
        month && (
          <Chip tone={month.visited < month.target ? 'info' : 'success'} icon="walk">
            {t.month(say.number(month.visited), say.number(month.target))}
          </Chip>
        )
      }
      actions={
        rounds.data?.can.plan && (
          <>
            {areaId && <Checkpoints areaId={areaId} />}
            <Button icon="plus" onClick={() => setAdding(true)}>
              {t.newRound}
            </Button>
          </>
        )
      }
    >
      <Panel label={t.title}>
        <Loaded
          from={rounds}
          shape="rows"
          empty={({ items }) => (items.length === 0 ? <EmptyState>{t.empty}</EmptyState> : null)}
        >
          {({ items }) => (
            <ListTable
              label={t.title}
              rows={items}
              rowKey={({ id }) => id}
              onOpen={({ id }) => go(`/desk/rounds/${id}`)}
              columns={[
                {
                  key: 'name',
                  title: t.name,
                  show: ({ name, areaName }) => (
                    <>
                      {name}
                      <small>{areaName}</small>
                    </>
                  ),
                },
                { key: 'day', title: t.when, show: ({ day }) => say.day(momentOf(day, '12:00')) },
                { key: 'who', title: t.who, show: ({ workers }) => t.people(say.number(workers)) },
                {
                  key: 'stops',
                  title: t.whom,
                  show: ({ done, stops }) => t.stops(say.number(done), say.number(stops)),
                },
                {
                  key: 'state',
                  title: t.status,
                  show: ({ state }) => (
                    <Chip tone={state === 'published' ? 'success' : state === 'proposed' ? 'warn' : 'neutral'}>
                      {t.state[state]}
                    </Chip>
                  ),
                },
              ]}
            />
          )}
        </Loaded>
      </Panel>
      {adding && areaId && <NewRound areaId={areaId} onClose={() => setAdding(false)} />}
    </DeskPage>
  )
}
