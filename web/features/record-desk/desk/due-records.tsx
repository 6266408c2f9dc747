// Service that is over and not on record yet, with the day by which the national rule wants it there.
import { useQuery } from '@tanstack/react-query'
import { listDueRecords } from '@linbang/contract/records'
import { query } from '../../../kit/api.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { Chip } from '../../../ui/chip.tsx'
import { ListTable } from '../../../ui/desk/list-table.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { recordDeskText } from '../text.ts'

const tones = { overdue: 'danger', soon: 'warn', fine: 'neutral' } as const

export const DueRecords = () => {
  const t = useText(recordDeskText)
  const areaId = useDeskAreaId(useSignedIn())
  const due = useQuery(query(listDueRecords, { query: { areaId } }))
  return (
    <Panel label={t.tabs.due}>
      <Loaded
        from={due}
        shape="rows"
        empty={({ items }) => (items.length === 0 ? <EmptyState>{t.dueEmpty}</EmptyState> : undefined)}
      >
        {({ items }) => (
          <ListTable
            label={t.tabs.due}
            rows={items}
            rowKey={({ kind, id, name }) => `${kind}${id}${name}`}
            columns={[
              { key: 'who', title: t.columns.who, show: ({ name }) => name },
              { key: 'activity', title: t.columns.activity, show: ({ activityName }) => activityName },
              { key: 'day', title: t.columns.day, number: true, show: ({ day }) => day },
              { key: 'kind', title: t.columns.state, show: ({ kind }) => t.dueKind[kind] },
              {
                key: 'due',
                title: t.columns.due,
                number: true,
                show: ({ dueOn, standing }) => (
                  <>
                    {dueOn}{' '}
                    <Chip icon={standing === 'fine' ? 'clock' : 'warn'} tone={tones[standing]}>
                      {t.standing[standing]}
                    </Chip>
                  </>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  )
}
