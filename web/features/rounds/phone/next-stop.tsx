// The next door: how to be let in, the check-in, what was seen, or nobody at home.
import { useRef, useState } from 'react'
import type { ChangeEvent } from 'react'
import { checkInStop, findingToRequest, finishStop, notHome, seenOf } from '@linbang/contract/round-walks'
import type { TodayStop } from '@linbang/contract/round-walks'
import { listServices } from '@linbang/contract/catalog'
import { useQuery } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, Meta } from '../../../ui/card.tsx'
import { CheckBox } from '../../../ui/choice.tsx'
import { Sheet } from '../../../ui/dialog.tsx'
import { Select, TextArea, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { MeetingCode } from '../../../ui/person.tsx'
import { SignaturePad } from '../../../ui/signature-pad.tsx'
import type { Stroke } from '../../../ui/signature-pad.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { placeNow, readCode } from '../../visits/phone/place.ts'
import { roundsText } from '../text.ts'
import './rounds.css'

type Props = { readonly stop: TodayStop }
const refreshes = ['/rounds', '/round-stops']

export const NextStop = ({ stop }: Props) => {
  const t = useText(roundsText)
  const say = useSay()
  const { visit } = stop
  const here = visit.me?.state === 'on_site'
  const where = [visit.buildingName, visit.doorName].filter(Boolean).join(' ')
  return (
    <Card>
      <div className="lb-stack">
        <h2 className="lb-heading">{stop.checkpointName ?? visit.callName ?? where}</h2>
        <Meta
          items={[
            { icon: 'clock', text: t.about(say.clock(stop.begins)) },
            { icon: 'pin', text: where },
            ...(visit.phone
              ? [{ icon: 'phone' as const, text: <a href={`tel:${visit.phone}`}>{visit.phone}</a> }]
              : []),
            ...visit.careWords.map((text) => ({ icon: 'info' as const, text })),
          ]}
        />
        {stop.kind === 'care' && !here && visit.meetingCode && <MeetingCode code={visit.meetingCode} saying={t.code} />}
        {here ? <Seen stop={stop} /> : <Arrive stop={stop} />}
      </div>
    </Card>
  )
}

const Code = z.object({ code: z.string().check(z.trim(), z.minLength(4), z.maxLength(200)) })

const Arrive = ({ stop }: Props) => {
  const t = useText(roundsText)
  const [placing, setPlacing] = useState(false)
  const camera = useRef<HTMLInputElement>(null)
  const act = useAct(checkInStop, { refreshes })
  const away = useAct(notHome, { refreshes, onDone: () => toast(t.notHomeDone) })
  const params = { stopId: stop.id }
  const byPlace = async () => {
    setPlacing(true)
    const place = await placeNow()
    setPlacing(false)
    act.press({ params, body: place ? { place } : { withoutProof: true } })
  }
  const photo = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    const doorCode = file && (await readCode(file))
    if (doorCode) act.press({ params, body: { doorCode } })
  }
  const failed = act.refused ?? away.refused
  return (
    <div className="lb-stack">
      {failed ? <ErrorState error={failed} /> : null}
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={t.scan}
        onChange={(event) => void photo(event)}
      />
      {stop.kind === 'patrol' ? (
        <>
          <Button icon="qr" wide busy={act.busy} onClick={() => camera.current?.click()}>
            {t.scan}
          </Button>
          <Form schema={Code} onSend={({ code }) => act.send({ params, body: { doorCode: code } })}>
            <TextField name="code" label={t.codeLabel} autoComplete="off" />
            <Button type="submit" kind="secondary" busy={act.busy}>
              {t.here}
            </Button>
          </Form>
        </>
      ) : (
        <Button icon="pin" wide busy={act.busy || placing} onClick={() => void byPlace()}>
          {placing ? t.placing : t.here}
        </Button>
      )}
      {act.refused && stop.kind === 'care' && (
        <Button kind="secondary" busy={act.busy} onClick={() => act.press({ params, body: { withoutProof: true } })}>
          {t.noPlace}
        </Button>
      )}
      {stop.kind === 'care' && (
        <Button kind="quiet" busy={away.busy} onClick={() => away.press({ params, body: {} })}>
          {t.notHome}
        </Button>
      )}
    </div>
  )
}

