// 给店里看: the voucher is bound to one shop for an hour; its QR is sealed and works where the shop has no line.
import { useState } from 'react'
import { showVoucher } from '@linbang/contract/vouchers'
import type { RewardOrder } from '@linbang/contract/rewards'
import { useAct } from '../../../kit/act.ts'
import type { Answer } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { ChoiceList } from '../../../ui/choice.tsx'
import { QrCard } from '../../../ui/qr-card.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { rewardText } from '../text.ts'

const Held = ({ shown, onOver }: { readonly shown: Answer<typeof showVoucher>; readonly onOver: () => void }) => {
  const t = useText(rewardText)
  const say = useSay()
  const over = useNow(10) >= shown.until
  if (over)
    return (
      <Button wide onClick={onOver}>
        {t.showAgain}
      </Button>
    )
  return (
    <>
      <QrCard svg={shown.svg} label={t.qrLabel} title={t.showTo(shown.organisationName)} />
      <p className="lb-soft">{t.showLasts(say.moment(shown.until))}</p>
    </>
  )
}

export const ShowToShop = ({ order }: { readonly order: RewardOrder }) => {
  const t = useText(rewardText)
  const [shopId, setShopId] = useState(order.shops[0]?.organisationId ?? '')
  const show = useAct(showVoucher, { refreshes: ['/reward-orders'] })
  const press = () => show.press({ params: { orderId: order.id }, body: { organisationId: shopId } })
  return (
    <Card label={t.show}>
      <div className="lb-stack">
        {show.done ? (
          <Held shown={show.done} onOver={press} />
        ) : (
          <>
            {order.shops.length > 1 && (
              <ChoiceList
                name="shop"
                legend={t.whichShop}
                options={order.shops.map(({ organisationId, name }) => ({ value: organisationId, title: name }))}
                value={shopId}
                onChoose={setShopId}
              />
            )}
            {show.refused && <RefusalLines error={show.refused} />}
            <Button wide size="lg" icon="qr" busy={show.busy} onClick={press}>
              {t.show}
            </Button>
            <p className="lb-sm lb-soft">{t.showLine}</p>
          </>
        )}
      </div>
    </Card>
  )
}
