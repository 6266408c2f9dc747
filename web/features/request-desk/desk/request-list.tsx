// All requests the reader may see: filters live in the address, so that a filtered list can be sent to a colleague.
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { listRequests } from '@linbang/contract/request-lists'
import type { RequestRow } from '@linbang/contract/requests'
import { useNow } from '../../../kit/clock.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { FilterChips } from '../../../ui/choice.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { CountTabs, DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { MarkChip, StatusChip, stateText, UrgencyChip } from '../../../ui/status.tsx'
import { useServiceList } from '../../intake/desk/service-pick.tsx'
import { RowTable } from '../../people/desk/row-table.tsx'
import type { TableColumn } from '../../people/desk/row-table.tsx'
import { useRows } from '../../people/desk/rows.ts'
import { listText } from '../list-text.ts'
import './request-desk.css'

const groups = {
  open: ['reported', 'dispatching', 'in_meeting', 'assigned', 'under_way', 'done', 'reopened'],
  over: ['answered', 'duplicate', 'declined', 'cancelled', 'unmet', 'confirmed', 'closed'],
} as const
type Group = keyof typeof groups | 'all'
const urgencies = ['life', 'basic', 'ordinary', 'complex', 'advice'] as const

/** What the address asks for, and the way to change one part of it. */
const useFilters = () => {
  const search = useSearch()
  const [path, go] = useLocation()
  const known = new URLSearchParams(search)
  const change = (part: Readonly<Record<string, string>>) => {
    const next = new URLSearchParams(search)
    for (const [name, value] of Object.entries(part)) {
      if (value === '') next.delete(name)
      else next.set(name, value)
    }
    go(`${path}${next.size > 0 ? `?${next}` : ''}`, { replace: true })
  }
  return {
    of: (name: string) => known.get(name) ?? '',
    change,
    any: known.size > 0,
    clear: () => go(path, { replace: true }),
  }
}
type Filters = ReturnType<typeof useFilters>

const groupOf = (filters: Filters): Group => (filters.of('show') === '' ? 'open' : (filters.of('show') as Group))

const askedOf = (filters: Filters, areaId: string | undefined) => {
  const group = groupOf(filters)
  const flag = (name: string) => (filters.of(name) === '' ? undefined : 'true')
  const words = filters.of('q')
  const state = filters.of('state') || (group === 'all' ? '' : groups[group].join(','))
  return {
    areaId,
    ...(state && { state }),
    urgency: (filters.of('urgency') || undefined) as RequestRow['urgency'] | undefined,
    overdue: flag('overdue') as 'true' | undefined,
    needsLook: flag('look') as 'true' | undefined,
    serviceCode: filters.of('service') || undefined,
    seriesId: filters.of('series') || undefined,
    forPersonId: filters.of('person') || undefined,
    from: filters.of('from') || undefined,
    to: filters.of('to') || undefined,
    q: words || undefined,
    sort: (filters.of('sort') || (group === 'open' ? 'due' : 'newest')) as 'due' | 'newest' | 'oldest',
    limit: '40',
  }
}

export const useRequestColumns = (): readonly TableColumn<RequestRow>[] => {
  const t = useText(listText)
  const say = useSay()
  const words = useWords()
  const now = useNow(30)
  const due = (row: RequestRow) => {
    if (!row.nextDueAt) return null
    const minutes = Math.round((row.nextDueAt.getTime() - now.getTime()) / 60_000)
    return row.late ? (
      <span className="lb-desk-late">{t.over2(say.duration(-minutes))}</span>
    ) : minutes <= 120 ? (
      t.left(say.duration(minutes))
    ) : (
      say.by(row.nextDueAt)
    )
  }
  return [
    {
      key: 'what',
      title: t.columns.what,
      show: (row) => (
        <>
          {row.description || words({ zh: row.serviceZh, en: row.serviceEn })}
          <small>{`${row.number} · ${words({ zh: row.serviceZh, en: row.serviceEn })}`}</small>
        </>
      ),
    },
    { key: 'who', title: t.columns.who, show: (row) => row.callName },
    { key: 'where', title: t.columns.where, show: (row) => row.areaName },
    {
      key: 'state',
      title: t.columns.state,
      show: (row) => (
        <span className="lb-row" data-tight="">
          <StatusChip state={row.state} staff />
          {row.urgency === 'life' && <UrgencyChip urgency={row.urgency} />}
          {row.late && <MarkChip mark="late" staff />}
          {row.pausedUntil && <MarkChip mark="paused" staff />}
        </span>
      ),
    },
    { key: 'helper', title: t.columns.helper, show: (row) => say.list(row.helperNames) },
    { key: 'due', title: t.columns.due, number: true, show: due },
    { key: 'at', title: t.columns.at, number: true, show: (row) => say.brief(row.reportedAt) },
  ]
}

export const RequestListPage = () => {
  const t = useText(listText)
  const me = useSignedIn()
  const areaId = useDeskAreaId(me)
  const filters = useFilters()
  const columns = useRequestColumns()
  const { from, more } = useRows(listRequests, { query: askedOf(filters, areaId) }, (page) => page)
  const group = groupOf(filters)
  return (
    <DeskPage
      title={t.list}
      fill
      beside={
        <CountTabs
          label={t.states}
          tabs={(['open', 'over', 'all'] as const).map((value) => ({ value, title: t[value] }))}
          chosen={group}
          onChoose={(show) => filters.change({ show: show === 'open' ? '' : show, state: '' })}
        />
      }
      actions={
        mayDo(me, 'requests.open_for_others') && (
          <>
            <ButtonLink kind="secondary" href="/desk/requests/paste" icon="chat">
              {t.pasteChat}
            </ButtonLink>
            <ButtonLink href="/desk/requests/new" icon="plus">
              {t.newRequest}
            </ButtonLink>
          </>
        )
      }
    >
      <Panel label={t.list}>
        <FilterBar filters={filters} group={group} />
        <Loaded
          from={from}
          shape="rows"
          count={8}
          empty={(rows) => (rows.length === 0 ? <EmptyState>{t.empty}</EmptyState> : undefined)}
        >
          {(rows) => (
            <RowTable
              label={t.list}
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

const FilterBar = ({ filters, group }: { readonly filters: Filters; readonly group: Group }) => {
  const t = useText(listText)
  const { staff, urgency } = useText(stateText)
  const say = useWords()
  const services = useServiceList().data?.items ?? []
  // what was typed belongs to the search it was typed over; a search from the top bar takes its place
  const [typed, setTyped] = useState({ over: filters.of('q'), words: filters.of('q') })
  const words = typed.over === filters.of('q') ? typed.words : filters.of('q')
  const setWords = (next: string) => setTyped({ over: filters.of('q'), words: next })
  const names = { ...staff, under_way: staff.on_site }
  const states = group === 'all' ? [...groups.open, ...groups.over] : groups[group]
  const toggle = (name: string, value: string) => filters.change({ [name]: filters.of(name) === value ? '' : value })
  return (
    <div className="lb-desk-filters" role="search" aria-label={t.search}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setTyped({ over: words.trim(), words })
          filters.change({ q: words.trim() })
        }}
      >
        <TextField
          name="q"
          type="search"
          label={t.search}
          placeholder={t.searchHint}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          after={
            <Button kind="secondary" size="sm" type="submit">
              {t.searchDo}
            </Button>
          }
        />
      </form>
      <Select
        name="service"
        label={t.service}
        value={filters.of('service')}
        onChange={(event) => filters.change({ service: event.target.value })}
      >
        <option value="">{t.anyService}</option>
        {services.map((one) => (
          <option key={one.code} value={one.code}>
            {say(one)}
          </option>
        ))}
      </Select>
      <TextField
        name="from"
        type="date"
        label={`${t.period} · ${t.from}`}
        value={filters.of('from')}
        onChange={(event) => filters.change({ from: event.target.value })}
      />
      <TextField
        name="to"
        type="date"
        label={t.to}
        value={filters.of('to')}
        onChange={(event) => filters.change({ to: event.target.value })}
      />
      <Select
        name="sort"
        label={t.sort}
        value={filters.of('sort') || (group === 'open' ? 'due' : 'newest')}
        onChange={(event) => filters.change({ sort: event.target.value })}
      >
        {(['due', 'newest', 'oldest'] as const).map((one) => (
          <option key={one} value={one}>
            {t.sorts[one]}
          </option>
        ))}
      </Select>
      <div className="lb-desk-chips">
        <FilterChips
          label={t.states}
          options={states.map((value) => ({ value, title: names[value] }))}
          chosen={[filters.of('state')]}
          onChoose={(value) => toggle('state', value)}
        />
        <FilterChips
          label={t.urgency}
          options={urgencies.map((value) => ({ value, title: urgency[value] }))}
          chosen={[filters.of('urgency')]}
          onChoose={(value) => toggle('urgency', value)}
        />
        <FilterChips
          label={t.overdue}
          options={[
            { value: 'overdue', title: t.overdue },
            { value: 'look', title: t.needsLook },
          ]}
          chosen={['overdue', 'look'].filter((name) => filters.of(name) !== '')}
          onChoose={(name) => toggle(name, 'true')}
        />
        {filters.any && (
          <Button
            kind="quiet"
            size="sm"
            icon="x"
            onClick={() => {
              setTyped({ over: '', words: '' })
              filters.clear()
            }}
          >
            {t.clear}
          </Button>
        )}
      </div>
    </div>
  )
}
