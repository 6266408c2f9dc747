// Without a line: what was asked is on this phone and goes by itself; who cannot wait calls.
import { useInstallation } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { askText } from '../ask-text.ts'

export const AskKept = () => {
  const t = useText(askText)
  const hotline = useInstallation()?.hotline
  return (
    <ResidentPage
      title={t.keptTitle}
      back="/"
      foot={
        hotline && (
          <ButtonLink size="lg" wide icon="phone" href={`tel:${hotline}`}>
            {t.keptCall}
          </ButtonLink>
        )
      }
    >
      <Note tone="lamp" icon="wifioff" title={t.kept}>
        {t.keptLine}
      </Note>
      <ButtonLink kind="secondary" wide icon="home" href="/">
        {t.keptHome}
      </ButtonLink>
    </ResidentPage>
  )
}
