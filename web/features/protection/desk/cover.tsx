// Who is insured on a day and who is not, of those with risky work; who is not is put on a policy from here.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listCover } from '@linbang/contract/insurance'
import type { CoverLine } from '@linbang/contract/insurance'
import { query } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { usePages } from '../../../kit/pages.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { PagedTable } from '../../../ui/desk/list-table.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { insuranceText } from '../insurance-text.ts'
import { InsurePeople } from './insure-people.tsx'

const filters = ['false', 'true', 'all'] as const
type Filter = (typeof filters)[number]

const Services = ({ line }: { readonly line: CoverLine }) => {
  const say = useSay()
  const words = useWords()
  return say.list(line.services.map((one) => words(one)))
}

export const Cover = () => {
  const t = useText(insuranceText)
  const say = useSay()
  const areaId = useDeskAreaId(useSignedIn())
  const [day, setDay] = useState(say.date(useNow(60)))
  const [filter, setFilter] = useState<Filter>('false')
  const asked = { areaId, ...(day && { day }) }
  const lines = usePages(listCover, { query: { ...asked, ...(filter !== 'all' && { covered: filter }), limit: '50' } })
  const count = useQuery(query(listCover, { query: { ...asked, limit: '1' } })).data
  const [insuring, setInsuring] = useState<readonly CoverLine[]>()
  const open = (lines.rows ?? []).filter(({ covered }) => !covered)
  return (
    <Panel
      label={t.tabs.cover}
      head={
        <>
          <TextField
            name="day"
            type="date"
            label={t.day}
            hideLabel
            value={day}
            onChange={({ target }) => setDay(target.value)}
          />
          <Select
            name="filter"
            label={t.filter}
            hideLabel
            value={filter}
            onChange={({ target }) => setFilter(target.value as Filter)}
          >
            {filters.map((one) => (
              <option key={one} value={one}>
                {t.filters[one]}
              </option>
            ))}
          </Select>
          <span className="lb-grow" />
          {open.length > 1 && (
            <Button size="sm" icon="shield" onClick={() => setInsuring(open)}>
              {t.insureAll(say.number(open.length))}
            </Button>
          )}
        </>
      }
    >
      {count && (
        <Note
          icon={count.uncovered > 0 ? 'warn' : 'checkc'}
          tone={count.uncovered > 0 ? 'warn' : 'success'}
          title={count.uncovered > 0 ? t.uncovered(say.number(count.uncovered), count.day) : t.allCovered(count.day)}
        >
          {t.uncoveredHint}
        </Note>
      )}
      <PagedTable
        label={t.tabs.cover}
        pages={lines}
        empty={<EmptyState>{t.coverEmpty}</EmptyState>}
        rowKey={({ volunteerId }) => volunteerId}
        columns={[
          { key: 'who', title: t.columns.who, show: ({ name, number }) => `${name} ${number}` },
          { key: 'services', title: t.columns.services, show: (line) => <Services line={line} /> },
          {
            key: 'covered',
            title: t.columns.covered,
            show: ({ covered }) => <Chip tone={covered ? 'success' : 'danger'}>{covered ? t.yes : t.no}</Chip>,
          },
          { key: 'until', title: t.columns.until, number: true, show: ({ toOn }) => toOn ?? '' },
          {
            key: 'act',
            title: t.columns.act,
            quiet: true,
            show: (line) =>
              !line.covered && (
                <Button size="sm" kind="secondary" onClick={() => setInsuring([line])}>
                  {t.insure}
                  <span className="lb-sr">{line.name}</span>
                </Button>
              ),
          },
        ]}
      />
      {insuring && <InsurePeople people={insuring} onClose={() => setInsuring(undefined)} />}
    </Panel>
  )
}
