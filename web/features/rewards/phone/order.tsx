// One order: the code for the counter while it is open, where it was used, and calling it off.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { cancelRewardOrder, getRewardOrder } from '@linbang/contract/rewards'
import type { RewardOrder } from '@linbang/contract/rewards'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import type { Answer } from '../../../kit/api.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card, Facts } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { QrCard } from '../../../ui/qr-card.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { rewardText } from '../text.ts'
import { orderTones, useCounted } from './orders.tsx'
import { useWhere } from './reward.tsx'
import { ShowToShop } from './show.tsx'

type Order = Answer<typeof getRewardOrder>

/** 1234 5678: four at a time can be read aloud. */
export const inFours = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`

/** The 8 digits are for a counter with a line; for one without, the voucher is shown to the shop. */
const Code = ({ order: { code, svg, way, shops } }: { readonly order: Order }) => {
  const t = useText(rewardText)
  const sealed = way === 'voucher' && shops.length > 0
  if (!code || !svg) return null
  return (
    <Card label={t.showCode}>
      {sealed ? <p className="lb-soft">{t.codeWithLine}</p> : <QrCard svg={svg} label={t.qrLabel} title={t.showCode} />}
      <p className="lb-reward-code lb-num">{inFours(code)}</p>
    </Card>
  )
}

const Standing = ({ order }: { readonly order: RewardOrder }) => {
  const t = useText(rewardText)
  const say = useSay()
  const where = useWhere()
  const { state, usedAt, endedAt, lastsUntil, way, number, placedAt, points } = order
  return (
    <Card>
      <div className="lb-row" data-between="">
        <b className="lb-num">{t.points(say.number(points))}</b>
        <Chip tone={orderTones[state]}>
          {state === 'open' && way === 'delivery' ? t.deliveryState : t.states[state]}
        </Chip>
      </div>
      <Facts
        plain
        facts={[
          ...(usedAt ? [{ label: t.usedAt, value: usedAt }] : []),
          ...(endedAt ? [{ label: t.usedWhen, value: say.dateTime(endedAt) }] : []),
          ...(state === 'open'
            ? [
                { label: t.whereTitle, value: way === 'delivery' ? t.ways.delivery : where(order) },
                { label: t.keepTitle, value: t.lasts(say.day(lastsUntil)) },
              ]
            : []),
          { label: t.placedWhen, value: say.dateTime(placedAt) },
          { label: t.number, value: number },
        ]}
      />
      {(state === 'cancelled' || state === 'lapsed') && <p className="lb-sm lb-soft">{t.pointsBack}</p>}
    </Card>
  )
}

const CallOff = ({ order }: { readonly order: RewardOrder }) => {
  const t = useText(rewardText)
  const say = useSay()
  const [asking, setAsking] = useState(false)
  const cancel = useAct(cancelRewardOrder, {
    refreshes: ['/rewards', '/me', '/ledger', '/requests'],
    onDone: () => {
      toast(t.cancelled)
      setAsking(false)
    },
  })
  return (
    <>
      <Button kind="danger-line" wide onClick={() => setAsking(true)}>
        {t.cancel}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t.cancelTitle}
        actions={
          <>
            <Button kind="secondary" onClick={() => setAsking(false)}>
              {t.keepIt}
            </Button>
            <Button
              kind="danger"
              busy={cancel.busy}
              onClick={() => cancel.press({ params: { orderId: order.id }, body: {} })}
            >
              {t.cancelTitle}
            </Button>
          </>
        }
      >
        <p>{t.cancelLine(say.number(order.points))}</p>
        {cancel.refused && <RefusalLines error={cancel.refused} />}
      </Dialog>
    </>
  )
}

export const OrderPage = ({ params }: { readonly params: { readonly orderId: string } }) => {
  const t = useText(rewardText)
  const counted = useCounted()
  const order = useQuery({
    ...query(getRewardOrder, { params: { orderId: params.orderId } }),
    // used at the counter while it is shown: the page says so by itself
    refetchInterval: ({ state }) => (state.data?.state === 'open' && state.data.code ? 5000 : false),
  })
  return (
    <ResidentPage title={order.data ? counted(order.data) : t.orders} back="/me/orders">
      <Loaded from={order} shape="page">
        {(one) => (
          <>
            {one.state === 'open' && one.way === 'voucher' && one.shops.length > 0 && <ShowToShop order={one} />}
            <Code order={one} />
            <Standing order={one} />
            {one.requestId && one.way === 'delivery' && (
              <ButtonLink wide kind="secondary" icon="walk" href={`/requests/${one.requestId}`}>
                {t.follow}
              </ButtonLink>
            )}
            {one.can.cancel && <CallOff order={one} />}
          </>
        )}
      </Loaded>
    </ResidentPage>
  )
}
