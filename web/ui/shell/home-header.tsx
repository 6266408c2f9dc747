// The header of the phone's home: where one is, 长辈版, messages.
import { prefer, useMe } from '../../kit/session.tsx'
import { useText } from '../../kit/text.ts'
import { IconLink, Pill } from '../button.tsx'
import { Icon, Logo } from '../icon.tsx'
import { uiText } from '../text.ts'

type Props = {
  readonly place: string
  /** More than one community: pressing the name chooses. */
  readonly onChoosePlace?: (() => void) | undefined
  /** Where messages are; left out, no bell. */
  readonly noticesHref?: string | undefined
}

export const HomeHeader = ({ place, onChoosePlace, noticesHref }: Props) => {
  const t = useText(uiText)
  const unread = useMe()?.unreadNotices ?? 0
  return (
    <header className="lb-bar">
      <Logo />
      {onChoosePlace ? (
        <button type="button" className="lb-place lb-grow" onClick={onChoosePlace}>
          {place}
          <Icon name="down" size="xs" />
        </button>
      ) : (
        <span className="lb-place lb-grow">{place}</span>
      )}
      <Pill icon="aa" onClick={() => void prefer({ elder: true })}>
        {t.elderMode}
      </Pill>
      {noticesHref && (
        <IconLink
          icon="bell"
          href={noticesHref}
          label={unread > 0 ? t.newNotices(unread) : t.notices}
          dot={unread > 0}
        />
      )}
    </header>
  )
}
