// One page on the phone: header, content, the one main button at the bottom; in 长辈版 only 回首页 and 读给我听 above it.
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { useElder } from '../../kit/preference.ts'
import { prefer } from '../../kit/session.tsx'
import { useText } from '../../kit/text.ts'
import { IconButton, Pill, PillLink } from '../button.tsx'
import { ReadAloud } from '../read-aloud.tsx'
import { uiText } from '../text.ts'
import { useArrival } from './arrival.ts'
import { LineNotice } from './line-notice.tsx'
import { TabBar } from './phone-shell.tsx'

type Props = {
  /** The heading, and the title of the window. */
  readonly title: string
  /** Where 返回 leads when there is no page before; the root pages of tabs have none. */
  readonly back?: string | undefined
  /** `bar` in the header · `page` big above the content (home) · `hidden` for listeners only. */
  readonly titleIn?: 'bar' | 'page' | 'hidden'
  /** In 长辈版: a short title as big as it goes, where the page says one thing (李师傅快到了). */
  readonly big?: boolean | undefined
  /** At the right end of the header; in 长辈版 not shown, put it at the foot there. */
  readonly aside?: ReactNode
  /** Instead of the usual header (home). */
  readonly header?: ReactNode
  /** Between header and content, edge to edge: map strip, step bars. */
  readonly top?: ReactNode
  /** The sticky bottom: one main button. */
  readonly foot?: ReactNode
  /** Shows the tabs (not in 长辈版). */
  readonly tabs?: boolean
  /** The home of 长辈版 offers 普通版 instead of 回首页. */
  readonly home?: boolean
  readonly children: ReactNode
}

const ElderHeader = ({ home }: { readonly home: boolean }) => {
  const t = useText(uiText)
  return (
    <header className="lb-elder-bar">
      {home ? (
        <Pill icon="aa" onClick={() => void prefer({ elder: false })}>
          {t.usualMode}
        </Pill>
      ) : (
        <PillLink icon="home" href="/">
          {t.home}
        </PillLink>
      )}
      <ReadAloud />
    </header>
  )
}

export const PhonePage = ({
  title,
  back,
  titleIn = 'bar',
  aside,
  header,
  top,
  foot,
  tabs = false,
  home = false,
  big = false,
  children,
}: Props) => {
  const t = useText(uiText)
  const elder = useElder()
  const heading = useArrival(title)
  const [, go] = useLocation()
  const goBack = () => {
    if (history.length > 1 && document.referrer.startsWith(location.origin)) history.back()
    else if (history.state !== null || history.length > 2) history.back()
    else go(back ?? '/')
  }
  const inBar = !elder && titleIn === 'bar' && !header
  const h1 = (
    <h1
      ref={heading}
      tabIndex={-1}
      className={inBar ? 'lb-grow' : titleIn === 'hidden' && !elder ? 'lb-sr' : 'lb-title'}
      data-root={back === undefined ? '' : undefined}
      data-big={big ? '' : undefined}
    >
      {title}
    </h1>
  )
  return (
    <>
      {elder ? (
        <ElderHeader home={home} />
      ) : (
        (header ?? (
          <header className="lb-bar">
            {back !== undefined && <IconButton icon="left" label={t.back} onClick={goBack} />}
            {inBar && h1}
            {aside}
          </header>
        ))
      )}
      <main className="lb-page" id="page" tabIndex={-1}>
        {!elder && top && <div className="lb-page-top">{top}</div>}
        {!inBar && h1}
        <LineNotice />
        {elder && top}
        {children}
      </main>
      {foot && <footer className="lb-foot">{foot}</footer>}
      {tabs && !elder && <TabBar />}
    </>
  )
}
