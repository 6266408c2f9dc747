// 补贴: what I paid while helping, and how each request stands.
import { AllowanceKind, askAllowance, listAllowances, withdrawAllowance } from '@linbang/contract/allowances'
import type { Allowance } from '@linbang/contract/allowances'
import { useAct } from '../../../kit/act.ts'
import { usePages } from '../../../kit/pages.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, Section } from '../../../ui/card.tsx'
import { ChoiceList } from '../../../ui/choice.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { EmptyState, ErrorState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { allowanceText } from '../allowance-text.ts'
import { centsOf } from '../cents.ts'

export const allowanceTones = {
  asked: 'warn',
  approved: 'info',
  refused: 'danger',
  withdrawn: 'neutral',
  paid: 'success',
} as const

const Ask = () => {
  const t = useText(allowanceText)
  const ask = useAct(askAllowance, { refreshes: ['/allowances'], onDone: () => toast(t.sent) })
  return (
    <Card label={t.ask}>
      <Form
        schema={askAllowance.body}
        label={t.ask}
        draft="allowance"
        complete={({ amountCents, ...values }) => ({ ...values, amountCents: centsOf(amountCents) })}
        explain={(name) => (name === 'amountCents' ? t.amountWrong : undefined)}
        onSend={(body) => ask.send({ body })}
      >
        {(form) => (
          <>
            <ChoiceList
              name="kind"
              legend={t.kind}
              initial="travel"
              options={AllowanceKind.options.map((value) => ({ value, title: t.kinds[value] }))}
            />
            <TextField name="amountCents" label={t.amount} hint={t.amountHint} inputMode="decimal" after={t.yuan} />
            <TextField name="forOn" type="date" label={t.forOn} />
            <TextField name="reason" label={t.reason} hint={t.reasonHint} maxLength={200} />
            <Button type="submit" size="lg" wide busy={form.busy}>
              {t.send}
            </Button>
          </>
        )}
      </Form>
    </Card>
  )
}

const One = ({ one }: { readonly one: Allowance }) => {
  const t = useText(allowanceText)
  const say = useSay()
  const withdraw = useAct(withdrawAllowance, { refreshes: ['/allowances'], onDone: () => toast(t.withdrawn) })
  return (
    <Card>
      <div className="lb-row" data-between="">
        <b>{`${t.kinds[one.kind]} ${say.money(one.amountCents)}`}</b>
        <Chip tone={allowanceTones[one.state]}>{t.states[one.state]}</Chip>
      </div>
      <p className="lb-sm lb-soft">{`${one.forOn} · ${one.reason}`}</p>
      {one.decision && <p className="lb-sm">{one.decision}</p>}
      {withdraw.refused && <RefusalLines error={withdraw.refused} />}
      {one.can.withdraw && (
        <Button
          kind="quiet"
          busy={withdraw.busy}
          onClick={() => withdraw.press({ params: { allowanceId: one.id }, body: {} })}
        >
          {t.withdraw}
          <span className="lb-sr">{one.reason}</span>
        </Button>
      )}
    </Card>
  )
}

export const AllowancesPage = () => {
  const t = useText(allowanceText)
  const say = useSay()
  const { rows, loading, hasMore, fetchingMore, more } = usePages(listAllowances, { query: { mine: 'true' } })
  return (
    <ResidentPage title={t.title} back="/me/volunteer">
      <Ask />
      <Section title={t.mine} more={rows && say.number(rows.length)}>
        {loading.error && <ErrorState error={loading.error} onRetry={() => void loading.refetch()} />}
        {rows?.length === 0 && <EmptyState>{t.none}</EmptyState>}
        {rows?.map((one) => (
          <One key={one.id} one={one} />
        ))}
        {hasMore && (
          <Button kind="secondary" wide busy={fetchingMore} onClick={more}>
            {t.more}
          </Button>
        )}
      </Section>
    </ResidentPage>
  )
}
