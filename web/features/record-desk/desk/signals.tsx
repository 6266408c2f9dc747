// The review queue: what is odd about records, with the evidence side by side; a person says what they think of it.
import { useState } from 'react'
import { decideSignal, listSignals } from '@linbang/contract/record-signals'
import type { RecordSignal } from '@linbang/contract/record-signals'
import { useAct } from '../../../kit/act.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { usePages } from '../../../kit/pages.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Chip } from '../../../ui/chip.tsx'
import { PagedTable } from '../../../ui/desk/list-table.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { recordDeskText } from '../text.ts'
import { VerdictForm } from './verdict-form.tsx'

const tones = { open: 'warn', cleared: 'success', upheld: 'danger' } as const

export const Signals = () => {
  const t = useText(recordDeskText)
  const say = useSay()
  const areaId = useDeskAreaId(useSignedIn())
  const found = usePages(listSignals, { query: { areaId, limit: '40' } })
  const [looking, setLooking] = useState<string>()
  const one = found.rows?.find(({ id }) => id === looking)
  return (
    <Panel label={t.tabs.signals}>
      <PagedTable
        label={t.tabs.signals}
        pages={found}
        empty={<EmptyState>{t.signalsEmpty}</EmptyState>}
        rowKey={({ id }) => id}
        openKey={looking}
        onOpen={({ id }) => setLooking(id)}
        columns={[
          { key: 'kind', title: t.columns.kind, show: ({ kind }) => t.signal[kind] },
          {
            key: 'who',
            title: t.columns.who,
            show: ({ name, otherName }) => [name, otherName && t.and(otherName)].filter(Boolean).join(' '),
          },
          { key: 'day', title: t.columns.day, number: true, show: ({ raisedAt }) => say.dateTime(raisedAt) },
          {
            key: 'state',
            title: t.columns.state,
            show: ({ state, words, decidedByName }) => (
              <>
                <Chip tone={tones[state]}>{t.signalState[state]}</Chip>{' '}
                {words && <small>{t.decidedBy(decidedByName ?? '', words)}</small>}
              </>
            ),
          },
        ]}
      />
      {one && <Looking signal={one} onClose={() => setLooking(undefined)} />}
    </Panel>
  )
}

const Looking = ({ signal, onClose }: { readonly signal: RecordSignal; readonly onClose: () => void }) => {
  const t = useText(recordDeskText)
  const decide = useAct(decideSignal, {
    onDone: () => {
      toast(t.done)
      onClose()
    },
  })
  return (
    <Dialog open onClose={onClose} title={t.lookTitle(t.signal[signal.kind])}>
      <div className="lb-stack">
        <p>{[signal.name, signal.otherName && t.and(signal.otherName)].filter(Boolean).join(' ')}</p>
        <div className="lb-record-sides">
          {signal.sides.map((side, place) => (
            <div key={place}>
              <b>{side.title}</b>
              {side.lines.map((line) => (
                <p key={line} className="lb-sm">
                  {line}
                </p>
              ))}
            </div>
          ))}
        </div>
        <p className="lb-sm lb-soft">{t.nothingFollows}</p>
        {signal.can.decide ? (
          <VerdictForm
            schema={decideSignal.body}
            label={t.verdict}
            verdict={{ name: 'upheld', yes: t.uphold, no: t.clear }}
            first="no"
            words={{ name: 'words', label: t.verdictWords, most: 300 }}
            press={t.keepVerdict}
            onSend={(body) => decide.send({ params: { signalId: signal.id }, body })}
          />
        ) : (
          signal.words && <p>{t.decidedBy(signal.decidedByName ?? '', signal.words)}</p>
        )}
      </div>
    </Dialog>
  )
}
