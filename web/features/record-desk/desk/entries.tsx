// Hours entered by hand: what waits for the second person, and a new one.
import { useState } from 'react'
import { approveEntry, listRecordEntries, refuseEntry } from '@linbang/contract/record-entries'
import type { RecordEntry } from '@linbang/contract/record-entries'
import { useQuery } from '@tanstack/react-query'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { usePages } from '../../../kit/pages.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { PagedTable } from '../../../ui/desk/list-table.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { recordDeskText } from '../text.ts'
import { NewEntry } from './new-entry.tsx'

const tones = { waiting: 'warn', approved: 'success', refused: 'neutral' } as const
const clock = (minute: number) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`

export const Entries = () => {
  const t = useText(recordDeskText)
  const say = useSay()
  const areaId = useDeskAreaId(useSignedIn())
  const asked = { query: { areaId, limit: '40' } }
  const entries = usePages(listRecordEntries, asked)
  const quota = useQuery(query(listRecordEntries, { query: { areaId, limit: '1' } })).data
  const [entering, setEntering] = useState(false)
  const [deciding, setDeciding] = useState<{ entry: RecordEntry; approve: boolean }>()
  return (
    <Panel
      label={t.tabs.entries}
      head={
        <>
          {quota && (
            <span className="lb-record-quota lb-sm">
              {t.quota(say.number(quota.enteredThisMonth), say.number(quota.quota))}
            </span>
          )}
          <span className="lb-grow" />
          <Button size="sm" icon="plus" onClick={() => setEntering(true)}>
            {t.enter}
          </Button>
        </>
      }
    >
      <PagedTable
        label={t.tabs.entries}
        pages={entries}
        empty={<EmptyState>{t.entriesEmpty}</EmptyState>}
        rowKey={({ id }) => id}
        columns={[
          { key: 'who', title: t.columns.who, show: (one) => `${one.name} ${one.volunteerNumber}` },
          { key: 'activity', title: t.columns.activity, show: (one) => `${one.activityName} · ${one.place}` },
          { key: 'day', title: t.columns.day, number: true, show: (one) => `${one.day} ${clock(one.fromMinute)}` },
          { key: 'hours', title: t.columns.hours, number: true, show: (one) => say.hours(one.minutes) },
          { key: 'recorder', title: t.columns.recorder, show: (one) => `${one.recorderName} · ${one.why}` },
          {
            key: 'state',
            title: t.columns.state,
            show: (one) => (
              <>
                <Chip tone={tones[one.state]}>{t.entryState[one.state]}</Chip>{' '}
                {one.approverName && <small>{[one.approverName, one.decision].filter(Boolean).join(' · ')}</small>}
              </>
            ),
          },
          {
            key: 'act',
            title: t.columns.act,
            quiet: true,
            show: (entry) =>
              entry.can.decide && (
                <div className="lb-row" data-tight="">
                  <Button size="sm" icon="check" onClick={() => setDeciding({ entry, approve: true })}>
                    {t.approve}
                  </Button>
                  <Button size="sm" kind="secondary" onClick={() => setDeciding({ entry, approve: false })}>
                    {t.refuse}
                  </Button>
                </div>
              ),
          },
        ]}
      />
      {entering && <NewEntry onClose={() => setEntering(false)} />}
      {deciding?.approve === true && <Approve entry={deciding.entry} onClose={() => setDeciding(undefined)} />}
      {deciding?.approve === false && <Refuse entry={deciding.entry} onClose={() => setDeciding(undefined)} />}
    </Panel>
  )
}

type Deciding = { readonly entry: RecordEntry; readonly onClose: () => void }

const Approve = ({ entry, onClose }: Deciding) => {
  const t = useText(recordDeskText)
  const say = useSay()
  const approve = useAct(approveEntry, {
    refreshes: ['/records', '/record-signals'],
    onDone: () => {
      toast(t.done)
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.approveTitle(entry.name)}
      actions={
        <>
          <Button kind="secondary" onClick={onClose}>
            {t.back}
          </Button>
          <Button busy={approve.busy} onClick={() => approve.press({ params: { entryId: entry.id }, body: {} })}>
            {t.approve}
          </Button>
        </>
      }
    >
      <div className="lb-stack">
        {approve.refused && <RefusalLines error={approve.refused} />}
        <p>{`${entry.day} ${clock(entry.fromMinute)} · ${say.hours(entry.minutes)} · ${entry.activityName}`}</p>
        <p>{entry.content}</p>
        <p className="lb-soft">{`${entry.recorderName} · ${entry.why}`}</p>
        <p className="lb-sm lb-soft">{t.approveLine}</p>
      </div>
    </Dialog>
  )
}

const Refuse = ({ entry, onClose }: Deciding) => {
  const t = useText(recordDeskText)
  const refuse = useAct(refuseEntry, {
    onDone: () => {
      toast(t.done)
      onClose()
    },
  })
  return (
    <Dialog open onClose={onClose} title={t.refuseTitle}>
      <Form
        schema={refuseEntry.body}
        label={t.refuseTitle}
        onSend={(body) => refuse.send({ params: { entryId: entry.id }, body })}
      >
        {(form) => (
          <>
            <TextArea name="words" label={t.reason} maxLength={200} />
            <Button type="submit" busy={form.busy}>
              {t.refuse}
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  )
}
