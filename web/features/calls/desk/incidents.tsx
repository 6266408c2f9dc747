// Incidents at the desk: opened, told to callers, closed together.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listIncidents } from '@linbang/contract/incidents'
import type { Incident } from '@linbang/contract/incidents'
import { query } from '../../../kit/api.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { type ListColumn, ListTable } from '../../../ui/desk/list-table.tsx'
import { DeskListsPage } from '../../../ui/shell/desk-lists-page.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { incidentText } from '../incident-text.ts'
import { CloseIncident, OpenIncident, SayToCallers } from './incident-forms.tsx'
import '../../request-desk/desk/request-desk.css'

export const IncidentsPage = () => {
  const t = useText(incidentText)
  return (
    <DeskListsPage
      title={t.title}
      label={t.which}
      lists={[
        { value: 'open', title: t.openOnes, Shown: OpenOnes },
        { value: 'closed', title: t.closedOnes, Shown: ClosedOnes },
      ]}
    />
  )
}

const OpenOnes = () => <List closed={false} />
const ClosedOnes = () => <List closed />

type Doing = { readonly what: 'words' | 'close'; readonly one: Incident }

const List = ({ closed }: { readonly closed: boolean }) => {
  const t = useText(incidentText)
  const incidents = useQuery(query(listIncidents, { query: closed ? { closed: 'true' } : {} }))
  const [opening, setOpening] = useState(false)
  const [doing, setDoing] = useState<Doing>()
  const columns = useColumns(setDoing)
  return (
    <Panel label={t.title}>
      <div className="lb-desk-filters">
        <span className="lb-soft">{t.openHint}</span>
        <span className="lb-grow" />
        <Button icon="plus" size="sm" onClick={() => setOpening(true)}>
          {t.open}
        </Button>
      </div>
      <Loaded
        from={incidents}
        shape="rows"
        empty={({ items }) =>
          items.length === 0 ? <EmptyState>{closed ? t.closedEmpty : t.empty}</EmptyState> : undefined
        }
      >
        {({ items }) => <ListTable label={t.title} rows={items} columns={columns} rowKey={({ id }) => id} />}
      </Loaded>
      {opening && <OpenIncident onClose={() => setOpening(false)} />}
      {doing?.what === 'words' && <SayToCallers one={doing.one} onClose={() => setDoing(undefined)} />}
      {doing?.what === 'close' && <CloseIncident one={doing.one} onClose={() => setDoing(undefined)} />}
    </Panel>
  )
}

const useColumns = (onDo: (doing: Doing) => void): readonly ListColumn<Incident>[] => {
  const t = useText(incidentText)
  const say = useSay()
  const words = useWords()
  return [
    {
      key: 'title',
      title: t.name,
      show: (one) => (
        <>
          <b>{one.title}</b>
          <small>{[one.areaName, words({ zh: one.serviceZh, en: one.serviceEn })].join(' · ')}</small>
        </>
      ),
    },
    {
      key: 'words',
      title: t.callerWords,
      show: ({ callerWords, closeWords }) => closeWords || callerWords,
    },
    {
      key: 'when',
      title: t.which,
      quiet: true,
      show: ({ openedAt, closedAt, openedByName }) => (
        <>
          {closedAt ? t.until(say.brief(closedAt)) : t.since(say.brief(openedAt))}
          <small>{openedByName}</small>
        </>
      ),
    },
    {
      key: 'count',
      title: t.count(''),
      quiet: true,
      number: true,
      show: ({ requests, open }) => (
        <>
          {t.count(say.number(requests))}
          {open > 0 && <small>{t.stillOpen(say.number(open))}</small>}
        </>
      ),
    },
    {
      key: 'act',
      title: t.close,
      quiet: true,
      show: (one) =>
        one.can.change && (
          <span className="lb-row" data-tight="">
            <Button kind="secondary" size="sm" onClick={() => onDo({ what: 'words', one })}>
              {t.words}
            </Button>
            <Button kind="secondary" size="sm" icon="check" onClick={() => onDo({ what: 'close', one })}>
              {t.close}
            </Button>
          </span>
        ),
    },
  ]
}
