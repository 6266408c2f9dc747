// Who ordered what, and what became of it; staff call off what cannot be given.
import { useState } from 'react'
import { cancelRewardOrder, listRewardOrders, RewardOrderState } from '@linbang/contract/rewards'
import type { RewardOrder } from '@linbang/contract/rewards'
import { useAct } from '../../../kit/act.ts'
import { usePages } from '../../../kit/pages.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { FilterChips } from '../../../ui/choice.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { PagedTable } from '../../../ui/desk/list-table.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { rewardDeskText } from '../desk-text.ts'
import { orderTones } from '../phone/orders.tsx'

const CallOff = ({ order, onClose }: { readonly order: RewardOrder; readonly onClose: () => void }) => {
  const t = useText(rewardDeskText)
  const cancel = useAct(cancelRewardOrder, { refreshes: ['/rewards'], onDone: onClose })
  return (
    <Dialog open onClose={onClose} title={t.backTitle}>
      <Form
        schema={cancelRewardOrder.body}
        label={t.backTitle}
        onSend={(body) => cancel.send({ params: { orderId: order.id }, body })}
      >
        {(form) => (
          <>
            <TextField name="reason" label={t.backReason} maxLength={200} />
            <div className="lb-row">
              <Button kind="secondary" onClick={onClose}>
                {t.keepIt}
              </Button>
              <Button type="submit" kind="danger" busy={form.busy}>
                {t.back}
              </Button>
            </div>
          </>
        )}
      </Form>
    </Dialog>
  )
}

export const Orders = () => {
  const t = useText(rewardDeskText)
  const say = useSay()
  const words = useWords()
  const [state, setState] = useState<RewardOrderState>('open')
  const [ending, setEnding] = useState<RewardOrder>()
  const found = usePages(listRewardOrders, { query: { view: 'kept', state, limit: '40' } })
  return (
    <Panel
      label={t.tabs.orders}
      head={
        <FilterChips
          label={t.columns.state}
          options={RewardOrderState.options.map((value) => ({ value, title: t.states[value] }))}
          chosen={[state]}
          onChoose={(value) => setState(value as RewardOrderState)}
        />
      }
    >
      <PagedTable
        label={t.tabs.orders}
        pages={found}
        empty={<EmptyState>{t.ordersEmpty}</EmptyState>}
        rowKey={({ id }) => id}
        columns={[
          { key: 'number', title: t.columns.number, show: ({ number }) => number },
          {
            key: 'what',
            title: t.columns.what,
            show: ({ zh, en, quantity }) => `${words({ zh, en: en || zh })} × ${say.number(quantity)}`,
          },
          { key: 'who', title: t.columns.who, show: ({ callName }) => callName },
          { key: 'points', title: t.columns.points, number: true, show: ({ points }) => say.number(points) },
          { key: 'way', title: t.columns.way, show: ({ way }) => t.ways[way] },
          { key: 'placed', title: t.columns.placed, number: true, show: ({ placedAt }) => say.dateTime(placedAt) },
          {
            key: 'state',
            title: t.columns.state,
            show: ({ state: now, usedAt }) => (
              <Chip tone={orderTones[now]}>{usedAt ? `${t.states[now]} · ${usedAt}` : t.states[now]}</Chip>
            ),
          },
          {
            key: 'act',
            title: t.columns.act,
            quiet: true,
            show: (order) => (
              <div className="lb-row" data-tight="">
                {order.requestId && (
                  <ButtonLink size="sm" kind="quiet" href={`/desk/requests/${order.requestId}`}>
                    {t.request}
                  </ButtonLink>
                )}
                {order.can.cancel && (
                  <Button size="sm" kind="danger-line" onClick={() => setEnding(order)}>
                    {t.back}
                  </Button>
                )}
              </div>
            ),
          },
        ]}
      />
      {ending && <CallOff order={ending} onClose={() => setEnding(undefined)} />}
    </Panel>
  )
}