const Words = z.object({ words: z.optional(z.string().check(z.trim(), z.maxLength(1000))) })
type Marks = Readonly<Partial<Record<(typeof seenOf)[number], boolean>>>

const Seen = ({ stop }: Props) => {
  const t = useText(roundsText)
  const [marks, setMarks] = useState<Marks>({})
  const [signs, setSigns] = useState(false)
  const [strokes, setStrokes] = useState<readonly Stroke[]>([])
  const [reporting, setReporting] = useState(false)
  const act = useAct(finishStop, { refreshes, onDone: () => toast(t.finished) })
  const mark = (item: (typeof seenOf)[number], fine: boolean) => setMarks({ ...marks, [item]: fine })
  const flat = strokes.map((stroke) =>
    (stroke.length === 1 ? [...stroke, ...stroke] : stroke).flatMap(([x, y]) => [Math.max(0, x), Math.max(0, y)]),
  )
  return (
    <>
      <Form
        schema={Words}
        onSend={({ words }) =>
          act.send({
            params: { stopId: stop.id },
            body: { seen: marks, ...(words && { words }), ...(signs && flat.length > 0 && { strokes: flat }) },
          })
        }
      >
        <h3>{t.seen}</h3>
        <ul className="lb-round-seen">
          {(stop.kind === 'patrol' ? (['well'] as const) : seenOf).map((item) => (
            <li key={item} role="group" aria-label={t.items[item]}>
              <span>{t.items[item]}</span>
              <Button
                kind={marks[item] === true ? 'main' : 'secondary'}
                size="sm"
                aria-pressed={marks[item] === true}
                onClick={() => mark(item, true)}
              >
                {t.fine}
              </Button>
              <Button
                kind={marks[item] === false ? 'danger' : 'secondary'}
                size="sm"
                aria-pressed={marks[item] === false}
                onClick={() => mark(item, false)}
              >
                {t.notFine}
              </Button>
            </li>
          ))}
        </ul>
        <TextArea name="words" label={t.words} hint={t.wordsHint} optional maxLength={1000} />
        {stop.kind === 'care' && <CheckBox name="signs" label={t.sign} onChoose={setSigns} />}
        {signs && <SignaturePad title={t.sign} strokes={strokes} onChange={setStrokes} />}
        <Button type="submit" wide size="lg" busy={act.busy}>
          {t.done}
        </Button>
        <Button kind="quiet" icon="flag" onClick={() => setReporting(true)}>
          {t.report}
        </Button>
      </Form>
      {reporting && <Report stop={stop} onClose={() => setReporting(false)} />}
    </>
  )
}

const Report = ({ stop, onClose }: Props & { readonly onClose: () => void }) => {
  const t = useText(roundsText)
  const words = useWords()
  const services = useQuery(query(listServices))
  const act = useAct(findingToRequest, {
    refreshes: ['/rounds'],
    onDone: ({ number }) => {
      toast(t.reported(number))
      onClose()
    },
  })
  return (
    <Sheet
      open
      onClose={onClose}
      title={t.reportTitle}
      actions={
        <Button type="submit" form="report-finding" busy={act.busy}>
          {t.report}
        </Button>
      }
    >
      <Form
        id="report-finding"
        schema={findingToRequest.body}
        onSend={(body) => act.send({ params: { stopId: stop.id }, body })}
      >
        <Select name="serviceCode" label={t.reportService}>
          {(services.data?.items ?? []).map(({ code, zh, en }) => (
            <option key={code} value={code}>
              {words({ zh, en })}
            </option>
          ))}
        </Select>
        <TextArea name="words" label={t.reportWords} maxLength={500} />
      </Form>
    </Sheet>
  )
}
