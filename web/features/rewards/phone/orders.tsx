// 我的券和兑换: what is not used yet first, then what was used, called off or lapsed.
import { listRewardOrders } from '@linbang/contract/rewards'
import type { RewardOrder, RewardOrderState } from '@linbang/contract/rewards'
import { usePages } from '../../../kit/pages.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { CardLink, Section } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import type { Tone } from '../../../ui/icon.tsx'
import { Paged } from '../../../ui/paged.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { rewardText } from '../text.ts'
import { useRewardName } from './reward-card.tsx'
import { RewardPicture } from './reward-picture.tsx'

export const orderTones: Readonly<Record<RewardOrderState, Tone>> = {
  open: 'primary',
  used: 'success',
  cancelled: 'neutral',
  lapsed: 'warn',
}

export const useCounted = () => {
  const say = useSay()
  const nameOf = useRewardName()
  return (order: Pick<RewardOrder, 'zh' | 'en' | 'quantity'>): string =>
    order.quantity === 1 ? nameOf(order) : `${nameOf(order)} × ${say.number(order.quantity)}`
}

export const OrderLine = ({ order }: { readonly order: RewardOrder }) => {
  const t = useText(rewardText)
  const say = useSay()
  const counted = useCounted()
  const { id, state, way, lastsUntil, points, look, pictureId, endedAt } = order
  const when = endedAt ? say.moment(endedAt) : way === 'delivery' ? t.deliveryState : t.lasts(say.day(lastsUntil))
  return (
    <CardLink
      href={`/me/orders/${id}`}
      picture={
        <span className="lb-reward-thumb">
          <RewardPicture look={look} pictureId={pictureId} />
        </span>
      }
      title={counted(order)}
      detail={`${t.points(say.number(points))} · ${when}`}
      end={<Chip tone={orderTones[state]}>{t.states[state]}</Chip>}
    />
  )
}

export const OrdersPage = () => {
  const t = useText(rewardText)
  const found = usePages(listRewardOrders, { query: { limit: '20' } })
  const shown = (rows: readonly RewardOrder[], open: boolean) => rows.filter(({ state }) => (state === 'open') === open)
  const toShop = (
    <ButtonLink kind="secondary" href="/shop">
      {t.toShop}
    </ButtonLink>
  )
  return (
    <ResidentPage title={t.orders} back="/me/points">
      <Paged pages={found} empty={<EmptyState action={toShop}>{t.ordersNone}</EmptyState>}>
        {(rows) =>
          ([true, false] as const)
            .map((open) => ({ open, orders: shown(rows, open) }))
            .filter(({ orders }) => orders.length > 0)
            .map(({ open, orders }) => (
              <Section key={String(open)} title={open ? t.open : t.past}>
                {orders.map((order) => (
                  <OrderLine key={order.id} order={order} />
                ))}
              </Section>
            ))
        }
      </Paged>
    </ResidentPage>
  )
}
