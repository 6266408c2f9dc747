// One thing: what it is, where and until when, points before and after, and 换这个.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { getReward, orderReward } from '@linbang/contract/rewards'
import type { Reward } from '@linbang/contract/rewards'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, Facts, Note } from '../../../ui/card.tsx'
import { ChoiceList } from '../../../ui/choice.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { TextField } from '../../../ui/field.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { ErrorState, Skeleton } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { rewardText } from '../text.ts'
import { useRewardName } from './reward-card.tsx'
import { RewardPicture } from './reward-picture.tsx'

/** Shops by name, else the community's own counter. */
export const useWhere = () => {
  const t = useText(rewardText)
  const say = useSay()
  return ({ shops, place }: Pick<Reward, 'shops' | 'place'>, areaName = ''): string =>
    shops.length > 0 ? say.list(shops.map(({ name }) => name)) : place || t.station(areaName)
}

const About = ({ reward }: { readonly reward: Reward }) => {
  const t = useText(rewardText)
  const say = useSay()
  const where = useWhere()
  const { stock, countedIn, limitEach, ordered, fromAt, untilAt, fault, keepDays } = reward
  const window = [
    ...(fault === 'not_yet' ? [t.from(say.moment(fromAt))] : []),
    ...(untilAt ? [t.until(say.moment(untilAt))] : []),
  ]
  return (
    <Card>
      {reward.about && <p>{reward.about}</p>}
      <Facts
        plain
        facts={[
          { label: t.stockTitle, value: stock === null ? t.always : t.stock(say.number(stock), countedIn) },
          ...(limitEach === null
            ? []
            : [{ label: t.limitTitle, value: t.limitEach(say.number(limitEach), say.number(ordered)) }]),
          { label: t.timeTitle, value: window.length > 0 ? window.join(' · ') : t.anyTime },
          { label: t.whereTitle, value: where(reward, reward.areaName) },
          { label: t.keepTitle, value: t.keep(say.number(keepDays)) },
        ]}
      />
    </Card>
  )
}

/** What it takes and what is left of mine. */
const Sum = ({ points }: { readonly points: number }) => {
  const t = useText(rewardText)
  const say = useSay()
  const { balances } = useSignedIn()
  const available = balances.points - balances.pointsHeld
  return (
    <Card>
      <Facts
        plain
        facts={[
          { label: t.before, value: t.points(say.number(available)) },
          { label: t.price, value: t.points(say.number(points)) },
          ...(available >= points
            ? [{ label: t.after, value: <b>{t.points(say.number(available - points))}</b> }]
            : []),
        ]}
      />
      {available < points && <p className="lb-sm lb-soft">{t.short(say.number(points - available))}</p>}
    </Card>
  )
}

type Way = 'pick_up' | 'delivery'
type ChoiceProps = {
  readonly reward: Reward
  readonly quantity: string
  readonly onQuantity: (quantity: string) => void
  readonly way: Way
  readonly onWay: (way: Way) => void
}

const Choices = ({ reward, quantity, onQuantity, way, onWay }: ChoiceProps) => {
  const t = useText(rewardText)
  if (reward.kind !== 'goods') return null
  return (
    <Card>
      <div className="lb-stack">
        {reward.limitEach !== 1 && (
          <TextField
            name="quantity"
            label={t.quantity}
            inputMode="numeric"
            value={quantity}
            onChange={(event) => onQuantity(event.target.value.replace(/\D/g, '').slice(0, 2))}
          />
        )}
        {reward.deliverable && (
          <ChoiceList
            name="way"
            legend={t.way}
            options={(['pick_up', 'delivery'] as const).map((value) => ({
              value,
              title: t.ways[value],
              help: t.wayHelp[value],
            }))}
            value={way}
            onChoose={(value) => onWay(value as Way)}
          />
        )}
      </div>
    </Card>
  )
}

const Shown = ({ reward }: { readonly reward: Reward }) => {
  const t = useText(rewardText)
  const say = useSay()
  const [, go] = useLocation()
  const nameOf = useRewardName()
  const [quantity, setQuantity] = useState('1')
  const [way, setWay] = useState<Way>('pick_up')
  const order = useAct(orderReward, {
    refreshes: ['/reward-orders', '/me', '/ledger', '/requests'],
    onDone: ({ id }) => {
      toast(t.had)
      go(`/me/orders/${id}`)
    },
  })
  const count = Math.max(1, Number(quantity) || 1)
  const press = () =>
    order.press({
      params: { rewardId: reward.id },
      body: { quantity: count, ...(reward.kind === 'goods' && { way }) },
    })
  return (
    <ResidentPage
      title={nameOf(reward)}
      back="/shop"
      foot={
        <Button wide size="lg" icon="gift" busy={order.busy} disabled={!reward.can.order} onClick={press}>
          {t.have}
        </Button>
      }
    >
      <div className="lb-reward-large">
        <RewardPicture look={reward.look} pictureId={reward.pictureId} />
      </div>
      <div className="lb-row" data-between="">
        <b className="lb-title lb-num">{t.points(say.number(reward.points))}</b>
        {reward.fault ? (
          <Chip icon="info" tone="warn">
            {t.faults[reward.fault]}
          </Chip>
        ) : (
          <Chip icon="gift" tone="primary">
            {t.kinds[reward.kind]}
          </Chip>
        )}
      </div>
      {order.refused && <RefusalLines error={order.refused} />}
      <About reward={reward} />
      <Choices reward={reward} quantity={quantity} onQuantity={setQuantity} way={way} onWay={setWay} />
      <Sum points={reward.points * count} />
      <Note icon="shield">{t.rule}</Note>
    </ResidentPage>
  )
}

export const RewardPage = ({ params }: { readonly params: { readonly rewardId: string } }) => {
  const t = useText(rewardText)
  const { data, error, refetch } = useQuery(query(getReward, { params: { rewardId: params.rewardId } }))
  if (data) return <Shown reward={data} />
  return (
    <ResidentPage title={t.shop} back="/shop">
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton shape="page" />}
    </ResidentPage>
  )
}
