// Notices across a page: soft ones at its top, and the alarm that covers everything until somebody takes it.
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { useNow } from '../kit/clock.ts'
import { useText } from '../kit/text.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import type { IconName, Tone } from './icon.tsx'
import { startSiren } from './siren.ts'
import { uiText } from './text.ts'
import './banner.css'

export const Banner = ({
  tone = 'warn',
  icon = 'info',
  children,
  action,
}: {
  readonly tone?: Tone | undefined
  readonly icon?: IconName | undefined
  readonly children: ReactNode
  readonly action?: ReactNode | undefined
}) => (
  <div className="lb-banner" data-tone={tone} role="status">
    <Icon name={icon} />
    <div className="lb-grow">{children}</div>
    {action}
  </div>
)

type AlarmProps = {
  /** Who and what: 9 号楼 2 单元 301 · 黄爷爷 · 一键呼叫，屋内无应答 */
  readonly title: ReactNode
  readonly since: Date
  /** 0 is silent: the banner pulses instead. */
  readonly volume?: number | undefined
  readonly onTake: () => void
  readonly onFalseAlarm: () => void
  readonly busy?: boolean | undefined
}

const running = (since: Date, now: Date) => {
  const seconds = Math.max(0, Math.floor((now.getTime() - since.getTime()) / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Never goes away by itself; sounds again until acknowledged. */
export const AlarmBanner = ({ title, since, volume = 0.6, onTake, onFalseAlarm, busy }: AlarmProps) => {
  const t = useText(uiText)
  const now = useNow(1)
  const [muted, setMuted] = useState<boolean>()
  const quiet = muted ?? volume === 0
  useEffect(() => (quiet ? undefined : startSiren(volume || 0.6)), [quiet, volume])
  return (
    <div className="lb-alarm">
      <div className="lb-alarm-words" role="alert">
        <Icon name="sos" size="lg" />
        <b className="lb-grow">{title}</b>
      </div>
      <span className="lb-alarm-time lb-num" aria-hidden="true">
        {running(since, now)}
      </span>
      <div className="lb-row" data-tight="">
        <Button kind="secondary" onClick={onTake} busy={busy ?? false}>
          {t.takeAlarm}
        </Button>
        <Button kind="glass" onClick={onFalseAlarm}>
          {t.falseAlarm}
        </Button>
        <Button kind="glass" icon="speaker" aria-pressed={quiet} onClick={() => setMuted(!quiet)}>
          {t.mute}
        </Button>
      </div>
    </div>
  )
}
