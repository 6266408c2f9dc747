// The ladder of a matter of life: what has been done when, what comes when, and 我来处理, which stops it.
import { takeAlarm } from '@linbang/contract/alarms'
import type { Alert } from '@linbang/contract/dispatch'
import { useAct } from '../../../kit/act.ts'
import { useNow } from '../../../kit/clock.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { toast } from '../../../ui/toast.tsx'
import { alarmText } from '../../alarms/text.ts'
import { boardText } from '../text.ts'

export const AlertStrip = ({ requestId, alert }: { readonly requestId: string; readonly alert: Alert }) => {
  const t = useText(boardText)
  const alarms = useText(alarmText)
  const say = useSay()
  const now = useNow(1)
  const take = useAct(takeAlarm, {
    refreshes: ['/requests', '/alarms'],
    onDone: ({ mine, takenBy }) => toast(mine ? alarms.taken : alarms.byOther(takenBy)),
  })
  const open = alert.acknowledgedAt === null
  const after = (at: Date) =>
    t.seconds(say.number(Math.max(0, Math.round((at.getTime() - alert.beganAt.getTime()) / 1000))))
  return (
    <section className="lb-alert" aria-label={t.alert} data-open={open ? '' : undefined}>
      <ol>
        {alert.steps.map(({ step, at, due }) => {
          const left = Math.round((due.getTime() - now.getTime()) / 1000)
          return (
            <li key={step} data-done={at ? '' : undefined}>
              <Icon name={at ? 'check' : 'clock'} size="xs" />
              <b>{t.ladder[step]}</b>
              <small>
                {at ? after(at) : !open ? t.notNeeded : left > 0 ? t.inSeconds(say.number(left)) : t.dueNow}
              </small>
            </li>
          )
        })}
      </ol>
      {open ? (
        <>
          {alert.steps.some(({ step, at }) => step === 'lead' && at) && <strong>{t.call120}</strong>}
          <Button
            kind="danger"
            size="sm"
            icon="phone"
            busy={take.busy}
            onClick={() => take.press({ params: { requestId }, body: { outcome: 'taken' } })}
          >
            {t.takeIt}
          </Button>
        </>
      ) : (
        <b>
          {alert.how === 'helper'
            ? t.helperGoes(alert.acknowledgedBy ?? '', after(alert.acknowledgedAt ?? alert.beganAt))
            : t.takenBy(alert.acknowledgedBy ?? '', after(alert.acknowledgedAt ?? alert.beganAt))}
        </b>
      )}
      {take.refused ? <RefusalLines error={take.refused} /> : null}
    </section>
  )
}
