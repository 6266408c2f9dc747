// A new kind of shift, and weeks kept under a name.
import { useState } from 'react'
import { addShiftKind, applyTemplate, endTemplate, keepTemplate } from '@linbang/contract/roster'
import type { Painted, Roster } from '@linbang/contract/roster'
import { useAct } from '../../../kit/act.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { ChoiceList } from '../../../ui/choice.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { rosterText } from '../text.ts'

type Area = { readonly areaId: string; readonly onClose: () => void }
const roles = ['operator', 'community_worker', 'community_lead', 'grid_worker', 'grid_lead'] as const

export const AddKind = ({ areaId, onClose }: Area) => {
  const t = useText(rosterText)
  const add = useAct(addShiftKind, { refreshes: ['/roster'], onDone: onClose })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.addKind}
      actions={
        <Button type="submit" form="add-kind" busy={add.busy}>
          {t.save}
        </Button>
      }
    >
      <Form
        id="add-kind"
        initial={{ people: '1' }}
        schema={addShiftKind.body}
        complete={({ weekdays, ...values }) => ({ ...values, areaId, weekdays: [weekdays ?? []].flat().map(Number) })}
        onSend={(body) => add.send({ body })}
      >
        <TextField name="name" label={t.kindName} hint={t.kindHint} maxLength={20} />
        <Select name="role" label={t.role}>
          {roles.map((value) => (
            <option key={value} value={value}>
              {t.roles[value]}
            </option>
          ))}
        </Select>
        <TextField name="from" type="time" label={t.from} />
        <TextField name="to" type="time" label={t.to} hint={t.toHint} />
        <TextField name="people" type="number" kind="number" min={1} max={50} label={t.people} />
        <ChoiceList
          name="weekdays"
          legend={t.weekdays}
          many
          initial={['1', '2', '3', '4', '5', '6', '7']}
          options={t.mon.map((title, place) => ({ value: String(place + 1), title }))}
        />
      </Form>
    </Dialog>
  )
}

type Props = {
  readonly areaId: string
  readonly from: string
  readonly roster: Roster | undefined
  readonly onPainted: (answer: Painted) => void
}
export const Templates = ({ areaId, from, roster, onPainted }: Props) => {
  const t = useText(rosterText)
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  const keep = useAct(keepTemplate, { refreshes: ['/roster'], onDone: close })
  const end = useAct(endTemplate, { refreshes: ['/roster'] })
  const apply = useAct(applyTemplate, {
    refreshes: ['/roster'],
    onDone: (answer) => {
      onPainted(answer)
      close()
    },
  })
  return (
    <>
      <Button kind="secondary" onClick={() => setOpen(true)}>
        {t.templates}
      </Button>
      <Dialog open={open} onClose={close} title={t.templates}>
        {apply.refused ? <RefusalLines error={apply.refused} /> : null}
        <ul className="lb-stack" data-tight="">
          {(roster?.templates ?? []).map(({ id, name }) => (
            <li key={id} className="lb-row">
              <Button
                kind="secondary"
                busy={apply.busy}
                onClick={() => apply.press({ params: { rosterTemplateId: id }, body: { to: from } })}
              >
                {t.apply(name)}
              </Button>
              <Button
                kind="quiet"
                busy={end.busy}
                onClick={() => end.press({ params: { rosterTemplateId: id }, body: {} })}
              >
                {t.endTemplate(name)}
              </Button>
            </li>
          ))}
        </ul>
        <Form
          schema={keepTemplate.body}
          complete={(values) => ({ ...values, areaId, from })}
          onSend={(body) => keep.send({ body })}
        >
          <TextField name="name" label={t.templateName} maxLength={30} />
          <Button type="submit" kind="secondary" busy={keep.busy}>
            {t.keepTemplate}
          </Button>
        </Form>
      </Dialog>
    </>
  )
}
