// 扫码用券: the counter of a shop or of the station. A code is looked up, what it is for is shown, and it is used once.
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useSearch } from 'wouter'
import { readScan } from '@linbang/contract/voucher-token'
import { findRewardOrder, listRewardOrders, redeemReward } from '@linbang/contract/rewards'
import type { RewardOrder } from '@linbang/contract/rewards'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { usePages } from '../../../kit/pages.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, Facts, Note, Section } from '../../../ui/card.tsx'
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
import { ShownVoucher, useCounter } from './shown.tsx'
import type { Shown } from './shown.tsx'

const Scan = lazy(async () => ({ default: (await import('./scan.tsx')).Scan }))

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

/** What a link that was opened by the phone's own camera carries. */
const useGiven = (): { readonly code: string; readonly shown: Shown | undefined } => {
  const search = useSearch()
  const scanned = readScan(`?${search}`)
  if (scanned && 'token' in scanned) return { code: '', shown: scanned }
  return { code: digitsOf(new URLSearchParams(search).get('code') ?? ''), shown: undefined }
}

type TypedProps = { readonly typed: string; readonly onType: (typed: string) => void; readonly onLook: () => void }

const Typed = ({ typed, onType, onLook }: TypedProps) => {
  const t = useText(rewardText)
  return (
    <form
      className="lb-stack"
      aria-label={t.redeem}
      onSubmit={(event) => {
        event.preventDefault()
        onLook()
      }}
    >
      <TextField
        name="code"
        label={t.code}
        hint={t.codeHint}
        inputMode="numeric"
        autoComplete="off"
        value={typed.length > 4 ? inFours(typed) : typed}
        onChange={(event) => onType(digitsOf(event.target.value))}
      />
      <Button type="submit" wide kind="secondary" disabled={typed.length !== 8}>
        {t.look}
      </Button>
    </form>
  )
}

export const RedeemPage = () => {
  const t = useText(rewardText)
  const given = useGiven()
  const [typed, setTyped] = useState(given.code)
  const [code, setCode] = useState(given.code.length === 8 ? given.code : '')
  const [shown, setShown] = useState(given.shown)
  const [scanning, setScanning] = useState(false)
  const [strange, setStrange] = useState(false)
  // kept on this phone from now on, for when there is no line
  const { data: counter } = useCounter()
  const show = (next: { readonly code?: string; readonly shown?: Shown; readonly strange?: boolean }) => {
    setTyped(next.code ?? '')
    setCode(next.code ?? '')
    setShown(next.shown)
    setStrange(next.strange ?? false)
    setScanning(false)
  }
  const read = (text: string) => {
    const scanned = readScan(text)
    if (!scanned) show({ strange: true })
    else show('token' in scanned ? { shown: scanned } : scanned)
  }
  return (
    <ResidentPage title={t.redeem} back="/me">
      {scanning ? (
        <Suspense fallback={<Skeleton shape="card" count={1} />}>
          <Scan onRead={read} onClose={() => setScanning(false)} />
        </Suspense>
      ) : (
        <Card>
          <div className="lb-stack">
            <Button
              wide
              kind={shown || code ? 'secondary' : 'main'}
              size="lg"
              icon="camera"
              onClick={() => setScanning(true)}
            >
              {t.scan}
            </Button>
            <Typed
              typed={typed}
              onType={(next) => {
                setTyped(next)
                setCode('')
              }}
              onLook={() => show({ code: typed })}
            />
            {counter !== undefined && counter.shops.length > 0 && <p className="lb-sm lb-soft">{t.ready}</p>}
          </div>
        </Card>
      )}
      {strange && (
        <Note tone="warn" icon="warn" title={t.strange}>
          {t.strangeLine}
        </Note>
      )}
      {shown && <ShownVoucher key={shown.text} shown={shown} onDone={() => show({})} />}
      {code && <Looked key={code} code={code} onDone={() => show({})} />}
      <HandedOut />
    </ResidentPage>
  )
}
