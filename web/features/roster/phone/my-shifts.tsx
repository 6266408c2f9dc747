// My shifts on the phone: what is ahead, a swap asked or agreed, the calendar.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { agreeSwap, askSwap, getMyShifts, refuseSwap, withdrawSwap } from '@linbang/contract/roster'
import type { Shift, Swap } from '@linbang/contract/roster'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, Section } from '../../../ui/card.tsx'
import { Sheet } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { EmptyState, ErrorState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { rosterText } from '../text.ts'
import { CalendarCard } from './calendar-card.tsx'

export const MyShiftsPage = () => {
  const t = useText(rosterText)
  const mine = useQuery(query(getMyShifts))
  const [asking, setAsking] = useState<Shift>()
  return (
    <ResidentPage title={t.mine} back="/me">
      <Loaded from={mine} shape="rows">
        {({ items, swaps, feed }) => (
          <>
            {swaps.length > 0 && (
              <Section title={t.swaps}>
                {swaps.map((swap) => (
                  <SwapCard key={swap.id} swap={swap} />
                ))}
              </Section>
            )}
            {items.length === 0 && <EmptyState>{t.nothingAhead}</EmptyState>}
            {items.map((shift) => (
              <ShiftCard key={shift.id} shift={shift} onAsk={() => setAsking(shift)} />
            ))}
            <CalendarCard kind="shifts" has={feed} />
          </>
        )}
      </Loaded>
      {asking && <AskSheet shift={asking} onClose={() => setAsking(undefined)} />}
    </ResidentPage>
  )
}

const ShiftCard = ({ shift, onAsk }: { readonly shift: Shift; readonly onAsk: () => void }) => {
  const t = useText(rosterText)
  const say = useSay()
  return (
    <Card>
      <div className="lb-stack" data-tight="">
        <b>{say.window(shift.fromAt, shift.toAt)}</b>
        <p className="lb-soft">{`${t.shiftOf(shift.kindName, shift.areaName)} · ${t.state[shift.state]}`}</p>
        {shift.state === 'planned' && !shift.swapId && (
          <Button kind="secondary" icon="swap" onClick={onAsk}>
            {t.swap}
          </Button>
        )}
        {shift.swapId && <p className="lb-soft">{t.waiting}</p>}
      </div>
    </Card>
  )
}

const SwapCard = ({ swap }: { readonly swap: Swap }) => {
  const t = useText(rosterText)
  const say = useSay()
  const agree = useAct(agreeSwap, { refreshes: ['/shifts'], onDone: () => toast(t.agreed) })
  const refuse = useAct(refuseSwap, { refreshes: ['/shifts'] })
  const withdraw = useAct(withdrawSwap, { refreshes: ['/shifts'] })
  const given = { params: { swapId: swap.id }, body: {} }
  const failed = agree.refused ?? refuse.refused ?? withdraw.refused
  return (
    <Card>
      <b>{t.swapLine(swap.askedByName, swap.kindName, say.window(swap.fromAt, swap.toAt))}</b>
      <p className="lb-soft">{swap.reason}</p>
      {failed ? <ErrorState error={failed} /> : null}
      <div className="lb-row">
        {swap.can.agree && (
          <Button busy={agree.busy} onClick={() => agree.press(given)}>
            {t.agree}
          </Button>
        )}
        {swap.can.refuse && (
          <Button kind="secondary" busy={refuse.busy} onClick={() => refuse.press(given)}>
            {t.refuse}
          </Button>
        )}
        {swap.can.withdraw && (
          <Button kind="secondary" busy={withdraw.busy} onClick={() => withdraw.press(given)}>
            {t.withdraw}
          </Button>
        )}
      </div>
    </Card>
  )
}

const AskSheet = ({ shift, onClose }: { readonly shift: Shift; readonly onClose: () => void }) => {
  const t = useText(rosterText)
  const ask = useAct(askSwap, {
    refreshes: ['/shifts'],
    onDone: () => {
      toast(t.asked)
      onClose()
    },
  })
  return (
    <Sheet
      open
      onClose={onClose}
      title={t.swapTitle}
      actions={
        <Button type="submit" form="ask-swap" busy={ask.busy}>
          {t.ask}
        </Button>
      }
    >
      <Form id="ask-swap" schema={askSwap.body} onSend={(body) => ask.send({ params: { shiftId: shift.id }, body })}>
        <TextField name="reason" label={t.swapReason} maxLength={100} />
      </Form>
    </Sheet>
  )
}
