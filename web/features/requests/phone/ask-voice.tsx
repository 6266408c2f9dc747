// A spoken request: recorded, listened to once, and sent to the person at the desk, who arranges it.
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useElder } from '../../../kit/preference.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { CardLink, Note } from '../../../ui/card.tsx'
import { ErrorState, Loaded } from '../../../ui/states.tsx'
import { VoiceButton } from '../../../ui/voice-button.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { askText } from '../ask-text.ts'
import { talkText } from '../talk-text.ts'
import { requestFrom, useAskDraft } from './ask-draft.ts'
import { fileUrl, recordingName, storeFile } from './ask-files.ts'
import { AskKept } from './ask-kept.tsx'
import { useSend } from './ask-send.ts'
import { openService, shortName, useServices } from './service-look.ts'
import './requests.css'

/** Says it, then shows what was said. */
export const SpeakButton = ({ title }: { readonly title?: string }) => {
  const talk = useText(talkText)
  const me = useSignedIn()
  const [, go] = useLocation()
  const [, change] = useAskDraft()
  const [error, setError] = useState<unknown>()
  const keep = async (recording: Blob, seconds: number) => {
    setError(undefined)
    try {
      const about = { personId: me.personId, label: talk.outboxVoice }
      const { id } = await storeFile(recording, recordingName(recording.type), about)
      change({ voiceId: id, voiceSeconds: String(Math.max(1, seconds)) })
      go('/ask/voice')
    } catch (failed) {
      setError(failed)
    }
  }
  return (
    <>
      <VoiceButton
        title={title ?? talk.speak}
        line={talk.speakLine}
        onRecorded={(recording, seconds) => void keep(recording, seconds)}
      />
      {error !== undefined && <ErrorState error={error} />}
    </>
  )
}

const Heard = ({ id, seconds }: { readonly id: string; readonly seconds: string }) => {
  const talk = useText(talkText)
  const url = fileUrl(id)
  return (
    <div className="lb-heard">
      <p>{talk.heardPlay(seconds)}</p>
      {url && (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- one's own words, said a moment ago
        <audio className="lb-requests-audio" controls src={url} aria-label={talk.heardListen} />
      )}
    </div>
  )
}

export const AskVoicePage = () => {
  const t = useText(askText)
  const talk = useText(talkText)
  const words = useWords()
  const elder = useElder()
  const services = useServices()
  const [draft] = useAskDraft()
  const [, go] = useLocation()
  const send = useSend()
  const chosen = services.data?.find(({ code }) => code === draft.serviceCode)
  const service = chosen ?? (services.data && openService(services.data))
  const sendIt = () => {
    if (!service) return
    const request = {
      ...requestFrom({ ...draft, serviceCode: service.code }),
      ...(!chosen && { urgency: 'ordinary' as const }),
    }
    void send.go(request, words(shortName(service)))
  }
  if (send.kept) return <AskKept />
  if (draft.voiceId === '')
    return (
      <ResidentPage title={talk.heardNone} back="/ask">
        <SpeakButton />
      </ResidentPage>
    )
  return (
    <ResidentPage
      title={talk.heard}
      back="/ask"
      titleIn={elder ? 'page' : 'bar'}
      foot={
        <div className="lb-stack lb-requests-foot">
          <Button size="lg" icon="check" wide busy={send.busy} onClick={sendIt}>
            {talk.heardYes}
          </Button>
          <Button kind="secondary" size="lg" icon="mic" wide onClick={() => go('/ask')}>
            {talk.heardAgain}
          </Button>
          <ButtonLink kind="quiet" size="lg" wide href="/ask/call">
            {t.callMe}
          </ButtonLink>
        </div>
      }
    >
      <Heard id={draft.voiceId} seconds={draft.voiceSeconds} />
      <p>{talk.heardWhat}</p>
      {chosen && <CardLink href="/ask" icon="help" title={words(shortName(chosen))} detail={t.replace} />}
      {send.refused !== undefined && <ErrorState error={send.refused} />}
      <Loaded from={services}>{() => <Note icon="lock">{talk.heardOn}</Note>}</Loaded>
    </ResidentPage>
  )
}
