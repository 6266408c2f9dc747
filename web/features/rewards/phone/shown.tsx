// A voucher that was shown to this shop: judged on the phone, used once, told to the community now or when there is a line.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getCounter, redeemShown } from '@linbang/contract/vouchers'
import type { VoucherToken } from '@linbang/contract/voucher-token'
import { refresh } from '../../../kit/api.ts'
import { keptQuery } from '../../../kit/kept.ts'
import { sendOrKeep } from '../../../kit/offline.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, Facts, Note } from '../../../ui/card.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { ErrorState, Loaded } from '../../../ui/states.tsx'
import { rewardText } from '../text.ts'
import { judge } from './counter-rules.ts'
import { useRewardName } from './reward-card.tsx'
import { sealHolds } from './seal-check.ts'
import { noteUsed, usedHere } from './used-here.ts'

export type Shown = { readonly token: VoucherToken; readonly text: string }
type Told = 'sent' | 'kept' | 'clash'

/** Everything a phone needs to judge by itself; asked for when there is a line, kept for a day. */
export const useCounter = () => useQuery(keptQuery(getCounter, {}))

const useVerdict = ({ token, text }: Shown) => {
  const { data: counter } = useCounter()
  return useQuery({
    queryKey: ['/reward-counter/verdict', text, counter?.keys.length ?? 0],
    enabled: counter !== undefined,
    staleTime: 0,
    gcTime: 0,
    queryFn: async () => ({
      counter: counter!,
      verdict: await judge(token, { counter: counter!, now: new Date(), used: await usedHere(), holds: sealHolds }),
    }),
  })
}

export const ShownVoucher = ({ shown, onDone }: { readonly shown: Shown; readonly onDone: () => void }) => {
  const t = useText(rewardText)
  const say = useSay()
  const nameOf = useRewardName()
  const { personId } = useSignedIn()
  const counter = useCounter()
  const judged = useVerdict(shown)
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<Told>()
  const [refused, setRefused] = useState<unknown>()
  const use = async () => {
    setBusy(true)
    setRefused(undefined)
    try {
      const sent = await sendOrKeep(redeemShown, { body: { token: shown.text } }, { personId, label: t.use })
      await noteUsed(shown.token.orderId)
      setTold('kept' in sent ? 'kept' : sent.answer.clash ? 'clash' : 'sent')
      void refresh('/reward-orders')
    } catch (error) {
      setRefused(error)
    } finally {
      setBusy(false)
    }
  }
  if (told)
    return (
      <Card>
        <div className="lb-stack">
          <Note
            tone={told === 'clash' ? 'warn' : 'success'}
            icon={told === 'clash' ? 'warn' : 'checkc'}
            title={t.told[told]}
          >
            {t.toldLine[told]}
          </Note>
          <Button kind="secondary" wide onClick={onDone}>
            {t.next}
          </Button>
        </div>
      </Card>
    )
  // opened for the first time without a line: the phone knows neither shop nor keys
  if (counter.error && !counter.data) return <ErrorState error={counter.error} onRetry={() => void counter.refetch()} />
  return (
    <Loaded from={judged}>
      {({ verdict, counter: known }) => {
        const reward = known.rewards.find(({ id }) => id === shown.token.rewardId)
        const shop = known.shops.find(({ organisationId }) => organisationId === shown.token.organisationId)
        return (
          <Card label={t.shownTitle}>
            <div className="lb-stack">
              {verdict === 'good' ? (
                <Facts
                  plain
                  facts={[
                    { label: t.shownWhat, value: reward ? nameOf(reward) : t.shownUnknown },
                    ...(reward ? [{ label: t.worth, value: t.points(say.number(reward.points)) }] : []),
                    { label: t.shownAt, value: shop?.name ?? '' },
                    { label: t.shownUntil, value: say.moment(shown.token.until) },
                  ]}
                />
              ) : (
                <Note tone="danger" icon="warn" title={t.verdicts[verdict]}>
                  {t.verdictLines[verdict]}
                </Note>
              )}
              {refused !== undefined && <RefusalLines error={refused} />}
              {verdict === 'good' && (
                <Button wide size="lg" icon="check" busy={busy} onClick={() => void use()}>
                  {t.use}
                </Button>
              )}
              {verdict !== 'good' && (
                <Button kind="secondary" wide onClick={onDone}>
                  {t.next}
                </Button>
              )}
            </div>
          </Card>
        )
      }}
    </Loaded>
  )
}
