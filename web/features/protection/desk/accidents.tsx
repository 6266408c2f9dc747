// Accidents of the area: the open ones by the day they are looked after; one is opened, followed and closed beside the list.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { followAccident, getAccident, listAccidents } from '@linbang/contract/accidents'
import type { Accident } from '@linbang/contract/accidents'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { usePages } from '../../../kit/pages.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { CheckBox } from '../../../ui/choice.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { PagedTable } from '../../../ui/desk/list-table.tsx'
import { Dialog, Drawer } from '../../../ui/dialog.tsx'
import { TextArea, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { AccidentFacts, accidentTones } from '../accident-facts.tsx'
import { AccidentForm } from '../accident-form.tsx'
import { accidentText } from '../accident-text.ts'

const Follow = ({ accident: { id, version } }: { readonly accident: Accident }) => {
  const t = useText(accidentText)
  const [closing, setClosing] = useState(false)
  const follow = useAct(followAccident, { refreshes: ['/accidents'], onDone: () => toast(t.kept) })
  return (
    <Form
      key={version}
      schema={followAccident.body}
      label={t.follow}
      complete={(values) => ({ ...values, close: closing, version })}
      onSend={(body) => follow.send({ params: { accidentId: id }, body })}
    >
      {(form) => (
        <>
          <TextArea name="words" label={t.words} rows={2} maxLength={500} />
          {!closing && <TextField name="nextOn" type="date" label={t.nextOn} />}
          <CheckBox name="close" label={t.close} checked={closing} onChoose={setClosing} />
          <Button type="submit" busy={form.busy}>
            {t.save}
          </Button>
        </>
      )}
    </Form>
  )
}

const OneAccident = ({ id, onClose }: { readonly id: string; readonly onClose: () => void }) => {
  const t = useText(accidentText)
  const accident = useQuery(query(getAccident, { params: { accidentId: id } }))
  return (
    <Drawer open onClose={onClose} title={t.tab}>
      <Loaded from={accident} shape="page">
        {(one) => (
          <>
            <AccidentFacts accident={one} />
            {one.can.follow && <Follow accident={one} />}
          </>
        )}
      </Loaded>
    </Drawer>
  )
}

export const Accidents = () => {
  const t = useText(accidentText)
  const say = useSay()
  const areaId = useDeskAreaId(useSignedIn())
  const accidents = usePages(listAccidents, { query: { areaId, limit: '40' } })
  const [open, setOpen] = useState<string>()
  const [reporting, setReporting] = useState(false)
  return (
    <Panel
      label={t.tab}
      head={
        <>
          <span className="lb-grow" />
          <Button size="sm" icon="plus" onClick={() => setReporting(true)}>
            {t.report}
          </Button>
        </>
      }
    >
      <PagedTable
        label={t.tab}
        pages={accidents}
        empty={<EmptyState>{t.empty}</EmptyState>}
        rowKey={({ id }) => id}
        onOpen={({ id }) => setOpen(id)}
        openKey={open}
        columns={[
          { key: 'number', title: t.columns.number, show: ({ number }) => number },
          { key: 'when', title: t.columns.when, number: true, show: ({ happenedAt }) => say.dateTime(happenedAt) },
          { key: 'where', title: t.columns.where, show: ({ areaName, place }) => `${areaName} ${place}` },
          { key: 'hurt', title: t.columns.hurt, show: ({ hurt }) => t.hurtOf[hurt] },
          { key: 'reporter', title: t.columns.reporter, show: ({ reporterName }) => reporterName },
          { key: 'next', title: t.columns.next, number: true, show: ({ nextOn }) => nextOn ?? '' },
          {
            key: 'state',
            title: t.columns.state,
            show: ({ state }) => <Chip tone={accidentTones[state]}>{t.state[state]}</Chip>,
          },
        ]}
      />
      {open && <OneAccident id={open} onClose={() => setOpen(undefined)} />}
      {reporting && (
        <Dialog open onClose={() => setReporting(false)} title={t.report}>
          <AccidentForm
            areaId={areaId}
            onSent={({ id }) => {
              setReporting(false)
              setOpen(id)
            }}
          />
        </Dialog>
      )}
    </Panel>
  )
}
