// Rules in force (X8): every figure with its meaning, its versions, a new version; and the holiday table of a year.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listPolicies, PolicyKind } from '@linbang/contract/policies'
import type { Span } from '@linbang/contract/policies'
import { query } from '../../../kit/api.ts'
import type { Answer } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { ListTable } from '../../../ui/desk/list-table.tsx'
import { CountTabs, DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { peopleText } from '../../people/text.ts'
import { policiesText } from '../text.ts'
import { leavesOf, readSpan } from './leaves.ts'
import type { Leaf } from './leaves.ts'
import { useMeaning, useReadingOrder } from './meaning.ts'
import { NewVersion } from './new-version.tsx'
import { WorkingDays } from './working-days.tsx'
import { mayChangeRules } from './reach.ts'
import './policies.css'

type Version = Answer<typeof listPolicies>['items'][number]
const tabs = [...PolicyKind.options, 'days'] as const
type Tab = (typeof tabs)[number]

const useShown = () => {
  const t = useText(policiesText)
  const say = useSay()
  const tags: Readonly<Record<string, string>> = useText(peopleText).tagNames
  const span = (value: Span | null) => {
    const { count, unit } = readSpan(value)
    if (unit === 'none') return t.unit.none
    return unit === 'workingDays' && count === 0 ? t.sameDay : `${count} ${t.unit[unit]}`
  }
  return ({ value }: Leaf): string => {
    if (typeof value === 'number') return say.decimal(value, Number.isInteger(value) ? 0 : 2)
    if (typeof value === 'string') return value
    if (typeof value === 'boolean') return value ? t.yes : t.no
    if (Array.isArray(value)) return say.list((value as readonly string[]).map((tag) => tags[tag] ?? tag))
    return span(value as Span | null)
  }
}

export const PoliciesPage = () => {
  const t = useText(policiesText)
  const [tab, setTab] = useState<Tab>('requests')
  return (
    <DeskPage
      title={t.title}
      fill
      beside={
        <CountTabs
          label={t.kinds}
          tabs={tabs.map((value) => ({ value, title: t.kind[value] }))}
          chosen={tab}
          onChoose={(value) => setTab(value as Tab)}
        />
      }
    >
      {tab === 'days' ? <WorkingDays /> : <Rules key={tab} kind={tab} />}
    </DeskPage>
  )
}

const Rules = ({ kind }: { readonly kind: PolicyKind }) => {
  const t = useText(policiesText)
  const say = useSay()
  const now = useNow(60)
  const me = useSignedIn()
  const meaning = useMeaning()
  const inOrder = useReadingOrder()
  const shown = useShown()
  const [changing, setChanging] = useState(false)
  const policies = useQuery(query(listPolicies, { query: { kind } }))
  const versions = [...(policies.data?.items ?? [])].sort((one, other) => other.version - one.version)
  // what was kept a moment ago is in force already, before the page's own clock ticks
  const at = Math.max(now.getTime(), policies.dataUpdatedAt)
  const inForce = versions.find(({ validFrom }) => validFrom.getTime() <= at) ?? versions[0]
  const from = (one: Version) => (one.version === 1 ? say.date(one.madeAt) : say.dateTime(one.validFrom))
  return (
    <Loaded from={policies} shape="page">
      {() =>
        inForce === undefined ? (
          <EmptyState>{t.empty}</EmptyState>
        ) : (
          <div className="lb-policies">
            <Panel
              label={t.kind[kind]}
              title={t.kind[kind]}
              head={
                <>
                  <Chip>{t.version(say.number(inForce.version), from(inForce))}</Chip>
                  <span className="lb-grow" />
                  {mayChangeRules(me) && (
                    <Button size="sm" kind="secondary" icon="pen" onClick={() => setChanging(true)}>
                      {t.change}
                    </Button>
                  )}
                </>
              }
            >
              <ListTable
                label={t.figure}
                rows={inOrder(leavesOf(inForce.body))}
                rowKey={({ path }) => path.join('.')}
                columns={[
                  { key: 'figure', title: t.figure, show: meaning },
                  { key: 'now', title: t.now, number: true, show: (leaf) => <b className="lb-num">{shown(leaf)}</b> },
                ]}
              />
            </Panel>
            <Panel label={t.history} title={t.history}>
              <ol className="lb-policies-history">
                {versions.map((one) => (
                  <li key={one.version} data-now={one === inForce ? '' : undefined}>
                    <b>{t.version(say.number(one.version), from(one))}</b>
                    <p>{one.reason}</p>
                    <small>{t.made(say.dateTime(one.madeAt))}</small>
                  </li>
                ))}
              </ol>
            </Panel>
            {changing && <NewVersion kind={kind} from={inForce} onClose={() => setChanging(false)} />}
          </div>
        )
      }
    </Loaded>
  )
}
