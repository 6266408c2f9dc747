// Vouchers used twice because a shop had no line: both uses side by side, and what came of it.
import { useState } from 'react'
import { listVoucherClashes, reviewVoucherClash } from '@linbang/contract/vouchers'
import type { VoucherClash } from '@linbang/contract/vouchers'
import { useAct } from '../../../kit/act.ts'
import { usePages } from '../../../kit/pages.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { PagedTable } from '../../../ui/desk/list-table.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { rewardDeskText } from '../desk-text.ts'

const outcomes = ['same_use', 'shop', 'owner', 'nobody'] as const

const Review = ({ clash, onClose }: { readonly clash: VoucherClash; readonly onClose: () => void }) => {
  const t = useText(rewardDeskText)
  const review = useAct(reviewVoucherClash, { onDone: onClose })
  return (
    <Dialog open onClose={onClose} title={t.reviewTitle}>
      <Form
        schema={reviewVoucherClash.body}
        label={t.reviewTitle}
        onSend={(body) => review.send({ params: { clashId: clash.id }, body })}
      >
        {(form) => (
          <>
            <Select name="outcome" label={t.outcome}>
              {outcomes.map((outcome) => (
                <option key={outcome} value={outcome}>
                  {t.outcomes[outcome]}
                </option>
              ))}
            </Select>
            <TextField name="words" label={t.reviewWords} maxLength={200} />
            <Button type="submit" busy={form.busy}>
              {t.save}
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  )
}

export const Clashes = () => {
  const t = useText(rewardDeskText)
  const say = useSay()
  const words = useWords()
  const [reviewing, setReviewing] = useState<VoucherClash>()
  const found = usePages(listVoucherClashes, { query: { limit: '40' } })
  return (
    <Panel label={t.tabs.clashes}>
      <PagedTable
        label={t.tabs.clashes}
        pages={found}
        empty={<EmptyState>{t.clashesEmpty}</EmptyState>}
        rowKey={({ id }) => id}
        columns={[
          { key: 'number', title: t.columns.number, show: ({ number }) => number },
          { key: 'what', title: t.columns.what, show: ({ zh, en }) => words({ zh, en: en || zh }) },
          { key: 'who', title: t.columns.who, show: ({ callName }) => callName },
          {
            key: 'first',
            title: t.firstUse,
            show: ({ state, firstAt, firstUsedAt }) =>
              [t.states[state], firstAt, firstUsedAt && say.dateTime(firstUsedAt)].filter(Boolean).join(' · '),
          },
          {
            key: 'second',
            title: t.secondUse,
            show: ({ organisationName, staffName, occurredAt }) =>
              `${organisationName} · ${staffName} · ${say.dateTime(occurredAt)}`,
          },
          { key: 'heard', title: t.heard, number: true, show: ({ heardAt }) => say.dateTime(heardAt) },
          {
            key: 'act',
            title: t.columns.act,
            show: (clash) =>
              clash.can.review ? (
                <Button size="sm" onClick={() => setReviewing(clash)}>
                  {t.review}
                </Button>
              ) : (
                <Chip>{`${clash.outcome ? t.outcomes[clash.outcome] : ''} · ${clash.words ?? ''}`}</Chip>
              ),
          },
        ]}
      />
      {reviewing && <Review clash={reviewing} onClose={() => setReviewing(undefined)} />}
    </Panel>
  )
}
