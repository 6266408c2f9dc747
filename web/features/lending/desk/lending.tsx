// 借人: who wants to borrow people of the communities I answer for; a yes lets them be asked at once, a no says why.
import { useId, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { LoanRefusal, decideLending, listLendings } from '@linbang/contract/lending'
import type { Lending } from '@linbang/contract/lending'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { ListTable } from '../../../ui/desk/list-table.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { lendingText } from '../text.ts'

const tones = { asked: 'warn', granted: 'success', refused: 'neutral' } as const

export const LendingPage = () => {
  const t = useText(lendingText)
  const say = useSay()
  const words = useWords()
  const lendings = useQuery(query(listLendings))
  return (
    <DeskPage title={t.title} fill>
      <p className="lb-soft">{t.hint}</p>
      {lendings.data && lendings.data.week.length > 0 && (
        <ul className="lb-row" data-tight="" aria-label={t.week}>
          {lendings.data.week.map(({ lender, lent, quota }) => (
            <li key={lender}>
              <Chip tone={lent >= quota ? 'warn' : 'neutral'}>
                {t.lentOf(lender, say.number(lent), say.number(quota))}
              </Chip>
            </li>
          ))}
        </ul>
      )}
      <Panel label={t.title}>
        <Loaded
          from={lendings}
          shape="rows"
          empty={({ items }) => (items.length === 0 ? <EmptyState>{t.empty}</EmptyState> : null)}
        >
          {({ items }) => (
            <ListTable
              label={t.title}
              rows={items}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: 'what',
                  title: t.what,
                  show: (one) => (
                    <>
                      {words({ zh: one.serviceZh, en: one.serviceEn })}
                      <small>
                        {[one.number, one.window && say.window(one.window.from, one.window.to)]
                          .filter(Boolean)
                          .join(' · ')}
                      </small>
                    </>
                  ),
                },
                { key: 'from', title: t.from, show: ({ borrower }) => borrower },
                { key: 'lender', title: t.lender, show: ({ lender }) => lender },
                { key: 'people', title: t.people, number: true, show: ({ people }) => t.count(say.number(people)) },
                { key: 'asked', title: t.asked, show: ({ askedAt }) => say.dateTime(askedAt) },
                { key: 'state', title: t.state, show: (one) => <Outcome one={one} /> },
                { key: 'acts', title: t.acts, quiet: true, show: (one) => <Decide one={one} /> },
              ]}
            />
          )}
        </Loaded>
      </Panel>
    </DeskPage>
  )
}

const Outcome = ({ one }: { readonly one: Lending }) => {
  const t = useText(lendingText)
  const about = [one.decidedBy && t.decidedBy(one.decidedBy), one.reason].filter(Boolean).join(' · ')
  return (
    <>
      <Chip tone={tones[one.state]}>{t.states[one.state]}</Chip>
      {about && <small>{about}</small>}
      {one.state === 'asked' && !one.can.decide && <small>{t.over}</small>}
    </>
  )
}

const Decide = ({ one }: { readonly one: Lending }) => {
  const t = useText(lendingText)
  const [refusing, setRefusing] = useState(false)
  const decide = useAct(decideLending, { refreshes: ['/requests'] })
  const send = (body: { grant: boolean; reason?: string }) => decide.send({ params: { lendingId: one.id }, body })
  const grant = () =>
    void send({ grant: true }).then(
      () => toast(t.granted),
      () => undefined,
    )
  const refuse = async (reason: string) => {
    await send({ grant: false, reason })
    setRefusing(false)
    toast(t.refused)
  }
  if (!one.can.decide) return null
  return (
    <span className="lb-row" data-tight="">
      <Button size="sm" busy={decide.busy} onClick={grant}>
        {t.grant}
      </Button>
      <Button size="sm" kind="secondary" onClick={() => setRefusing(true)}>
        {t.refuse}
      </Button>
      {decide.refused && !refusing ? <RefusalLines error={decide.refused} /> : null}
      {refusing && <WhyNot onClose={() => setRefusing(false)} onSend={refuse} />}
    </span>
  )
}

type WhyNotProps = { readonly onClose: () => void; readonly onSend: (reason: string) => Promise<void> }

const WhyNot = ({ onClose, onSend }: WhyNotProps) => {
  const t = useText(lendingText)
  const id = useId()
  const actions = (
    <>
      <Button kind="secondary" onClick={onClose}>
        {t.cancel}
      </Button>
      <Button type="submit" form={id}>
        {t.refuse}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={t.refuseTitle} actions={actions}>
      <Form id={id} schema={LoanRefusal} explain={() => t.reasonNeeded} onSend={({ reason }) => onSend(reason)}>
        <TextField name="reason" label={t.reason} maxLength={200} />
      </Form>
    </Dialog>
  )
}
