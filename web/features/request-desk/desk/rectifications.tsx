// What must be put right after a bad word: taken by somebody, put right with a proof, looked at again by another.
import { useState } from 'react'
import { listRectifications, putRight, recheckRectification, takeRectification } from '@linbang/contract/ratings'
import type { Rectification } from '@linbang/contract/ratings'
import { Line } from '@linbang/contract/values'
import * as z from 'zod/mini'
import { useAct } from '../../../kit/act.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { FilterChips } from '../../../ui/choice.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { doneIn, toast } from '../../../ui/toast.tsx'
import { RowTable } from '../../people/desk/row-table.tsx'
import { useRows } from '../../people/desk/rows.ts'
import { callBackText } from '../call-back-text.ts'
import { useRequestColumns } from './request-list.tsx'

type Right = z.output<typeof Rectification>
const recheckWords = z.object({ words: Line(500) })

export const Rights = () => {
  const t = useText(callBackText)
  const say = useSay()
  const areaId = useDeskAreaId(useSignedIn())
  const [open, setOpen] = useState('open')
  const [closing, setClosing] = useState<Right>()
  const { from, more } = useRows(
    listRectifications,
    { query: { areaId, limit: '40', ...(open === 'open' && { open: 'true' as const }) } },
    (page) => page,
  )
  const columns = useRequestColumns().filter(({ key }) => ['what', 'who', 'where'].includes(key))
  return (
    <Panel label={t.rights}>
      <div className="lb-desk-filters">
        <FilterChips
          label={t.rights}
          options={[
            { value: 'open', title: t.openOnly },
            { value: 'all', title: t.all },
          ]}
          chosen={[open]}
          onChoose={setOpen}
        />
      </div>
      <Loaded
        from={from}
        shape="rows"
        count={6}
        empty={(rows) => (rows.length === 0 ? <EmptyState>{t.rightsEmpty}</EmptyState> : undefined)}
      >
        {(rows) => (
          <RowTable
            label={t.rights}
            rows={rows}
            keyOf={({ id }) => id}
            hrefOf={({ request }) => `/desk/requests/${request.id}`}
            more={more}
            columns={[
              ...columns.map((column) => ({ ...column, show: ({ request }: Right) => column.show(request) })),
              { key: 'cause', title: t.columns.cause, show: ({ cause }) => <Chip tone="warn">{t.causes[cause]}</Chip> },
              { key: 'words', title: t.columns.words, show: ({ words }) => words },
              { key: 'owner', title: t.columns.owner, show: ({ ownerName }) => ownerName },
              {
                key: 'due',
                title: t.columns.due,
                number: true,
                show: ({ closedAt, putRightAt, dueAt, late }) =>
                  closedAt ? (
                    t.closed(say.brief(closedAt))
                  ) : putRightAt ? (
                    t.waits(say.brief(putRightAt))
                  ) : (
                    <span className={late ? 'lb-desk-late' : undefined}>
                      {[say.brief(dueAt), late && t.late].filter(Boolean).join(' · ')}
                    </span>
                  ),
              },
              { key: 'act', title: t.columns.act, show: (row) => <RightActs one={row} onClose={setClosing} /> },
            ]}
          />
        )}
      </Loaded>
      {closing && !closing.can.recheck && <PuttingRight one={closing} onClose={() => setClosing(undefined)} />}
      {closing?.can.recheck && <Rechecking one={closing} onClose={() => setClosing(undefined)} />}
    </Panel>
  )
}

/** What is still to do with an item, and what was said of it. */
const RightActs = ({ one, onClose }: { readonly one: Right; readonly onClose: (one: Right) => void }) => {
  const t = useText(callBackText)
  const take = useAct(takeRectification, { refreshes: ['/requests'] })
  const { can, proof, recheckWords, putRightByName, recheckedByName } = one
  const said = [
    proof && (putRightByName ? t.said(putRightByName, proof) : proof),
    recheckWords && (recheckedByName ? t.said(recheckedByName, recheckWords) : t.sentBack(recheckWords)),
  ].filter(Boolean)
  return (
    <span className="lb-stack">
      {said.length > 0 && <span className="lb-sm lb-soft">{said.join(' · ')}</span>}
      {can.take && (
        <Button
          kind="quiet"
          size="sm"
          busy={take.busy}
          onClick={() => take.send({ params: { rectificationId: one.id }, body: {} })}
        >
          {t.take}
        </Button>
      )}
      {(can.putRight || can.recheck) && (
        <Button kind="secondary" size="sm" icon="check" onClick={() => onClose(one)}>
          {can.recheck ? t.recheck : t.close}
        </Button>
      )}
      {one.putRightAt && !one.closedAt && !can.recheck && <span className="lb-sm lb-soft">{t.somebodyElse}</span>}
    </span>
  )
}

const PuttingRight = ({ one, onClose }: { readonly one: Right; readonly onClose: () => void }) => {
  const t = useText(callBackText)
  const close = useAct(putRight, {
    refreshes: ['/requests'],
    onDone: doneIn(onClose, t.done),
  })
  return (
    <Dialog open onClose={onClose} title={t.closeTitle}>
      <Form
        schema={putRight.body}
        label={t.closeTitle}
        onSend={(body) => close.send({ params: { rectificationId: one.id }, body })}
      >
        {(form) => (
          <>
            <TextArea name="proof" label={t.proof} hint={t.proofHint} maxLength={500} />
            <div className="lb-row">
              <Button type="submit" busy={form.busy}>
                {t.close}
              </Button>
              <Button kind="quiet" onClick={onClose}>
                {t.back}
              </Button>
            </div>
          </>
        )}
      </Form>
    </Dialog>
  )
}

const Rechecking = ({ one, onClose }: { readonly one: Right; readonly onClose: () => void }) => {
  const t = useText(callBackText)
  const [holds, setHolds] = useState(true)
  const recheck = useAct(recheckRectification, {
    refreshes: ['/requests'],
    onDone: () => {
      toast(holds ? t.rechecked : t.backAgain)
      onClose()
    },
  })
  return (
    <Dialog open onClose={onClose} title={t.recheckTitle}>
      <p>{one.putRightByName ? t.said(one.putRightByName, one.proof ?? '') : one.proof}</p>
      <FilterChips
        label={t.recheckTitle}
        options={[
          { value: 'yes', title: t.holds },
          { value: 'no', title: t.fails },
        ]}
        chosen={[holds ? 'yes' : 'no']}
        onChoose={(value) => setHolds(value === 'yes')}
      />
      <Form
        schema={recheckWords}
        label={t.recheckTitle}
        onSend={({ words }) => recheck.send({ params: { rectificationId: one.id }, body: { holds, words } })}
      >
        {(form) => (
          <>
            <TextArea name="words" label={holds ? t.seen : t.why} hint={t.seenHint} maxLength={500} />
            <div className="lb-row">
              <Button type="submit" busy={form.busy}>
                {holds ? t.rechecked : t.sendBack}
              </Button>
              <Button kind="quiet" onClick={onClose}>
                {t.back}
              </Button>
            </div>
          </>
        )}
      </Form>
    </Dialog>
  )
}
