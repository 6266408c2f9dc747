// Volunteers who say that a record is wrong: correct it, or say why it stays.
import { useState } from 'react'
import { answerObjection, correctRecord, listObjections } from '@linbang/contract/records'
import type { Objection } from '@linbang/contract/records'
import { useAct } from '../../../kit/act.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { usePages } from '../../../kit/pages.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Facts } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { PagedTable } from '../../../ui/desk/list-table.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { recordDeskText } from '../text.ts'

export const Objections = () => {
  const t = useText(recordDeskText)
  const say = useSay()
  const areaId = useDeskAreaId(useSignedIn())
  const found = usePages(listObjections, { query: { areaId, open: 'true', limit: '40' } })
  const [answering, setAnswering] = useState<string>()
  const one = found.rows?.find(({ id }) => id === answering)
  return (
    <Panel label={t.tabs.objections}>
      <PagedTable
        label={t.tabs.objections}
        pages={found}
        empty={<EmptyState>{t.objectionsEmpty}</EmptyState>}
        rowKey={({ id }) => id}
        columns={[
          { key: 'who', title: t.columns.who, show: ({ name }) => name },
          { key: 'activity', title: t.columns.activity, show: ({ record }) => record.activityName },
          { key: 'day', title: t.columns.day, number: true, show: ({ record }) => record.day },
          { key: 'hours', title: t.columns.hours, number: true, show: ({ record }) => say.hours(record.minutes) },
          { key: 'words', title: t.columns.words, show: ({ words }) => words },
          {
            key: 'due',
            title: t.columns.due,
            number: true,
            show: ({ dueOn, late }) => (
              <>
                {dueOn} {late && <Chip tone="danger">{t.standing.overdue}</Chip>}
              </>
            ),
          },
          {
            key: 'act',
            title: t.columns.act,
            quiet: true,
            show: ({ id }) => (
              <Button size="sm" kind="secondary" onClick={() => setAnswering(id)}>
                {t.answer}
              </Button>
            ),
          },
        ]}
      />
      {one && <Answering objection={one} onClose={() => setAnswering(undefined)} />}
    </Panel>
  )
}

type Props = { readonly objection: Objection; readonly onClose: () => void }

const Answering = ({ objection, onClose }: Props) => {
  const t = useText(recordDeskText)
  const say = useSay()
  const { record, words, name } = objection
  const [correcting, setCorrecting] = useState(false)
  const isCorrected = record.version > 1 && record.objected === false
  const answer = useAct(answerObjection, {
    refreshes: ['/records'],
    onDone: () => {
      toast(t.done)
      onClose()
    },
  })
  return (
    <Dialog open onClose={onClose} title={t.answerTitle(name)}>
      <div className="lb-stack">
        <p>{words}</p>
        <Facts
          plain
          facts={[
            { label: t.columns.activity, value: record.activityName },
            { label: t.columns.day, value: record.day },
            { label: t.columns.hours, value: say.hours(record.minutes) },
            { label: t.place, value: record.place },
            { label: t.content, value: record.content },
          ]}
        />
        {record.can.correct && !correcting && !isCorrected && (
          <Button kind="secondary" icon="pen" onClick={() => setCorrecting(true)}>
            {t.correct}
          </Button>
        )}
        {correcting ? (
          <Correct objection={objection} onDone={() => setCorrecting(false)} />
        ) : (
          <Form
            schema={answerObjection.body}
            label={t.answer}
            complete={(values) => ({ ...values, corrected: isCorrected })}
            onSend={(body) => answer.send({ params: { objectionId: objection.id }, body })}
          >
            {(form) => (
              <>
                <p className="lb-sm lb-soft">{isCorrected ? t.corrected : t.keep}</p>
                <TextArea name="answer" label={t.answerWords} maxLength={300} />
                <Button type="submit" busy={form.busy}>
                  {t.answer}
                </Button>
              </>
            )}
          </Form>
        )}
      </div>
    </Dialog>
  )
}

const Correct = ({ objection: { record }, onDone }: { readonly objection: Objection; readonly onDone: () => void }) => {
  const t = useText(recordDeskText)
  const correct = useAct(correctRecord, { refreshes: ['/record-objections'], onDone })
  const { activityName, place, content, minutes } = record
  return (
    <Form
      schema={correctRecord.body}
      label={t.correctTitle}
      initial={{ activityName, place, content, minutes: String(minutes) }}
      onSend={(body) => correct.send({ params: { recordId: record.id }, body })}
    >
      {(form) => (
        <>
          <p className="lb-sm lb-soft">{t.correctHint}</p>
          <TextField name="activityName" label={t.activityName} maxLength={60} />
          <TextField name="place" label={t.place} maxLength={80} />
          <TextArea name="content" label={t.content} rows={2} maxLength={300} />
          <TextField name="minutes" kind="number" inputMode="numeric" label={t.minutes} />
          <TextArea name="reason" label={t.reason} rows={2} maxLength={200} />
          <Button type="submit" busy={form.busy}>
            {t.correct}
          </Button>
        </>
      )}
    </Form>
  )
}
