// 请社区打电话给我, and the emergency page: for everybody who would rather talk, or has no time to write.
import { useInstallation, useSignedIn } from '../../../kit/session.tsx'
import { useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { CardLink, Note } from '../../../ui/card.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { askText } from '../ask-text.ts'
import { useAskDraft } from './ask-draft.ts'
import { useSend } from './ask-send.ts'
import { emergencyService, openService, shortName, useServices } from './service-look.ts'

/** A request staff answer by telephone; nobody is sent before they have talked. */
export const AskCallPage = () => {
  const t = useText(askText)
  const me = useSignedIn()
  const hotline = useInstallation()?.hotline
  const services = useServices()
  const [draft] = useAskDraft()
  const send = useSend()
  const service = services.data && openService(services.data)
  const press = () => {
    if (!service) return
    const voice = draft.voiceId === '' ? {} : { voiceFileId: draft.voiceId }
    void send.go({ serviceCode: service.code, description: t.callWords, urgency: 'advice', ...voice }, t.callWords)
  }
  return (
    <ResidentPage
      title={t.callTitle}
      back="/ask"
      foot={
        <>
          <Button size="lg" icon="phone" wide busy={send.busy} onClick={press}>
            {t.callGo}
          </Button>
          {hotline && (
            <ButtonLink kind="secondary" size="lg" wide href={`tel:${hotline}`}>
              {t.callNow}
            </ButtonLink>
          )}
        </>
      }
    >
      <Note tone="lamp" icon="phone">
        {t.callLine(me.phoneMasked ?? t.noPhone)}
      </Note>
      {services.error && <ErrorState error={services.error} onRetry={() => void services.refetch()} />}
      {send.refused !== undefined && <ErrorState error={send.refused} onRetry={press} />}
    </ResidentPage>
  )
}

/** Pressing asks once more here: one tap dials; the community's own request runs beside the call. */
export const EmergencyPage = () => {
  const t = useText(askText)
  const words = useWords()
  const services = useServices()
  const send = useSend()
  const service = services.data && emergencyService(services.data)
  return (
    <ResidentPage
      title={t.emergency}
      back="/"
      foot={
        <ButtonLink kind="secondary" size="lg" wide icon="home" href="/">
          {t.eMistake}
        </ButtonLink>
      }
    >
      <p className="lb-soft">{t.emergencyLine}</p>
      <CardLink href="tel:120" icon="pulse" tone="danger" title={t.e120} detail={t.e120Line} />
      <CardLink href="tel:119" icon="warn" tone="danger" title={t.e119} detail={t.e119Line} />
      <CardLink href="tel:110" icon="shield" tone="danger" title={t.e110} detail={t.e110Line} />
      {service && (
        <CardLink
          onClick={() =>
            void send.go(
              { serviceCode: service.code, description: t.eWords, urgency: 'life', channel: 'button' },
              words(shortName(service)),
            )
          }
          icon="bell"
          tone="danger"
          title={t.eCommunity}
          detail={t.eCommunityLine}
        />
      )}
      {send.refused !== undefined && <ErrorState error={send.refused} />}
    </ResidentPage>
  )
}
