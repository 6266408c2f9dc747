// 积分兑换: everything that can be had where I live, by kind, the cheapest first.
import { useState } from 'react'
import { listRewards, RewardKind } from '@linbang/contract/rewards'
import { usePages } from '../../../kit/pages.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { FilterChips } from '../../../ui/choice.tsx'
import { Paged } from '../../../ui/paged.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { rewardText } from '../text.ts'
import { RewardCards } from './reward-card.tsx'

type Kind = RewardKind | ''

export const ShopPage = () => {
  const t = useText(rewardText)
  const say = useSay()
  const [kind, setKind] = useState<Kind>('')
  const { points, pointsHeld } = useSignedIn().balances
  const found = usePages(listRewards, { query: { ...(kind && { kind }), limit: '20' } })
  return (
    <ResidentPage title={t.shop} back="/me/points">
      <Note icon="coin" tone="lamp" title={`${t.before} ${t.points(say.number(points - pointsHeld))}`}>
        {t.rule}
      </Note>
      <FilterChips
        label={t.which}
        options={[
          { value: '', title: t.anything },
          ...RewardKind.options.map((value) => ({ value, title: t.kinds[value] })),
        ]}
        chosen={[kind]}
        onChoose={(value) => setKind(value as Kind)}
      />
      <Paged pages={found} empty={<EmptyState>{t.empty}</EmptyState>}>
        {(rows) => <RewardCards rewards={rows} />}
      </Paged>
      <ButtonLink kind="quiet" wide href="/me/orders">
        {t.orders}
      </ButtonLink>
    </ResidentPage>
  )
}
