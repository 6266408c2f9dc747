// 请社区打电话给我, and the emergency page: for everybody who would rather talk, or has no time to write.
import { useInstallation, useSignedIn } from '../../../kit/session.tsx'
import { useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { CardLink, Note } from '../../../ui/card.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { askText } from '../ask-text.ts'
import { talkText } from '../talk-text.ts'
import { useAskDraft } from './ask-draft.ts'
import { AskKept } from './ask-kept.tsx'
import { useSend } from './ask-send.ts'
import { emergencyService, openService, shortName, useServices } from './service-look.ts'

/** A request staff answer by telephone; nobody is sent before they have talked. */
export const AskCallPage = () => {
  const t = useText(askText)
  const talk = useText(talkText)
  const me = useSignedIn()
  const hotline = useInstallation()?.hotline
  const services = useServices()
  const [draft] = useAskDraft()
  const send = useSend()
  const service = services.data && openService(services.data)
  const press = () => {
    if (!service) return
    const voice = draft.voiceId === '' ? {} : { voiceFileId: draft.voiceId }
    void send.go(
      { serviceCode: service.code, description: talk.callWords, urgency: 'advice', ...voice },
      talk.callWords,
    )
  }
  if (send.kept) return <AskKept />
  return (
    <ResidentPage
      title={talk.callTitle}
      back="/ask"
      foot={
        <>
          <Button size="lg" icon="phone" wide busy={send.busy} onClick={press}>
            {talk.callGo}
          </Button>
          {hotline && (
            <ButtonLink kind="secondary" size="lg" wide href={`tel:${hotline}`}>
              {talk.callNow}
            </ButtonLink>
          )}
        </>
      }
    >
      <Note tone="lamp" icon="phone">
        {talk.callLine(me.phoneMasked ?? t.noPhone)}
      </Note>
      {services.error && <ErrorState error={services.error} onRetry={() => void services.refetch()} />}
      {send.refused !== undefined && <ErrorState error={send.refused} onRetry={press} />}
    </ResidentPage>
  )
}

/** Pressing asks once more here: one tap dials; the community's own request runs beside the call. */
export const EmergencyPage = () => {
  const talk = useText(talkText)
  const words = useWords()
  const services = useServices()
  const send = useSend()
  const service = services.data && emergencyService(services.data)
  if (send.kept) return <AskKept />
  return (
    <ResidentPage
      title={talk.emergency}
      back="/"
      foot={
        <ButtonLink kind="secondary" size="lg" wide icon="home" href="/">
          {talk.eMistake}
        </ButtonLink>
      }
    >
      <p className="lb-soft">{talk.emergencyLine}</p>
      <CardLink href="tel:120" icon="pulse" tone="danger" title={talk.e120} detail={talk.e120Line} />
      <CardLink href="tel:119" icon="warn" tone="danger" title={talk.e119} detail={talk.e119Line} />
      <CardLink href="tel:110" icon="shield" tone="danger" title={talk.e110} detail={talk.e110Line} />
      {service && (
        <CardLink
          onClick={() =>
            void send.go(
              { serviceCode: service.code, description: talk.eWords, urgency: 'life', channel: 'button' },
              words(shortName(service)),
            )
          }
          icon="bell"
          tone="danger"
          title={talk.eCommunity}
          detail={talk.eCommunityLine}
        />
      )}
      {send.refused !== undefined && <ErrorState error={send.refused} />}
    </ResidentPage>
  )
}
