// Sessions: planned, changed, called off; who lacks the course is told of one.
import { useState } from 'react'
import { listSessions } from '@linbang/contract/training-sessions'
import type { TrainingSession } from '@linbang/contract/training-sessions'
import { useNow } from '../../../kit/clock.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { usePages } from '../../../kit/pages.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { PagedTable } from '../../../ui/desk/list-table.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { trainingDeskText } from '../desk-text.ts'
import { CancelSession, ChangeSession, InviteTeam, PlanSession } from './session-forms.tsx'

type Doing =
  | { readonly what: 'plan' }
  | { readonly what: 'change' | 'cancel' | 'invite'; readonly one: TrainingSession }

const Acts = ({ one, onDo }: { readonly one: TrainingSession; readonly onDo: (doing: Doing) => void }) => {
  const t = useText(trainingDeskText)
  const isOver = one.endsAt <= useNow(60) || one.state === 'cancelled'
  return (
    <div className="lb-row" data-tight="">
      <ButtonLink size="sm" kind="secondary" href={`/training/sessions/${one.id}`} target="_blank">
        {t.open}
      </ButtonLink>
      {!isOver && one.can.manage && (
        <>
          <Button size="sm" kind="secondary" onClick={() => onDo({ what: 'invite', one })}>
            {t.invite}
          </Button>
          <Button size="sm" kind="quiet" onClick={() => onDo({ what: 'change', one })}>
            {t.change}
          </Button>
          <Button size="sm" kind="danger-line" onClick={() => onDo({ what: 'cancel', one })}>
            {t.cancel}
          </Button>
        </>
      )}
    </div>
  )
}

const State = ({ one: { state, endsAt } }: { readonly one: TrainingSession }) => {
  const t = useText(trainingDeskText)
  const now = useNow(60)
  if (state === 'cancelled') return <Chip tone="danger">{t.cancelled}</Chip>
  return endsAt <= now ? <Chip>{t.over}</Chip> : <Chip tone="info">{t.planned}</Chip>
}

export const Sessions = () => {
  const t = useText(trainingDeskText)
  const say = useSay()
  const words = useWords()
  const areaId = useDeskAreaId(useSignedIn())
  const found = usePages(listSessions, { query: { areaId, limit: '40' } })
  const [doing, setDoing] = useState<Doing>()
  const close = () => setDoing(undefined)
  return (
    <Panel
      label={t.tabs.sessions}
      head={
        <>
          <span className="lb-grow" />
          <Button size="sm" icon="plus" onClick={() => setDoing({ what: 'plan' })}>
            {t.plan}
          </Button>
        </>
      }
    >
      <PagedTable
        label={t.tabs.sessions}
        pages={found}
        empty={<EmptyState>{t.sessionsEmpty}</EmptyState>}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'course',
            title: t.columns.course,
            show: ({ courseZh, courseEn }) => words({ zh: courseZh, en: courseEn || courseZh }),
          },
          { key: 'when', title: t.columns.when, number: true, show: ({ startsAt }) => say.dateTime(startsAt) },
          { key: 'where', title: t.columns.where, show: ({ areaName, place }) => `${areaName} ${place}` },
          {
            key: 'seats',
            title: t.columns.seats,
            number: true,
            show: ({ taken, seats, waiting }) => t.seatsOf(say.number(taken), say.number(seats), say.number(waiting)),
          },
          { key: 'there', title: t.columns.there, number: true, show: ({ attended }) => say.number(attended) },
          { key: 'leader', title: t.columns.leader, show: ({ leaderName }) => leaderName },
          { key: 'state', title: t.columns.state, show: (one) => <State one={one} /> },
          { key: 'act', title: t.columns.act, quiet: true, show: (one) => <Acts one={one} onDo={setDoing} /> },
        ]}
      />
      {doing?.what === 'plan' && <PlanSession onClose={close} />}
      {doing?.what === 'change' && <ChangeSession one={doing.one} onClose={close} />}
      {doing?.what === 'cancel' && <CancelSession one={doing.one} onClose={close} />}
      {doing?.what === 'invite' && <InviteTeam one={doing.one} onClose={close} />}
    </Panel>
  )
}
