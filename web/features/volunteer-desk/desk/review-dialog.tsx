// Approve with the class, or refuse with the reason that the person is told.
import { approveVolunteer, refuseVolunteer } from '@linbang/contract/volunteers'
import type { Volunteer } from '@linbang/contract/volunteers'
import { useAct } from '../../../kit/act.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { ChoiceList } from '../../../ui/choice.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.tsx'
import { volunteerDeskText } from '../text.ts'

export type Verdict = Pick<Volunteer, 'id' | 'name' | 'class'> & { readonly approve: boolean }

const classes = ['general', 'skilled', 'organisation'] as const
const formId = 'review'

export const ReviewDialog = ({ verdict, onClose }: { readonly verdict: Verdict; readonly onClose: () => void }) => {
  const t = useText(volunteerDeskText)
  const done = (words: string) => () => {
    toast(words)
    onClose()
  }
  const approve = useAct(approveVolunteer, { onDone: done(t.approved(verdict.name)) })
  const refuse = useAct(refuseVolunteer, { onDone: done(t.refused(verdict.name)) })
  const params = { volunteerId: verdict.id }
  const actions = (
    <>
      <Button kind="secondary" onClick={onClose}>
        {t.back}
      </Button>
      <Button type="submit" form={formId} kind={verdict.approve ? 'main' : 'danger'} busy={approve.busy || refuse.busy}>
        {verdict.approve ? t.approve : t.refuse}
      </Button>
    </>
  )
  const title = verdict.approve ? t.approveTitle(verdict.name) : t.refuseTitle(verdict.name)
  return (
    <Dialog open onClose={onClose} title={title} actions={actions}>
      {verdict.approve ? (
        <Form
          id={formId}
          schema={approveVolunteer.body}
          initial={{ class: verdict.class }}
          onSend={(body) => approve.send({ params, body })}
        >
          <ChoiceList
            name="class"
            legend={t.classQuestion}
            options={classes.map((value) => ({ value, title: t.class[value], help: t.classHelp[value] }))}
          />
          <TextArea name="reason" label={t.remark} optional rows={2} maxLength={200} />
        </Form>
      ) : (
        <Form id={formId} schema={refuseVolunteer.body} onSend={(body) => refuse.send({ params, body })}>
          <TextArea name="reason" label={t.reason} hint={t.refuseHint} maxLength={200} />
        </Form>
      )}
    </Dialog>
  )
}
