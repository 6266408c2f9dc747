// The requests behind a figure, with the figure's own period and area in the address.
import { useSearch } from 'wouter'
import { listCases } from '@linbang/contract/reports'
import type { Case } from '@linbang/contract/reports'
import { useText } from '../../../kit/text.ts'
import { DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { RowTable } from '../../people/desk/row-table.tsx'
import { useRows } from '../../people/desk/rows.ts'
import { useRequestColumns } from '../../request-desk/desk/request-list.tsx'
import { figuresText } from '../text.ts'

export const CasesPage = () => {
  const t = useText(figuresText)
  const asked = new URLSearchParams(useSearch())
  const of = (name: string) => asked.get(name) ?? undefined
  const which = (of('case') ?? 'all') as Case
  const period = { from: of('from'), to: of('to') }
  const columns = useRequestColumns().filter(({ key }) => key !== 'due')
  const { from, more } = useRows(
    listCases,
    { query: { case: which, areaId: of('areaId'), ...period, limit: '40' } },
    (page) => page,
  )
  const title = t.cases[which] ?? t.requests
  return (
    <DeskPage
      title={title}
      crumbs={[{ href: '/desk/figures', label: t.title }]}
      fill
      beside={period.from && period.to && <span className="lb-soft lb-num">{t.span(period.from, period.to)}</span>}
    >
      <Panel label={title}>
        <Loaded
          from={from}
          shape="rows"
          count={8}
          empty={(rows) => (rows.length === 0 ? <EmptyState>{t.noCases}</EmptyState> : undefined)}
        >
          {(rows) => (
            <RowTable
              label={title}
              columns={columns}
              rows={rows}
              keyOf={({ id }) => id}
              hrefOf={({ id }) => `/desk/requests/${id}`}
              more={more}
            />
          )}
        </Loaded>
      </Panel>
    </DeskPage>
  )
}
