// Whom to call back, the most urgent first; beside it what must be put right, and what is to be looked at again.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { listCallBacks } from '@linbang/contract/ratings'
import { getRequest } from '@linbang/contract/requests'
import { query } from '../../../kit/api.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { CountTabs, DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { RowTable } from '../../people/desk/row-table.tsx'
import { useRows } from '../../people/desk/rows.ts'
import { callBackText } from '../call-back-text.ts'
import { CallBackDrawer } from './call-back.tsx'
import { Rights } from './rectifications.tsx'
import { useRequestColumns } from './request-list.tsx'
import { SpotChecks } from './spot-checks.tsx'
import './request-desk.css'

export const CallBacksPage = () => {
  const t = useText(callBackText)
  const me = useSignedIn()
  const [path, go] = useLocation()
  const calls = mayDo(me, 'ratings.call_back')
  const wished = new URLSearchParams(useSearch()).get('show')
  const shown = wished === 'rights' || !calls ? 'rights' : wished === 'checks' ? 'checks' : 'calls'
  const tabs = [
    ...(calls ? [{ value: 'calls', title: t.calls }] : []),
    { value: 'rights', title: t.rights },
    ...(calls ? [{ value: 'checks', title: t.checks }] : []),
  ]
  return (
    <DeskPage
      title={t.title}
      fill
      beside={
        <CountTabs
          label={t.which}
          tabs={tabs}
          chosen={shown}
          onChoose={(show) => go(show === 'calls' ? path : `${path}?show=${show}`, { replace: true })}
        />
      }
    >
      {shown === 'calls' ? <Calls /> : shown === 'checks' ? <SpotChecks /> : <Rights />}
    </DeskPage>
  )
}

const Calls = () => {
  const t = useText(callBackText)
  const say = useSay()
  const areaId = useDeskAreaId(useSignedIn())
  const [calling, setCalling] = useState<string>()
  const { from, more } = useRows(listCallBacks, { query: { areaId, limit: '40' } }, (page) => page)
  const columns = useRequestColumns().filter(({ key }) => ['what', 'who', 'where', 'state', 'helper'].includes(key))
  return (
    <Panel label={t.calls}>
      <Loaded
        from={from}
        shape="rows"
        count={8}
        empty={(rows) => (rows.length === 0 ? <EmptyState>{t.callsEmpty}</EmptyState> : undefined)}
      >
        {(rows) => (
          <RowTable
            label={t.calls}
            rows={rows}
            keyOf={({ request }) => request.id}
            hrefOf={({ request }) => `/desk/requests/${request.id}`}
            more={more}
            columns={[
              ...columns.map((column) => ({
                ...column,
                show: ({ request }: (typeof rows)[number]) => column.show(request),
              })),
              { key: 'tries', title: t.columns.tries, show: ({ tries, halfDays }) => t.tries(tries, halfDays) },
              { key: 'due', title: t.columns.due, number: true, show: ({ dueAt }) => dueAt && say.brief(dueAt) },
              {
                key: 'act',
                title: t.columns.act,
                show: ({ request }) => (
                  <Button kind="secondary" size="sm" icon="phone" onClick={() => setCalling(request.id)}>
                    {t.call}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      {calling && <Calling requestId={calling} onClose={() => setCalling(undefined)} />}
    </Panel>
  )
}

const Calling = ({ requestId, onClose }: { readonly requestId: string; readonly onClose: () => void }) => {
  const { data } = useQuery(query(getRequest, { params: { requestId } }))
  return data ? <CallBackDrawer request={data} onClose={onClose} /> : null
}
