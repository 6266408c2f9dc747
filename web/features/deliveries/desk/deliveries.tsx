// The delivery log: what left the machine, by which way, with what result; what nobody can be sure of stands by itself.
import { listDeliveries } from '@linbang/contract/notices'
import type { Delivery } from '@linbang/contract/notices'
import { useLocation, useSearch } from 'wouter'
import { usePages } from '../../../kit/pages.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Chip } from '../../../ui/chip.tsx'
import { FilterChips } from '../../../ui/choice.tsx'
import { PagedTable } from '../../../ui/desk/list-table.tsx'
import { DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { deliveryText } from '../text.ts'

const tones = { queued: 'neutral', held: 'neutral', sent: 'success', failed: 'danger', uncertain: 'warn' } as const
const states = ['sent', 'queued', 'held', 'failed', 'uncertain'] as const

const useColumns = () => {
  const t = useText(deliveryText)
  const say = useSay()
  return [
    { key: 'at', title: t.columns.at, show: ({ updatedAt }: Delivery) => say.dateTime(updatedAt) },
    { key: 'kind', title: t.columns.kind, show: ({ name }: Delivery) => name },
    { key: 'way', title: t.columns.way, show: ({ way }: Delivery) => t.ways[way] },
    { key: 'to', title: t.columns.to, show: ({ to }: Delivery) => to },
    {
      key: 'state',
      title: t.columns.state,
      show: ({ state }: Delivery) => <Chip tone={tones[state]}>{t.states[state]}</Chip>,
    },
    { key: 'tries', title: t.columns.tries, number: true, show: ({ tries }: Delivery) => t.tries(say.number(tries)) },
    { key: 'why', title: t.columns.why, show: ({ error }: Delivery) => error },
    { key: 'reference', title: t.columns.reference, show: ({ providerReference }: Delivery) => providerReference },
  ]
}

export const DeliveriesPage = () => {
  const t = useText(deliveryText)
  const [path, go] = useLocation()
  const wished = new URLSearchParams(useSearch()).get('state')
  const chosen = states.find((state) => state === wished)
  const pages = usePages(listDeliveries, { query: { limit: '40', ...(chosen && { state: chosen }) } })
  const columns = useColumns()
  return (
    <DeskPage title={t.title} fill>
      <p className="lb-soft">{t.hint}</p>
      <FilterChips
        label={t.which}
        options={[{ value: '', title: t.all }, ...states.map((value) => ({ value, title: t.states[value] }))]}
        chosen={[chosen ?? '']}
        onChoose={(state) => go(state === '' ? path : `${path}?state=${state}`, { replace: true })}
      />
      <Panel label={t.title}>
        <PagedTable
          label={t.title}
          pages={pages}
          columns={columns}
          rowKey={({ id }) => id}
          empty={<EmptyState>{t.empty}</EmptyState>}
        />
      </Panel>
    </DeskPage>
  )
}
