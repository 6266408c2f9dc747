// 扫码用券: the counter of a shop or of the station. A code is looked up, what it is for is shown, and it is used once.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearch } from 'wouter'
import { findRewardOrder, listRewardOrders, redeemReward } from '@linbang/contract/rewards'
import type { RewardOrder } from '@linbang/contract/rewards'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { usePages } from '../../../kit/pages.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, Facts, Section } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { TextField } from '../../../ui/field.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { Paged } from '../../../ui/paged.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { rewardText } from '../text.ts'
import { inFours } from './order.tsx'
import { orderTones, useCounted } from './orders.tsx'

const digitsOf = (text: string): string => text.replace(/\D/g, '').slice(0, 8)

const Found = ({
  order,
  code,
  onUsed,
}: {
  readonly order: RewardOrder
  readonly code: string
  readonly onUsed: () => void
}) => {
  const t = useText(rewardText)
  const say = useSay()
  const counted = useCounted()
  const redeem = useAct(redeemReward, {
    onDone: () => {
      toast(t.usedNow)
      onUsed()
    },
  })
  return (
    <Card label={counted(order)}>
      <div className="lb-stack">
        <div className="lb-row" data-between="">
          <b>{counted(order)}</b>
          <Chip tone={orderTones[order.state]}>{t.states[order.state]}</Chip>
        </div>
        <Facts
          plain
          facts={[
            { label: t.forWhom, value: order.callName },
            { label: t.worth, value: t.points(say.number(order.points)) },
            { label: t.number, value: order.number },
            ...(order.usedAt && order.endedAt
              ? [{ label: t.usedAt, value: `${order.usedAt} · ${say.moment(order.endedAt)}` }]
              : []),
          ]}
        />
        {redeem.refused && <RefusalLines error={redeem.refused} />}
        {order.can.redeem ? (
          <Button wide size="lg" icon="check" busy={redeem.busy} onClick={() => redeem.press({ body: { code } })}>
            {order.kind === 'goods' ? t.handOut : t.use}
          </Button>
        ) : (
          <p className="lb-soft">{t.cannotNow}</p>
        )}
      </div>
    </Card>
  )
}

const Looked = ({ code, onDone }: { readonly code: string; readonly onDone: () => void }) => {
  const { data, error } = useQuery({ ...query(findRewardOrder, { params: { code } }), staleTime: 0, retry: false })
  if (error) return <ErrorState error={error} />
  return data ? <Found order={data} code={code} onUsed={onDone} /> : <Skeleton shape="card" count={1} />
}

const HandedOut = () => {
  const t = useText(rewardText)
  const say = useSay()
  const counted = useCounted()
  const found = usePages(listRewardOrders, { query: { view: 'used', limit: '20' } })
  return (
    <Section title={t.handedOut}>
      <Paged pages={found} empty={<EmptyState>{t.handedNone}</EmptyState>}>
        {(rows) => (
          <Card>
            <Facts
              plain
              facts={rows.map((order) => ({
                label: `${order.callName} · ${counted(order)}`,
                value: t.points(say.number(order.points)),
                detail: order.endedAt ? say.moment(order.endedAt) : undefined,
              }))}
            />
          </Card>
        )}
      </Paged>
    </Section>
  )
}

export const RedeemPage = () => {
  const t = useText(rewardText)
  const given = digitsOf(new URLSearchParams(useSearch()).get('code') ?? '')
  const [typed, setTyped] = useState(given)
  const [code, setCode] = useState(given.length === 8 ? given : '')
  const clear = () => {
    setTyped('')
    setCode('')
  }
  return (
    <ResidentPage title={t.redeem} back="/me">
      <Card>
        <form
          className="lb-stack"
          aria-label={t.redeem}
          onSubmit={(event) => {
            event.preventDefault()
            setCode(typed)
          }}
        >
          <TextField
            name="code"
            label={t.code}
            hint={t.codeHint}
            inputMode="numeric"
            autoComplete="off"
            value={typed.length > 4 ? inFours(typed) : typed}
            onChange={(event) => {
              setTyped(digitsOf(event.target.value))
              setCode('')
            }}
          />
          <Button type="submit" wide kind={code ? 'secondary' : 'main'} disabled={typed.length !== 8}>
            {t.look}
          </Button>
        </form>
      </Card>
      {code && <Looked key={code} code={code} onDone={clear} />}
      <HandedOut />
    </ResidentPage>
  )
}
