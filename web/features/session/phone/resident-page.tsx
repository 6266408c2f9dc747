// A phone page with the hotline always in the same place: at the right end of the header, in 长辈版 as the last line.
import type { ComponentProps } from 'react'
import { useElder } from '../../../kit/preference.ts'
import { useInstallation } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { IconLink } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { PhonePage } from '../../../ui/shell/phone-page.tsx'
import { sessionText } from '../text.ts'
import './session.css'

const HotlineLink = () => {
  const t = useText(sessionText)
  const hotline = useInstallation()?.hotline
  return hotline ? <IconLink icon="headset" href={`tel:${hotline}`} label={t.callHotlineNumber(hotline)} /> : null
}

const HotlineLine = () => {
  const t = useText(sessionText)
  const hotline = useInstallation()?.hotline
  return hotline ? (
    <a className="lb-session-call" href={`tel:${hotline}`}>
      <Icon name="phone" size="sm" />
      {t.orCall(hotline)}
    </a>
  ) : null
}

export const ResidentPage = ({ aside, children, ...page }: ComponentProps<typeof PhonePage>) => {
  const elder = useElder()
  return (
    <PhonePage
      {...page}
      aside={
        <>
          {page.titleIn === 'page' && <span className="lb-grow" />}
          {aside}
          <HotlineLink />
        </>
      }
    >
      {children}
      {elder && <HotlineLine />}
    </PhonePage>
  )
}
