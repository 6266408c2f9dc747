// The account of an accident: as little as needed at first, everything kept while it is written.
import { HurtPerson, reportAccident } from '@linbang/contract/accidents'
import type { Accident } from '@linbang/contract/accidents'
import { useAct } from '../../kit/act.ts'
import { useInstallation, useSignedIn } from '../../kit/session.tsx'
import { useText, useWords } from '../../kit/text.ts'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/card.tsx'
import { ChoiceList } from '../../ui/choice.tsx'
import { Select, TextArea, TextField } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { accidentText } from './accident-text.ts'

type Props = {
  /** The visit it happened at: its place is known. */
  readonly visitId?: string | undefined
  /** At the desk: the area on whose behalf it is entered. */
  readonly areaId?: string | undefined
  readonly onSent: (accident: Accident) => void
}

const Community = () => {
  const t = useText(accidentText)
  const words = useWords()
  const communities = useInstallation()?.communities ?? []
  return (
    <Select name="areaId" label={t.community}>
      {communities.map(({ areaId, name, nameEn }) => (
        <option key={areaId} value={areaId}>
          {words({ zh: name, en: nameEn })}
        </option>
      ))}
    </Select>
  )
}

export const AccidentForm = ({ visitId, areaId, onSent }: Props) => {
  const t = useText(accidentText)
  const { home } = useSignedIn()
  const report = useAct(reportAccident, { refreshes: ['/accidents'], onDone: onSent })
  const place = { ...(visitId && { visitId }), ...(areaId && { areaId }) }
  return (
    <Form
      schema={reportAccident.body}
      label={t.title}
      draft="accident"
      complete={(values) => ({ ...values, ...place })}
      onSend={(body) => report.send({ body })}
    >
      {(form) => (
        <>
          <TextField name="happenedAt" kind="moment" type="datetime-local" label={t.when} />
          {!visitId && !areaId && !home && <Community />}
          <TextField name="place" label={t.where} hint={t.whereHint} maxLength={80} />
          <ChoiceList
            name="hurt"
            legend={t.hurt}
            initial="me"
            options={HurtPerson.options.map((value) => ({ value, title: t.hurtOf[value] }))}
          />
          <TextField name="hurtName" label={t.hurtName} maxLength={40} optional />
          <TextArea name="what" label={t.what} hint={t.whatHint} maxLength={1000} />
          <TextArea name="injury" label={t.injury} rows={2} maxLength={500} optional />
          <TextArea name="done" label={t.done} rows={2} maxLength={500} optional />
          <TextField name="witness" label={t.witness} maxLength={80} optional />
          <Note icon="lock">{t.lock}</Note>
          <Button type="submit" size="lg" wide busy={form.busy}>
            {t.send}
          </Button>
        </>
      )}
    </Form>
  )
}
