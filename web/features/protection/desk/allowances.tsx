// Allowances at the desk: what waits for a decision, what waits to be paid, and what the money account holds.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { decideAllowance, fillAllowanceFund, listAllowances, payAllowance } from '@linbang/contract/allowances'
import type { Allowance } from '@linbang/contract/allowances'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { usePages } from '../../../kit/pages.ts'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { PagedTable } from '../../../ui/desk/list-table.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { doneIn, toast } from '../../../ui/toast.tsx'
import { allowanceText } from '../allowance-text.ts'
import { centsOf } from '../cents.ts'
import { allowanceTones } from '../phone/allowances.tsx'

type OneProps = { readonly one: Allowance }
const refreshes = ['/allowances']

const Acts = ({ one, onRefuse }: OneProps & { readonly onRefuse: () => void }) => {
  const t = useText(allowanceText)
  const done = { refreshes, onDone: () => toast(t.done) }
  const [decide, pay] = [useAct(decideAllowance, done), useAct(payAllowance, done)]
  const params = { allowanceId: one.id }
  const said = <span className="lb-sr">{`${one.name} ${one.reason}`}</span>
  return (
    <div className="lb-row" data-tight="">
      {one.can.decide && (
        <>
          <Button
            size="sm"
            icon="check"
            busy={decide.busy}
            onClick={() => decide.press({ params, body: { approved: true, version: one.version } })}
          >
            {t.approve}
            {said}
          </Button>
          <Button size="sm" kind="secondary" onClick={onRefuse}>
            {t.refuse}
            {said}
          </Button>
        </>
      )}
      {one.can.pay && (
        <Button size="sm" icon="coin" busy={pay.busy} onClick={() => pay.press({ params, body: {} })}>
          {t.pay}
          {said}
        </Button>
      )}
      {(decide.refused ?? pay.refused) && <RefusalLines error={(decide.refused ?? pay.refused)!} />}
    </div>
  )
}

type Closing = { readonly onClose: () => void }

const Refuse = ({ one, onClose }: OneProps & Closing) => {
  const t = useText(allowanceText)
  const decide = useAct(decideAllowance, { refreshes, onDone: doneIn(onClose, t.done) })
  return (
    <Dialog open onClose={onClose} title={t.refuseTitle}>
      <Form
        schema={decideAllowance.body}
        label={t.refuseTitle}
        complete={(values) => ({ ...values, approved: false, version: one.version })}
        onSend={(body) => decide.send({ params: { allowanceId: one.id }, body })}
      >
        {(form) => (
          <>
            <TextArea name="words" label={t.refuseTitle} hint={t.refuseHint} rows={2} maxLength={200} />
            <Button type="submit" kind="danger" busy={form.busy}>
              {t.refuse}
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  )
}

const Fill = ({ onClose }: Closing) => {
  const t = useText(allowanceText)
  const fill = useAct(fillAllowanceFund, { refreshes, onDone: doneIn(onClose, t.done) })
  return (
    <Dialog open onClose={onClose} title={t.fillTitle}>
      <Form
        schema={fillAllowanceFund.body}
        label={t.fillTitle}
        complete={({ amountCents, ...values }) => ({ ...values, amountCents: centsOf(amountCents) })}
        explain={(name) => (name === 'amountCents' ? t.amountWrong : undefined)}
        onSend={(body) => fill.send({ body })}
      >
        {(form) => (
          <>
            <TextField name="amountCents" label={t.amount} hint={t.amountHint} inputMode="decimal" after={t.yuan} />
            <TextField name="reason" label={t.fillReason} maxLength={200} />
            <Button type="submit" busy={form.busy}>
              {t.save}
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  )
}

export const Allowances = () => {
  const t = useText(allowanceText)
  const say = useSay()
  const me = useSignedIn()
  const areaId = useDeskAreaId(me)
  const allowances = usePages(listAllowances, { query: { areaId, limit: '40' } })
  const fund = useQuery(query(listAllowances, { query: { areaId, limit: '1' } })).data?.fundCents
  const [refusing, setRefusing] = useState<Allowance>()
  const [filling, setFilling] = useState(false)
  return (
    <Panel
      label={t.title}
      head={
        <>
          <span className="lb-grow" />
          {mayDo(me, 'protection.pay') && (
            <Button size="sm" icon="plus" onClick={() => setFilling(true)}>
              {t.fill}
            </Button>
          )}
        </>
      }
    >
      {typeof fund === 'number' && (
        <Note icon="coin" title={t.fund(say.money(fund))}>
          {t.fundLine}
        </Note>
      )}
      <PagedTable
        label={t.title}
        pages={allowances}
        empty={<EmptyState>{t.empty}</EmptyState>}
        rowKey={({ id }) => id}
        columns={[
          { key: 'who', title: t.columns.who, show: ({ name }) => name },
          { key: 'what', title: t.columns.what, show: ({ kind }) => t.kinds[kind] },
          { key: 'amount', title: t.columns.amount, number: true, show: ({ amountCents }) => say.money(amountCents) },
          { key: 'day', title: t.columns.day, number: true, show: ({ forOn }) => forOn },
          { key: 'reason', title: t.columns.reason, show: ({ reason }) => reason },
          {
            key: 'state',
            title: t.columns.state,
            show: ({ state, decision }) => (
              <>
                <Chip tone={allowanceTones[state]}>{t.deskStates[state]}</Chip> {decision && <small>{decision}</small>}
              </>
            ),
          },
          {
            key: 'by',
            title: t.columns.by,
            show: ({ decidedBy, paidBy }) => [decidedBy, paidBy].filter(Boolean).join(' · '),
          },
          {
            key: 'act',
            title: t.columns.act,
            quiet: true,
            show: (one) => <Acts one={one} onRefuse={() => setRefusing(one)} />,
          },
        ]}
      />
      {refusing && <Refuse one={refusing} onClose={() => setRefusing(undefined)} />}
      {filling && <Fill onClose={() => setFilling(false)} />}
    </Panel>
  )
}
