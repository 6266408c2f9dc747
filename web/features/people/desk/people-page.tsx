// The register: people found by a few letters, or the households of one building with what is printed for their doors.
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { listPeople } from '@linbang/contract/people'
import type { PersonRow } from '@linbang/contract/people'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { FilterChips } from '../../../ui/choice.tsx'
import { Drawer } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { CountTabs, DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { peopleText } from '../text.ts'
import { Households } from './households.tsx'
import { NewPersonForm } from './new-person.tsx'
import { RowTable } from './row-table.tsx'
import type { TableColumn } from './row-table.tsx'
import { useRows } from './rows.ts'
import './people.css'

export const PeoplePage = () => {
  const t = useText(peopleText)
  const me = useSignedIn()
  const [path, go] = useLocation()
  const shown = new URLSearchParams(useSearch()).get('show') === 'households' ? 'households' : 'people'
  const [adding, setAdding] = useState(false)
  return (
    <DeskPage
      title={t.title}
      fill
      beside={
        <CountTabs
          label={t.views}
          tabs={[
            { value: 'people', title: t.people },
            { value: 'households', title: t.households },
          ]}
          chosen={shown}
          onChoose={(show) => go(show === 'people' ? path : `${path}?show=${show}`, { replace: true })}
        />
      }
      actions={
        mayDo(me, 'people.manage') && (
          <Button icon="plus" onClick={() => setAdding(true)}>
            {t.add}
          </Button>
        )
      }
    >
      {shown === 'people' ? <People /> : <Households />}
      <Drawer open={adding} onClose={() => setAdding(false)} title={t.addTitle}>
        <NewPersonForm
          whole
          onBack={() => setAdding(false)}
          onDone={(person) => {
            toast(t.added(person.callName))
            go(`/desk/people/${person.id}`)
          }}
        />
      </Drawer>
    </DeskPage>
  )
}

const useColumns = (): readonly TableColumn<PersonRow>[] => {
  const t = useText(peopleText)
  const sex = { female: t.female, male: t.male }
  return [
    {
      key: 'name',
      title: t.name,
      show: (one) => (
        <span className="lb-people-name">
          <Portrait seed={one.id} sex={one.sex} age={one.age} size={2} />
          <span>
            {one.name}
            <small>{one.callName}</small>
          </span>
        </span>
      ),
    },
    {
      key: 'sex',
      title: t.sexAge,
      show: (one) => [one.sex && sex[one.sex], one.age === null ? null : t.years(one.age)].filter(Boolean).join(' · '),
    },
    { key: 'building', title: t.building, show: (one) => one.buildingName },
    { key: 'phone', title: t.phone, show: (one) => <span className="lb-num">{one.phoneMasked}</span> },
    {
      key: 'status',
      title: t.status,
      show: (one) => (
        <span className="lb-row" data-tight="">
          {one.confirmed ? (
            <Chip icon="shield" tone="success">
              {t.confirmed}
            </Chip>
          ) : (
            <Chip icon="eye" tone="warn">
              {t.unconfirmed}
            </Chip>
          )}
          {one.volunteer && (
            <Chip icon="hand" tone="primary">
              {t.volunteer}
            </Chip>
          )}
        </span>
      ),
    },
  ]
}

const People = () => {
  const t = useText(peopleText)
  const areaId = useDeskAreaId(useSignedIn())
  const search = useSearch()
  const [path, go] = useLocation()
  const known = new URLSearchParams(search)
  const [words, setWords] = useState(known.get('q') ?? '')
  const unconfirmed = known.get('unconfirmed') === 'true'
  const change = (name: string, value: string) => {
    if (value === '') known.delete(name)
    else known.set(name, value)
    go(`${path}${known.size > 0 ? `?${known}` : ''}`, { replace: true })
  }
  const q = known.get('q') ?? ''
  const { from, more } = useRows(
    listPeople,
    { query: { areaId, limit: '40', ...(q && { q }), ...(unconfirmed && { unconfirmed: 'true' as const }) } },
    (page) => page,
  )
  const columns = useColumns()
  return (
    <Panel label={t.people}>
      <div className="lb-people-bar" role="search" aria-label={t.search}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            change('q', words.trim())
          }}
        >
          <TextField
            name="q"
            type="search"
            label={t.search}
            placeholder={t.searchHint}
            value={words}
            autoComplete="off"
            onChange={(event) => setWords(event.target.value)}
            after={
              <Button kind="secondary" size="sm" type="submit">
                {t.search}
              </Button>
            }
          />
        </form>
        <FilterChips
          label={t.status}
          options={[{ value: 'true', title: t.onlyUnconfirmed }]}
          chosen={unconfirmed ? ['true'] : []}
          onChoose={() => change('unconfirmed', unconfirmed ? '' : 'true')}
        />
      </div>
      <Loaded
        from={from}
        shape="rows"
        count={8}
        empty={(rows) => (rows.length === 0 ? <EmptyState>{t.empty}</EmptyState> : undefined)}
      >
        {(rows) => (
          <RowTable
            label={t.people}
            columns={columns}
            rows={rows}
            keyOf={({ id }) => id}
            hrefOf={({ id }) => `/desk/people/${id}`}
            more={more}
          />
        )}
      </Loaded>
    </Panel>
  )
}
