// 需要帮助, and 来不了了: both in two taps, both kept when there is no line.
import * as z from 'zod/mini'
import { dropVisit, needHelp } from '@linbang/contract/visits'
import { useInstallation } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { CheckBox, ChoiceList } from '../../../ui/choice.tsx'
import { Sheet } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.tsx'
import { visitsText } from '../text.ts'
import { placeNow } from './place.ts'
import { useStep } from './use-step.ts'

type Props = { readonly visitId: string; readonly onClose: () => void }
const Help = z.object({
  words: z.optional(z.string().check(z.trim(), z.maxLength(200))),
  place: z.optional(z.unknown()),
})

export const HelpSheet = ({ visitId, onClose }: Props) => {
  const t = useText(visitsText)
  const hotline = useInstallation()?.hotline
  const step = useStep(needHelp, t.outbox.help, () => {
    toast(t.helpDone)
    onClose()
  })
  const send = async ({ words, place }: z.output<typeof Help>) => {
    const at = place ? await placeNow() : undefined
    await step.send({
      params: { visitId },
      body: { ...(words && { words }), ...(at && { place: { lat: at.lat, lon: at.lon } }) },
    })
  }
  return (
    <Sheet open onClose={onClose} title={t.helpTitle}>
      <p>{t.helpLine}</p>
      <Form schema={Help} draft={`need-help-${visitId}`} onSend={send}>
        {(form) => (
          <>
            <TextField name="words" label={t.helpWords} hint={t.helpHint} optional maxLength={200} />
            <CheckBox name="place" framed initial label={t.helpPlace} />
            <Button type="submit" kind="danger" size="lg" icon="sos" wide busy={form.busy || step.busy}>
              {t.helpGo}
            </Button>
          </>
        )}
      </Form>
      {hotline && (
        <ButtonLink kind="secondary" size="lg" icon="phone" wide href={`tel:${hotline}`}>
          {t.callHotline(hotline)}
        </ButtonLink>
      )}
    </Sheet>
  )
}

const reasons = ['unwell', 'family', 'work', 'traffic', 'other'] as const
const Drop = z.object({ reason: z.enum(reasons) })

export const DropSheet = ({ visitId, onClose }: Props) => {
  const t = useText(visitsText)
  const step = useStep(dropVisit, t.outbox.drop, () => {
    toast(t.dropped)
    onClose()
  })
  return (
    <Sheet open onClose={onClose} title={t.dropTitle}>
      <p className="lb-soft">{t.dropLine}</p>
      <Form
        schema={Drop}
        draft={`drop-${visitId}`}
        initial={{ reason: 'unwell' }}
        onSend={({ reason }) => step.send({ params: { visitId }, body: { reason: t.dropReasons[reason] } })}
      >
        <ChoiceList
          name="reason"
          legend={t.dropWhy}
          options={reasons.map((value) => ({ value, title: t.dropReasons[value] }))}
        />
        <Button type="submit" kind="danger-line" size="lg" wide busy={step.busy}>
          {t.dropGo}
        </Button>
      </Form>
    </Sheet>
  )
}
