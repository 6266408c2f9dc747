// Entering a service by hand: whom, what, when, where, who answers for it, and why not from a sheet.
import { useDeferredValue, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { enterRecord } from '@linbang/contract/record-entries'
import { listVolunteers } from '@linbang/contract/volunteers'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select, TextArea, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.tsx'
import { recordDeskText } from '../text.ts'

const formId = 'enter-record'

/** 09:30 → 570; what the schema will not take is left to it. */
const minuteOf = (time: unknown): number | undefined => {
  const [hours, minutes] = String(time).split(':').map(Number)
  return hours === undefined || minutes === undefined ? undefined : hours * 60 + minutes
}

export const NewEntry = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useText(recordDeskText)
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const found = useQuery({
    ...query(listVolunteers, { query: { q, state: 'approved', limit: '20' } }),
    enabled: q.length > 0,
  })
  const enter = useAct(enterRecord, {
    onDone: () => {
      toast(t.saved)
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.enterTitle}
      actions={
        <>
          <Button kind="secondary" onClick={onClose}>
            {t.back}
          </Button>
          <Button type="submit" form={formId} busy={enter.busy}>
            {t.save}
          </Button>
        </>
      }
    >
      <Form
        id={formId}
        schema={enterRecord.body}
        complete={({ from, ...values }) => ({ ...values, fromMinute: minuteOf(from) })}
        onSend={(body) => enter.send({ body })}
      >
        <p className="lb-sm lb-soft">{t.enterHint}</p>
        <TextField
          name="q"
          type="search"
          label={t.chooseVolunteer}
          placeholder={t.findVolunteer}
          value={words}
          maxLength={40}
          onChange={(event) => setWords(event.target.value)}
        />
        <Select name="volunteerId" label={t.volunteer}>
          <option value="">{t.chooseVolunteer}</option>
          {found.data?.items.map((one) => (
            <option key={one.id} value={one.id}>
              {`${one.name} ${one.number}`}
            </option>
          ))}
        </Select>
        <TextField name="activityName" label={t.activityName} maxLength={60} />
        <div className="lb-two">
          <TextField name="day" type="date" label={t.day} />
          <TextField name="from" type="time" label={t.from} />
        </div>
        <TextField name="minutes" kind="number" inputMode="numeric" label={t.minutes} />
        <TextField name="place" label={t.place} maxLength={80} />
        <TextArea name="content" label={t.content} rows={2} maxLength={300} />
        <TextField name="personInCharge" label={t.inCharge} maxLength={40} />
        <TextArea name="why" label={t.why} rows={2} maxLength={200} />
      </Form>
    </Dialog>
  )
}
