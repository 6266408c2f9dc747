// 这次不行: a reason in one tap, and whether later would do. Nobody is pressed.
import * as z from 'zod/mini'
import { declineOffer } from '@linbang/contract/dispatch'
import { useAct } from '../../../kit/act.ts'
import { momentOf, partsOf } from '../../../kit/say.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { ChoiceList } from '../../../ui/choice.tsx'
import { Sheet } from '../../../ui/dialog.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.tsx'
import { tasksText } from '../text.ts'

const reasons = ['busy', 'far', 'cannot', 'unwell', 'other'] as const
const laters = ['no', 'hour', 'three', 'tomorrow'] as const
type Later = (typeof laters)[number]
const Answer = z.object({ reason: z.enum(reasons), later: z.enum(laters) })

/** Tomorrow begins at eight. */
const laterFrom = (later: Later, now: Date): Date | undefined => {
  if (later === 'no') return undefined
  if (later !== 'tomorrow') return new Date(now.getTime() + (later === 'hour' ? 1 : 3) * 3_600_000)
  return momentOf(partsOf(new Date(now.getTime() + 86_400_000)).key, '08:00')
}

export const DeclineSheet = ({
  offerId,
  onClose,
  onDone,
}: {
  readonly offerId: string
  readonly onClose: () => void
  readonly onDone?: (() => void) | undefined
}) => {
  const t = useText(tasksText)
  const act = useAct(declineOffer, {
    onDone: () => {
      toast(t.declined)
      onClose()
      onDone?.()
    },
  })
  return (
    <Sheet open onClose={onClose} title={t.declineTitle}>
      <Form
        schema={Answer}
        draft={`decline-${offerId}`}
        initial={{ reason: 'busy', later: 'no' }}
        onSend={({ reason, later }) => {
          const from = laterFrom(later, new Date())
          return act.send({
            params: { offerId },
            body: { reason: t.reasons[reason], ...(from && { laterFrom: from }) },
          })
        }}
      >
        {(form) => (
          <>
            <p className="lb-soft">{t.declineLine}</p>
            <ChoiceList
              name="reason"
              legend={t.declineWhy}
              options={reasons.map((value) => ({ value, title: t.reasons[value] }))}
            />
            <ChoiceList
              name="later"
              legend={t.laterTitle}
              options={laters.map((value) => ({ value, title: t.later[value] }))}
            />
            <Button type="submit" size="lg" wide busy={form.busy}>
              {t.declineGo}
            </Button>
          </>
        )}
      </Form>
    </Sheet>
  )
}
