// The three forms of an incident: opened with the words for callers, the words changed, closed together.
import { useState } from 'react'
import * as z from 'zod/mini'
import { closeIncident, openIncident, sayToCallers } from '@linbang/contract/incidents'
import type { Incident } from '@linbang/contract/incidents'
import { useAct } from '../../../kit/act.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { CheckBox } from '../../../ui/choice.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select, TextArea, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useServiceList } from '../../intake/desk/service-pick.tsx'
import { incidentText } from '../incident-text.ts'

type Props = { readonly one: Incident; readonly onClose: () => void }

export const OpenIncident = ({ onClose }: Pick<Props, 'onClose'>) => {
  const t = useText(incidentText)
  const words = useWords()
  const me = useSignedIn()
  const areaId = useDeskAreaId(me) ?? ''
  const services = useServiceList()
  const open = useAct(openIncident, {
    onDone: () => {
      toast(t.opened)
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.openTitle}
      actions={
        <Button type="submit" form="open-incident" busy={open.busy}>
          {t.openDo}
        </Button>
      }
    >
      <Form
        id="open-incident"
        schema={z.omit(openIncident.body, { areaId: true })}
        onSend={(given) => open.send({ body: { ...given, areaId } })}
      >
        <div className="lb-stack">
          <p className="lb-soft">{t.openHint}</p>
          <TextField name="title" label={t.name} hint={t.nameHint} maxLength={60} />
          <Select name="serviceCode" label={t.service}>
            {services.data?.items
              .filter(({ active }) => active)
              .map((one) => (
                <option key={one.code} value={one.code}>
                  {words(one)}
                </option>
              ))}
          </Select>
          <TextArea name="callerWords" label={t.callerWords} hint={t.callerHint} maxLength={300} />
        </div>
      </Form>
    </Dialog>
  )
}

export const SayToCallers = ({ one, onClose }: Props) => {
  const t = useText(incidentText)
  const [tell, setTell] = useState(false)
  const keep = useAct(sayToCallers, {
    onDone: () => {
      toast(t.kept)
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.wordsTitle}
      actions={
        <Button type="submit" form="incident-words" busy={keep.busy}>
          {t.keep}
        </Button>
      }
    >
      <Form
        id="incident-words"
        schema={z.pick(sayToCallers.body, { callerWords: true })}
        initial={{ callerWords: one.callerWords }}
        onSend={({ callerWords }) => keep.send({ params: { incidentId: one.id }, body: { callerWords, tell } })}
      >
        <div className="lb-stack">
          <TextArea name="callerWords" label={t.callerWords} hint={t.callerHint} maxLength={300} />
          <CheckBox name="tell" label={t.tell} checked={tell} onChoose={setTell} />
        </div>
      </Form>
    </Dialog>
  )
}

export const CloseIncident = ({ one, onClose }: Props) => {
  const t = useText(incidentText)
  const close = useAct(closeIncident, {
    refreshes: ['/requests', '/return-calls'],
    onDone: () => {
      toast(t.closed)
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.closeTitle}
      actions={
        <Button type="submit" form="close-incident" busy={close.busy}>
          {t.closeDo}
        </Button>
      }
    >
      <Form
        id="close-incident"
        schema={closeIncident.body}
        onSend={({ words }) => close.send({ params: { incidentId: one.id }, body: { words } })}
      >
        <div className="lb-stack">
          <Note icon="info" tone="info">
            {t.closeHint}
          </Note>
          <TextArea name="words" label={t.closeWords} maxLength={300} />
        </div>
      </Form>
    </Dialog>
  )
}
