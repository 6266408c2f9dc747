// The call log: who, when, how long they waited, who answered, and the recording for those who may hear it.
import { useDeferredValue, useState } from 'react'
import { CallState, listCalls } from '@linbang/contract/calls'
import type { Call } from '@linbang/contract/calls'
import { usePages } from '../../../kit/pages.ts'
import { partsOf } from '../../../kit/say.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { type ListColumn, PagedTable } from '../../../ui/desk/list-table.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { PeriodPicker } from '../../../ui/period.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { callsText } from '../text.ts'
import { CallerCell } from './caller.tsx'
import { Listen } from './listen.tsx'
import '../../request-desk/desk/request-desk.css'
import './calls.css'

const weekMs = 6 * 86_400_000
const tones = { ringing: 'info', talking: 'info', ended: 'success', missed: 'warn' } as const
const whole = /^(\d{4}|[\d+-]{7,20})$/

export const CallLog = () => {
  const t = useText(callsText)
  const [state, setState] = useState('')
  const [number, setNumber] = useState('')
  const [listening, setListening] = useState<string>()
  const [period, setPeriod] = useState(() => ({
    from: partsOf(new Date(Date.now() - weekMs)).key,
    to: partsOf(new Date()).key,
  }))
  const typed = useDeferredValue(number.trim())
  const pages = usePages(listCalls, {
    query: {
      ...period,
      state: (state || undefined) as CallState | undefined,
      number: whole.test(typed) ? typed : undefined,
      limit: '40',
    },
  })
  const columns = useColumns(setListening)
  return (
    <Panel label={t.tabs.log}>
      <div className="lb-desk-filters lb-calls-filters">
        <PeriodPicker value={period} onChoose={setPeriod} />
        <Select
          name="state"
          label={t.columns.state}
          hideLabel
          value={state}
          onChange={(event) => setState(event.target.value)}
        >
          <option value="">{t.anyState}</option>
          {CallState.options.map((one) => (
            <option key={one} value={one}>
              {t.states[one]}
            </option>
          ))}
        </Select>
        <TextField
          name="number"
          type="search"
          label={t.number}
          hideLabel
          placeholder={t.numberHint}
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
      </div>
      <PagedTable
        label={t.tabs.log}
        pages={pages}
        empty={<EmptyState>{t.logEmpty}</EmptyState>}
        columns={columns}
        rowKey={({ id }) => id}
      />
      {listening && <Listen callId={listening} onClose={() => setListening(undefined)} />}
    </Panel>
  )
}

const useColumns = (onListen: (callId: string) => void): readonly ListColumn<Call>[] => {
  const t = useText(callsText)
  const say = useSay()
  return [
    { key: 'who', title: t.columns.who, show: (call) => <CallerCell of={call} /> },
    {
      key: 'at',
      title: t.columns.at,
      number: true,
      show: ({ rangAt, direction }) => (
        <>
          {say.moment(rangAt)}
          <small>{t.direction[direction]}</small>
        </>
      ),
    },
    {
      key: 'state',
      title: t.columns.state,
      show: ({ state }) => (
        <Chip icon="phone" tone={tones[state]}>
          {t.states[state]}
        </Chip>
      ),
    },
    {
      key: 'waited',
      title: t.columns.waited,
      number: true,
      show: ({ waitedSeconds }) => t.seconds(say.number(waitedSeconds)),
    },
    {
      key: 'talked',
      title: t.columns.talked,
      number: true,
      show: ({ talkedSeconds }) =>
        talkedSeconds !== null &&
        (talkedSeconds < 60 ? t.seconds(say.number(talkedSeconds)) : say.duration(Math.round(talkedSeconds / 60))),
    },
    { key: 'agent', title: t.columns.agent, show: ({ agentName }) => agentName },
    {
      key: 'recording',
      title: t.columns.recording,
      show: ({ id, recording, can }) =>
        can.listen ? (
          <Button kind="quiet" size="sm" icon="play" onClick={() => onListen(id)}>
            {t.listen}
          </Button>
        ) : (
          <span className="lb-faint">{recording ? t.recordings[recording] : t.noRecording}</span>
        ),
    },
  ]
}
