// A status with its source and basis; a relative who may act, recorded in front of the person.
import { addTag, recordFamilyRight } from '@linbang/contract/people'
import { useAct } from '../../../kit/act.ts'
import { useNow } from '../../../kit/clock.ts'
import { partsOf } from '../../../kit/say.ts'
import { useText } from '../../../kit/text.ts'
import { CheckBox } from '../../../ui/choice.tsx'
import { Drawer } from '../../../ui/dialog.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.tsx'
import { peopleText } from '../text.ts'
import { Buttons } from './person-forms.tsx'
import type { Doing } from './person-forms.tsx'

export const TagForm = ({ person, onClose }: Doing) => {
  const t = useText(peopleText)
  const today = partsOf(useNow(60)).key
  const add = useAct(addTag, {
    onDone: () => {
      toast(t.saved)
      onClose()
    },
  })
  return (
    <Drawer open onClose={onClose} title={t.addTagTitle}>
      <Form
        schema={addTag.body}
        label={t.addTagTitle}
        initial={{ validFrom: today }}
        onSend={(body) => add.send({ params: { personId: person.id }, body })}
      >
        {(form) => (
          <>
            <Select name="tag" label={t.tag}>
              {Object.entries(t.tagNames).map(([value, title]) => (
                <option key={value} value={value}>
                  {title}
                </option>
              ))}
            </Select>
            <TextField name="source" label={t.tagSource} autoComplete="off" />
            <TextField name="basis" label={t.tagBasis} autoComplete="off" />
            <TextField name="certificate" label={t.tagCertificate} optional autoComplete="off" />
            <div className="lb-two">
              <TextField name="validFrom" type="date" label={t.from} />
              <TextField name="validTo" type="date" label={t.to} optional />
            </div>
            <Buttons act={t.save} busy={form.busy} onClose={onClose} />
          </>
        )}
      </Form>
    </Drawer>
  )
}

export const FamilyForm = ({ person, onClose }: Doing) => {
  const t = useText(peopleText)
  const record = useAct(recordFamilyRight, {
    onDone: () => {
      toast(t.saved)
      onClose()
    },
  })
  return (
    <Drawer open onClose={onClose} title={t.addFamilyTitle}>
      <Form
        schema={recordFamilyRight.body}
        label={t.addFamilyTitle}
        explain={(name) => (name === 'phone' ? t.phoneFault : undefined)}
        onSend={(body) => record.send({ params: { personId: person.id }, body })}
      >
        {(form) => (
          <>
            <div className="lb-two">
              <TextField name="callName" label={t.familyName} autoComplete="off" />
              <TextField name="relation" label={t.familyRelation} autoComplete="off" />
            </div>
            <TextField name="phone" label={t.familyPhone} inputMode="tel" autoComplete="off" />
            <CheckBox name="mayAsk" label={t.mayAsk} framed initial />
            <CheckBox name="maySee" label={t.maySee} framed initial />
            <TextField name="evidence" label={t.evidence} hint={t.evidenceHint} autoComplete="off" />
            <Buttons act={t.familyDo} busy={form.busy} onClose={onClose} />
          </>
        )}
      </Form>
    </Drawer>
  )
}
