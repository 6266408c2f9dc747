// What is on offer: stock, limits, window and counters; put in, changed, taken off.
import { useState } from 'react'
import { changeReward, listRewards } from '@linbang/contract/rewards'
import type { Reward } from '@linbang/contract/rewards'
import { useAct } from '../../../kit/act.ts'
import { usePages } from '../../../kit/pages.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { PagedTable } from '../../../ui/desk/list-table.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { rewardDeskText } from '../desk-text.ts'
import { rewardText } from '../text.ts'
import { RewardDialog } from './reward-dialog.tsx'

const Acts = ({ reward, onChange }: { readonly reward: Reward; readonly onChange: () => void }) => {
  const t = useText(rewardDeskText)
  const change = useAct(changeReward)
  const { id: rewardId, version, active } = reward
  return (
    <div className="lb-row" data-tight="">
      <Button size="sm" kind="secondary" onClick={onChange}>
        {t.change}
      </Button>
      <Button
        size="sm"
        kind="quiet"
        busy={change.busy}
        onClick={() => change.press({ params: { rewardId }, body: { version, active: !active } })}
      >
        {active ? t.off : t.use}
      </Button>
      {change.refused && <RefusalLines error={change.refused} />}
    </div>
  )
}

export const Offers = () => {
  const t = useText(rewardDeskText)
  const shop = useText(rewardText)
  const say = useSay()
  const words = useWords()
  const found = usePages(listRewards, { query: { all: 'true', limit: '40' } })
  const [changing, setChanging] = useState<Reward | 'new'>()
  const count = (n: number | null, none: string) => (n === null ? none : say.number(n))
  return (
    <Panel
      label={t.tabs.rewards}
      head={
        <>
          <span className="lb-grow" />
          <ButtonLink size="sm" kind="quiet" icon="qr" href="/redeem" target="_blank">
            {t.redeem}
          </ButtonLink>
          <Button size="sm" icon="plus" onClick={() => setChanging('new')}>
            {t.add}
          </Button>
        </>
      }
    >
      <PagedTable
        label={t.tabs.rewards}
        pages={found}
        empty={<EmptyState>{t.empty}</EmptyState>}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'what',
            title: t.columns.what,
            show: ({ zh, en, active }) => (
              <>
                {words({ zh, en: en || zh })} {!active && <Chip>{t.offNow}</Chip>}
              </>
            ),
          },
          { key: 'kind', title: t.columns.kind, show: ({ kind }) => shop.kinds[kind] },
          { key: 'points', title: t.columns.points, number: true, show: ({ points }) => say.number(points) },
          {
            key: 'stock',
            title: t.columns.stock,
            number: true,
            show: ({ stock, countedIn }) => `${count(stock, t.uncounted)} ${stock === null ? '' : countedIn}`,
          },
          { key: 'limit', title: t.columns.limit, number: true, show: ({ limitEach }) => count(limitEach, t.noLimit) },
          {
            key: 'time',
            title: t.columns.time,
            show: ({ untilAt }) => (untilAt ? shop.until(say.dateTime(untilAt)) : t.anyTime),
          },
          {
            key: 'where',
            title: t.columns.where,
            show: ({ shops, place }) =>
              shops.length > 0 ? say.list(shops.map(({ name }) => name)) : place || t.station,
          },
          {
            key: 'act',
            title: t.columns.act,
            quiet: true,
            show: (reward) => <Acts reward={reward} onChange={() => setChanging(reward)} />,
          },
        ]}
      />
      {changing && (
        <RewardDialog reward={changing === 'new' ? undefined : changing} onClose={() => setChanging(undefined)} />
      )}
    </Panel>
  )
}
