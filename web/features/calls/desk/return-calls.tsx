// Whom to ring back: one agent takes a call, sees the number, says how it went. Nothing leaves the list by itself.
import { useState } from 'react'
import * as z from 'zod/mini'
import { finishReturnCall, listReturnCalls, takeReturnCall } from '@linbang/contract/return-calls'
import type { ReturnCall } from '@linbang/contract/return-calls'
import { useAct } from '../../../kit/act.ts'
import { usePages } from '../../../kit/pages.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { ChoiceList, FilterChips } from '../../../ui/choice.tsx'
import { type ListColumn, PagedTable } from '../../../ui/desk/list-table.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { callsText } from '../text.ts'
import { CallerCell, useCallerName } from './caller.tsx'
import { PromiseCall } from './promise-call.tsx'
import '../../request-desk/desk/request-desk.css'
import './calls.css'

export const ReturnCalls = () => {
  const t = useText(callsText)
  const [shown, setShown] = useState('open')
  const [finishing, setFinishing] = useState<ReturnCall>()
  const [promising, setPromising] = useState(false)
  const closed = shown === 'closed'
  const pages = usePages(listReturnCalls, { query: { limit: '40', ...(closed && { closed: 'true' as const }) } })
  const take = useAct(takeReturnCall, { onDone: () => toast(t.taken) })
  const columns = useColumns(
    closed,
    ({ id }) => take.press({ params: { returnCallId: id }, body: {} }),
    take.busy,
    setFinishing,
  )
  return (
    <Panel label={t.tabs.owed}>
      <div className="lb-desk-filters">
        <FilterChips
          label={t.tabs.owed}
          options={[
            { value: 'open', title: t.openOnly },
            { value: 'closed', title: t.closedOnly },
          ]}
          chosen={[shown]}
          onChoose={setShown}
        />
        <span className="lb-grow" />
        <Button kind="secondary" size="sm" icon="plus" onClick={() => setPromising(true)}>
          {t.promise}
        </Button>
      </div>
      {take.refused && <RefusalLines error={take.refused} />}
      <PagedTable
        label={t.tabs.owed}
        pages={pages}
        empty={<EmptyState>{closed ? t.closedEmpty : t.owedEmpty}</EmptyState>}
        columns={columns}
        rowKey={({ id }) => id}
      />
      {finishing && <Finish one={finishing} onClose={() => setFinishing(undefined)} />}
      {promising && <PromiseCall onClose={() => setPromising(false)} />}
    </Panel>
  )
}

const useColumns = (
  closed: boolean,
  onTake: (one: ReturnCall) => void,
  busy: boolean,
  onFinish: (one: ReturnCall) => void,
): readonly ListColumn<ReturnCall>[] => {
  const t = useText(callsText)
  const say = useSay()
  const why = ({ kind, calls, tries }: ReturnCall) =>
    [calls > 1 && t.times(say.number(calls)), tries > 0 && t.tries(say.number(tries))].filter(Boolean).join(' · ') ||
    t.kinds[kind]
  const first: readonly ListColumn<ReturnCall>[] = [
    { key: 'who', title: t.columns.who, show: (one) => <CallerCell of={one} /> },
    {
      key: 'why',
      title: t.columns.why,
      show: (one) => (
        <>
          <Chip icon="phone" tone={one.kind === 'missed' ? 'warn' : 'info'}>
            {t.kinds[one.kind]}
          </Chip>
          {why(one) !== t.kinds[one.kind] && <small>{why(one)}</small>}
        </>
      ),
    },
    { key: 'words', title: t.columns.words, show: ({ words }) => words },
  ]
  if (closed)
    return [
      ...first,
      { key: 'outcome', title: t.columns.outcome, show: ({ outcome }) => outcome && t.outcomes[outcome] },
      { key: 'by', title: t.columns.taken, show: ({ closedByName }) => closedByName },
      { key: 'closed', title: t.columns.closed, number: true, show: ({ closedAt }) => closedAt && say.brief(closedAt) },
    ]
  return [
    ...first,
    {
      key: 'due',
      title: t.columns.due,
      number: true,
      show: ({ dueAt, late }) => (
        <span className={late ? 'lb-desk-late' : undefined}>
          {[say.brief(dueAt), late && t.late].filter(Boolean).join(' · ')}
        </span>
      ),
    },
    { key: 'taken', title: t.columns.taken, show: ({ takenByName }) => takenByName },
    {
      key: 'act',
      title: t.columns.act,
      quiet: true,
      show: (one) => (
        <span className="lb-row" data-tight="">
          {one.can.take && (
            <Button kind="secondary" size="sm" icon="phone" busy={busy} onClick={() => onTake(one)}>
              {t.take}
            </Button>
          )}
          {one.number && (
            <ButtonLink kind="soft" size="sm" icon="phone" href={`tel:${one.number}`}>
              {t.call(one.number)}
            </ButtonLink>
          )}
          {one.can.finish && (
            <Button kind="secondary" size="sm" onClick={() => onFinish(one)}>
              {t.finish}
            </Button>
          )}
        </span>
      ),
    },
  ]
}

type Answer = z.infer<typeof finishReturnCall.body>['outcome']
const answers: readonly Answer[] = ['reached', 'not_reached', 'not_needed']

const Finish = ({ one, onClose }: { readonly one: ReturnCall; readonly onClose: () => void }) => {
  const t = useText(callsText)
  const name = useCallerName()
  const [outcome, setOutcome] = useState<Answer>('reached')
  const finish = useAct(finishReturnCall, {
    onDone: () => {
      toast(t.keptNote)
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.finishTitle(name(one))}
      actions={
        <Button type="submit" form="finish-call" busy={finish.busy}>
          {t.keep}
        </Button>
      }
    >
      <Form
        id="finish-call"
        schema={z.pick(finishReturnCall.body, { words: true })}
        onSend={({ words }) => finish.send({ params: { returnCallId: one.id }, body: { outcome, words } })}
      >
        <div className="lb-stack">
          <ChoiceList
            name="outcome"
            legend={t.ask}
            value={outcome}
            onChoose={(value) => setOutcome(value as Answer)}
            options={answers.map((value) => ({ value, title: t.answers[value] }))}
          />
          <TextArea name="words" label={t.note} optional maxLength={300} />
        </div>
      </Form>
    </Dialog>
  )
}
