// In the top bar: a shift begins here with a press that tests the sound, and ends with what the next one must know. While it lasts the console beats.
import { useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { endDuty, startDuty } from '@linbang/contract/duties'
import { beatDuty } from '@linbang/contract/duties'
import { closeShift, getMyShifts, openShift, readHandOver } from '@linbang/contract/roster'
import type { MyShifts } from '@linbang/contract/roster'
import { useAct } from '../../../kit/act.ts'
import { call, query } from '../../../kit/api.ts'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { startSiren } from '../../../ui/siren.ts'
import { toast } from '../../../ui/toast.tsx'
import { rosterText } from '../text.ts'

const beatMs = 7000
/** A timer in a thread of its own: a tab in the background slows the page's, and the console would fall silent. */
const useBeat = (on: boolean) =>
  useEffect(() => {
    if (!on) return undefined
    const beat = () => void call(beatDuty, { body: {} }).catch(() => undefined)
    beat()
    const worker = new Worker(new URL('./beat-worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = beat
    worker.postMessage(beatMs)
    return () => worker.terminate()
  }, [on])

export const DutyBar = () => {
  const t = useText(rosterText)
  const me = useSignedIn()
  const [open, setOpen] = useState(false)
  const may = mayDo(me, 'duty.self')
  useBeat(may && me.duty !== null)
  const shifts = useQuery({ ...query(getMyShifts), enabled: may, refetchInterval: 60_000 })
  if (!may) return null
  const on = me.duty !== null
  return (
    <>
      <Button kind={on ? 'soft' : 'secondary'} size="sm" icon={on ? 'check' : 'clock'} onClick={() => setOpen(true)}>
        {on ? t.onDuty : t.begin}
      </Button>
      {open &&
        shifts.data &&
        (on ? (
          <End mine={shifts.data} onClose={() => setOpen(false)} />
        ) : (
          <Begin mine={shifts.data} onClose={() => setOpen(false)} />
        ))}
    </>
  )
}

type Props = { readonly mine: MyShifts; readonly onClose: () => void }
const refreshes = ['/me', '/shifts', '/duties', '/roster']

const Begin = ({ mine, onClose }: Props) => {
  const t = useText(rosterText)
  const say = useSay()
  const me = useSignedIn()
  const [tested, setTested] = useState(false)
  const done = () => {
    toast(t.opened)
    onClose()
  }
  const start = useAct(openShift, { refreshes, onDone: done })
  const press = useAct(startDuty, { refreshes, onDone: done })
  const read = useAct(readHandOver, { refreshes: ['/shifts'] })
  const post = me.roles.find(
    ({ role }) =>
      role === 'operator' ||
      role === 'community_worker' ||
      role === 'community_lead' ||
      role === 'grid_worker' ||
      role === 'grid_lead',
  )
  const test = () => {
    const stop = startSiren(0.6)
    setTimeout(stop, 1400)
    setTested(true)
  }
  const begin = () => {
    if (mine.now) start.press({ params: { shiftId: mine.now.id }, body: { soundHeard: true } })
    else if (post) press.press({ body: { areaId: post.areaId, role: post.role, soundHeard: true } })
  }
  const failed = start.refused ?? press.refused
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.beginTitle}
      actions={
        <>
          <Button kind="secondary" icon="speaker" onClick={test}>
            {t.testSound}
          </Button>
          {tested && mine.notes.length === 0 && (
            <Button busy={start.busy || press.busy} onClick={begin}>
              {t.heard}
            </Button>
          )}
        </>
      }
    >
      <div className="lb-stack">
        <p>{mine.now ? t.shiftOf(mine.now.kindName, mine.now.areaName) : t.noShift}</p>
        {mine.notes.length > 0 && <b>{t.readFirst}</b>}
        {mine.notes.map((note) => (
          <Note
            key={note.id}
            icon="file"
            title={`${note.writtenByName} · ${say.brief(note.at)}`}
            action={
              <Button
                kind="secondary"
                size="sm"
                busy={read.busy}
                onClick={() => read.press({ params: { handOverId: note.id }, body: {} })}
              >
                {t.read}
              </Button>
            }
          >
            {note.words}
          </Note>
        ))}
        <p className="lb-soft">{t.soundLine}</p>
        {failed ? <RefusalLines error={failed} /> : null}
      </div>
    </Dialog>
  )
}

const End = ({ mine, onClose }: Props) => {
  const t = useText(rosterText)
  const me = useSignedIn()
  const done = () => {
    toast(t.closed)
    onClose()
  }
  const close = useAct(closeShift, { refreshes, onDone: done })
  const end = useAct(endDuty, { refreshes, onDone: done })
  const shiftId = me.duty?.shiftId ?? mine.now?.id
  const send = (body: { words?: string | undefined }) =>
    shiftId ? close.send({ params: { shiftId }, body }) : end.send({ body: {} })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.endTitle}
      actions={
        <Button type="submit" form="end-shift" busy={close.busy || end.busy}>
          {t.close}
        </Button>
      }
    >
      <Form id="end-shift" schema={closeShift.body} onSend={send}>
        {shiftId ? <TextArea name="words" label={t.words} hint={t.wordsHint} optional maxLength={2000} /> : null}
      </Form>
    </Dialog>
  )
}
