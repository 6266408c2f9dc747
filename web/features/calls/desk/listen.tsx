// A recording is heard after saying why; who has heard it before stands beside it.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { getCall, listenToCall } from '@linbang/contract/calls'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { callsText } from '../text.ts'

/** An address for the bytes as long as they are heard. */
const useSound = () => {
  const [url, setUrl] = useState<string>()
  useEffect(() => () => (url === undefined ? undefined : URL.revokeObjectURL(url)), [url])
  return [url, (blob: Blob) => setUrl(URL.createObjectURL(blob))] as const
}

export const Listen = ({ callId, onClose }: { readonly callId: string; readonly onClose: () => void }) => {
  const t = useText(callsText)
  const say = useSay()
  const call = useQuery(query(getCall, { params: { callId } }))
  const [sound, play] = useSound()
  const listen = useAct(listenToCall, { onDone: ({ blob }) => play(blob) })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.listenTitle}
      actions={
        sound === undefined && (
          <Button type="submit" form="listen" icon="play" busy={listen.busy}>
            {t.play}
          </Button>
        )
      }
    >
      <div className="lb-stack">
        <Note icon="eye" tone="info">
          {t.listenHint}
        </Note>
        {sound === undefined ? (
          <Form
            id="listen"
            schema={listenToCall.body}
            onSend={({ reason }) => listen.send({ params: { callId }, body: { reason } })}
          >
            <TextField name="reason" label={t.reason} maxLength={200} />
          </Form>
        ) : (
          // oxlint-disable-next-line jsx-a11y/media-has-caption -- a telephone call has no captions
          <audio className="lb-calls-player" controls autoPlay src={sound} aria-label={t.player} />
        )}
        <h3>{t.heard}</h3>
        {call.data?.listenings.length === 0 && <p className="lb-soft">{t.nobodyHeard}</p>}
        <ul className="lb-calls-heard">
          {call.data?.listenings.map(({ at, who, reason }) => (
            <li key={`${at.getTime()} ${who}`}>
              <b>{who}</b> <span className="lb-soft lb-num">{say.brief(at)}</span>
              <span>{reason}</span>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
