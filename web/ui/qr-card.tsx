// A QR for somebody else's camera: quiet zone, ≥ 168 px, the screen kept awake, and the code to say for those who cannot scan.
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { useText } from '../kit/text.ts'
import { uiText } from './text.ts'
import './signature.css'

type Props = {
  /** SVG made by our own server. */
  readonly svg: string
  readonly label: string
  readonly title: ReactNode
  /** Seconds until it changes; shown. */
  readonly secondsLeft?: number | undefined
  readonly code?: string | undefined
}

/** Keeps the screen from sleeping while it is shown, where the phone can. */
const useAwake = () =>
  useEffect(() => {
    let lock: WakeLockSentinel | undefined
    void navigator.wakeLock
      ?.request('screen')
      .then((held) => {
        lock = held
      })
      .catch(() => undefined)
    return () => void lock?.release()
  }, [])

export const QrCard = ({ svg, label, title, secondsLeft, code }: Props) => {
  const t = useText(uiText)
  useAwake()
  return (
    <div className="lb-qr">
      <span className="lb-qr-box">
        <img src={`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`} alt={label} />
      </span>
      <p className="lb-qr-title">{title}</p>
      {secondsLeft !== undefined && <p>{t.qrChanges(secondsLeft)}</p>}
      {code && (
        <p>
          {t.cannotScan} <b className="lb-num">{code}</b>
        </p>
      )}
    </div>
  )
}
