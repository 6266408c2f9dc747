// 每一笔: every entry of one's points and minutes, and the open books of the community.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getStatement, listLedgerAccounts, listTransfers } from '@linbang/contract/ledger'
import type { LedgerAccount, Transfer } from '@linbang/contract/ledger'
import { call, query } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { partsOf } from '../../../kit/say.ts'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card, Facts, Section } from '../../../ui/card.tsx'
import { FilterChips } from '../../../ui/choice.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { ledgerText } from '../text.ts'
import './ledger.css'

type Shown = 'points' | 'minutes'

const Entry = ({ entry, unit }: { readonly entry: Transfer; readonly unit: Shown }) => {
  const t = useText(ledgerText)
  const say = useSay()
  const sign = entry.amount > 0 ? '+' : ''
  return (
    <li className="lb-ledger-entry">
      <span className="lb-grow">
        {entry.reason}
        <small>{[say.dateTime(entry.at), ...(entry.other ? [t.with(entry.other)] : [])].join(' · ')}</small>
        {entry.reversed && <small>{t.reversed}</small>}
      </span>
      <b className="lb-num">{sign + t.amount[unit](say.number(entry.amount))}</b>
    </li>
  )
}

const History = ({ account, unit }: { readonly account: LedgerAccount; readonly unit: Shown }) => {
  const t = useText(ledgerText)
  const entries = useInfiniteQuery({
    queryKey: [listTransfers.path, account.id],
    queryFn: ({ pageParam, signal }) =>
      call(
        listTransfers,
        { params: { accountId: account.id }, query: { limit: '20', ...(pageParam && { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
  return (
    <>
      <Loaded
        from={entries}
        shape="rows"
        empty={({ pages }) => (pages[0]?.items.length === 0 ? <Nothing unit={unit} /> : undefined)}
      >
        {({ pages }) => (
          <Card>
            <ul>
              {pages
                .flatMap(({ items }) => items)
                .map((entry) => (
                  <Entry key={entry.id} entry={entry} unit={unit} />
                ))}
            </ul>
          </Card>
        )}
      </Loaded>
      {entries.hasNextPage && (
        <Button kind="secondary" wide busy={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
          {t.more}
        </Button>
      )}
    </>
  )
}

const Nothing = ({ unit }: { readonly unit: Shown }) => {
  const t = useText(ledgerText)
  const me = useSignedIn()
  return (
    <EmptyState
      action={
        mayDo(me, 'offers.answer') && (
          <ButtonLink kind="secondary" href="/help">
            {t.help}
          </ButtonLink>
        )
      }
    >
      {unit === 'points' ? t.none : t.noneMinutes}
    </EmptyState>
  )
}

const OpenBooks = ({ unit }: { readonly unit: Shown }) => {
  const t = useText(ledgerText)
  const say = useSay()
  const now = useNow(3600)
  const { data } = useQuery(query(getStatement, { params: { month: partsOf(now).key.slice(0, 7) } }))
  const figures = data?.units.find((one) => one.unit === unit)
  if (!data || !figures) return null
  const amount = (n: number) => (unit === 'points' ? t.amount.points(say.number(n)) : say.hours(n))
  return (
    <Section title={t.month}>
      <Card>
        <Facts
          plain
          facts={[
            { label: t.issued, value: amount(figures.issued) },
            { label: t.spent, value: amount(figures.spent) },
            { label: t.donated, value: amount(figures.donated) },
            { label: t.outstanding, value: amount(figures.outstanding) },
            ...(unit === 'minutes' ? [{ label: t.pool, value: amount(figures.pool) }] : []),
            ...(figures.teams > 0 ? [{ label: t.teams, value: amount(figures.teams) }] : []),
          ]}
        />
        <p className="lb-sm lb-soft">{`${t.monthLine}${data.balanced ? t.balanced : t.unbalanced}`}</p>
      </Card>
    </Section>
  )
}

export const EntriesPage = () => {
  const t = useText(ledgerText)
  const [unit, setUnit] = useState<Shown>('points')
  const accounts = useQuery(query(listLedgerAccounts, { query: { mine: 'true' } }))
  return (
    <ResidentPage title={t.history} back="/me/points">
      <FilterChips
        label={t.which}
        options={[
          { value: 'points', title: t.points },
          { value: 'minutes', title: t.bank },
        ]}
        chosen={[unit]}
        onChoose={(chosen) => setUnit(chosen as Shown)}
      />
      <Loaded from={accounts} shape="rows">
        {({ items }) => {
          const account = items.find((one) => one.unit === unit && one.kind === 'person')
          return account ? <History key={account.id} account={account} unit={unit} /> : <Nothing unit={unit} />
        }}
      </Loaded>
      <OpenBooks unit={unit} />
    </ResidentPage>
  )
}
