// The rights desk: demands about people's data and moves of home, the nearest deadline first, each answered with a word.
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { grantRight, listRights, refuseRight } from '@linbang/contract/rights'
import type { DeskRight } from '@linbang/contract/rights'
import { useAct } from '../../../kit/act.ts'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Facts, Note } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { CountTabs, DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, ErrorState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { RowTable } from '../../people/desk/row-table.tsx'
import { useRows } from '../../people/desk/rows.ts'
import { rightsText } from '../text.ts'

const tones = { open: 'warn', granted: 'success', refused: 'danger', taken_back: 'neutral' } as const

export const RightsDeskPage = () => {
  const t = useText(rightsText)
  const say = useSay()
  const [path, go] = useLocation()
  const closed = new URLSearchParams(useSearch()).get('show') === 'closed'
  const [deciding, setDeciding] = useState<DeskRight>()
  const { from, more } = useRows(
    listRights,
    { query: { limit: '40', state: closed ? ('closed' as const) : ('open' as const) } },
    (page) => page,
  )
  const mayReadPeople = mayDo(useSignedIn(), 'people.read')
  return (
    <DeskPage
      title={t.deskTitle}
      beside={
        <CountTabs
          label={t.which}
          tabs={[
            { value: 'open', title: t.toAnswer },
            { value: 'closed', title: t.answered },
          ]}
          chosen={closed ? 'closed' : 'open'}
          onChoose={(show) => go(show === 'open' ? path : `${path}?show=closed`, { replace: true })}
        />
      }
    >
      <Panel label={t.deskTitle}>
        <Loaded
          from={from}
          shape="rows"
          count={6}
          empty={(rows) =>
            rows.length === 0 ? <EmptyState>{closed ? t.noneAnswered : t.noneToAnswer}</EmptyState> : undefined
          }
        >
          {(rows) => (
            <RowTable
              label={t.deskTitle}
              rows={rows}
              keyOf={({ id }) => id}
              hrefOf={({ personId }) => (mayReadPeople ? `/desk/people/${personId}` : '/desk/rights')}
              more={more}
              columns={[
                {
                  key: 'who',
                  title: t.columns.who,
                  show: ({ name, buildingName }) => [name, buildingName].filter(Boolean).join(' · '),
                },
                { key: 'what', title: t.columns.what, show: ({ kind }) => t.deskKinds[kind] },
                { key: 'words', title: t.columns.words, show: ({ place, words }) => place ?? words },
                {
                  key: 'due',
                  title: t.columns.due,
                  number: true,
                  show: ({ dueAt, late, state, decidedAt }) =>
                    state === 'open' || !decidedAt ? (
                      <span className={late ? 'lb-desk-late' : undefined}>
                        {[say.date(dueAt), late && t.late].filter(Boolean).join(' · ')}
                      </span>
                    ) : (
                      say.date(decidedAt)
                    ),
                },
                {
                  key: 'act',
                  title: t.columns.act,
                  show: (row) =>
                    row.can.decide ? (
                      <Button kind="secondary" size="sm" onClick={() => setDeciding(row)}>
                        {t.decide}
                      </Button>
                    ) : (
                      <span className="lb-sm">
                        <Chip tone={tones[row.state]}>{t.states[row.state]}</Chip>{' '}
                        {[row.decidedByName, row.answer].filter(Boolean).join('：')}
                      </span>
                    ),
                },
              ]}
            />
          )}
        </Loaded>
      </Panel>
      {deciding && <Deciding right={deciding} onClose={() => setDeciding(undefined)} />}
    </DeskPage>
  )
}

const Deciding = ({ right, onClose }: { readonly right: DeskRight; readonly onClose: () => void }) => {
  const t = useText(rightsText)
  const say = useSay()
  const [answer, setAnswer] = useState('')
  const onDone = () => {
    toast(t.decided)
    onClose()
  }
  const grant = useAct(grantRight, { onDone, refreshes: ['/people'] })
  const refuse = useAct(refuseRight, { onDone })
  const params = { rightId: right.id }
  const grave = right.kind === 'erase' || right.kind === 'close'
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${right.name}：${t.deskKinds[right.kind]}`}
      actions={
        <>
          <Button
            kind="secondary"
            busy={refuse.busy}
            disabled={answer.trim() === ''}
            onClick={() => refuse.press({ params, body: { answer: answer.trim() } })}
          >
            {t.refuse}
          </Button>
          <Button
            kind={grave ? 'danger' : 'main'}
            busy={grant.busy}
            onClick={() => grant.press({ params, body: answer.trim() === '' ? {} : { answer: answer.trim() } })}
          >
            {t.grants[right.kind]}
          </Button>
        </>
      }
    >
      <Facts
        plain
        facts={[
          { label: t.columns.words, value: right.place ?? (right.words || t.noWords) },
          { label: t.askedLabel, value: say.date(right.askedAt) },
          { label: t.columns.due, value: say.date(right.dueAt) },
        ]}
      />
      <Note icon={grave ? 'warn' : 'info'} tone={grave ? 'warn' : 'info'}>
        {t.effects[right.kind]}
      </Note>
      <TextArea
        name="answer"
        label={t.answerLabel}
        hint={t.answerHint}
        maxLength={500}
        value={answer}
        onChange={(event) => setAnswer(event.target.value)}
      />
      {(grant.refused ?? refuse.refused) && <ErrorState error={grant.refused ?? refuse.refused} />}
    </Dialog>
  )
}
