// The policies: what runs out first stands first; the names on one, and ending one early.
import { useState } from 'react'
import { listInsurance } from '@linbang/contract/insurance'
import type { InsurancePolicy } from '@linbang/contract/insurance'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { usePages } from '../../../kit/pages.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { PagedTable } from '../../../ui/desk/list-table.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { insuranceText } from '../insurance-text.ts'
import { AddPolicy, EndPolicy } from './policy-forms.tsx'
import { PolicyPeople } from './policy-people.tsx'

const tones = { coming: 'info', running: 'success', soon: 'warn', over: 'neutral' } as const
type Doing = { readonly what: 'add' } | { readonly what: 'people' | 'end'; readonly one: InsurancePolicy }

const Covered = ({ one: { covers, teamName, service, areaName } }: { readonly one: InsurancePolicy }) => {
  const t = useText(insuranceText)
  const words = useWords()
  const whom = covers === 'team' ? teamName : covers === 'area' ? `${areaName} ${t.coversOf.area}` : t.coversOf.people
  return [whom, service && t.only(words(service))].filter(Boolean).join(' · ')
}

const Acts = ({ one, onDo }: { readonly one: InsurancePolicy; readonly onDo: (doing: Doing) => void }) => {
  const t = useText(insuranceText)
  const said = <span className="lb-sr">{one.number}</span>
  return (
    <div className="lb-row" data-tight="">
      {one.covers === 'people' && (
        <Button size="sm" kind="secondary" onClick={() => onDo({ what: 'people', one })}>
          {t.list}
          {said}
        </Button>
      )}
      {one.state !== 'over' && one.endedOn === null && (
        <Button size="sm" kind="danger-line" onClick={() => onDo({ what: 'end', one })}>
          {t.end}
          {said}
        </Button>
      )}
    </div>
  )
}

export const Policies = () => {
  const t = useText(insuranceText)
  const say = useSay()
  const areaId = useDeskAreaId(useSignedIn())
  const policies = usePages(listInsurance, { query: { areaId, limit: '40' } })
  const [doing, setDoing] = useState<Doing>()
  const close = () => setDoing(undefined)
  return (
    <Panel
      label={t.tabs.policies}
      head={
        <>
          <span className="lb-grow" />
          <Button size="sm" icon="plus" onClick={() => setDoing({ what: 'add' })}>
            {t.add}
          </Button>
        </>
      }
    >
      <PagedTable
        label={t.tabs.policies}
        pages={policies}
        empty={<EmptyState>{t.policiesEmpty}</EmptyState>}
        rowKey={({ id }) => id}
        columns={[
          { key: 'policy', title: t.columns.policy, show: ({ insurer, number }) => `${insurer} ${number}` },
          { key: 'kind', title: t.columns.kind, show: ({ kind }) => t.kinds[kind] },
          { key: 'covers', title: t.columns.covers, show: (one) => <Covered one={one} /> },
          { key: 'people', title: t.columns.people, number: true, show: ({ people }) => say.number(people) },
          {
            key: 'days',
            title: t.columns.days,
            number: true,
            show: ({ fromOn, toOn, endedOn }) => `${fromOn} – ${endedOn ?? toOn}`,
          },
          {
            key: 'state',
            title: t.columns.state,
            show: ({ state, endReason }) => (
              <>
                <Chip tone={tones[state]}>{t.states[state]}</Chip> {endReason && <small>{endReason}</small>}
              </>
            ),
          },
          { key: 'act', title: t.columns.act, quiet: true, show: (one) => <Acts one={one} onDo={setDoing} /> },
        ]}
      />
      {doing?.what === 'add' && <AddPolicy onClose={close} />}
      {doing?.what === 'end' && <EndPolicy one={doing.one} onClose={close} />}
      {doing?.what === 'people' && <PolicyPeople one={doing.one} onClose={close} />}
    </Panel>
  )
}
