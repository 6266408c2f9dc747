// The five figures at the top, each with what it was counted from and what was left out.
import type { ReactNode } from 'react'
import type { Summary } from '@linbang/contract/reports'
import { useSay, useText } from '../../../kit/text.ts'
import { Icon } from '../../../ui/icon.tsx'
import type { IconName } from '../../../ui/icon.tsx'
import { figuresText } from '../text.ts'
import '../../../ui/facts.css'

type Rate = Summary['response']
type FigureProps = {
  readonly icon: IconName
  readonly title: string
  readonly value: string
  readonly unit: string
  readonly lines: readonly ReactNode[]
}

/** One figure: what, how much, what it was counted from. */
export const Figure = ({ icon, title, value, unit, lines }: FigureProps) => (
  <li className="lb-card">
    <h2>
      <Icon name={icon} size="sm" />
      {title}
    </h2>
    <p className="lb-figures-value">
      <b className="lb-num">{value}</b>
      {unit && <span>{unit}</span>}
    </p>
    {lines.map((line, place) => (
      <p key={place} className="lb-figures-line">
        {line}
      </p>
    ))}
  </li>
)

const useLeftOut = () => {
  const t = useText(figuresText)
  const say = useSay()
  const known: Readonly<Record<string, (count: string) => string>> = t.excluded
  return (excluded: Rate['excluded']): string => {
    const words = Object.entries(excluded)
      .filter(([, count]) => count > 0)
      .map(([reason, count]) => (known[reason] ?? t.otherExcluded)(say.number(count)))
    return words.length > 0 ? t.leftOut(say.list(words)) : t.nothingLeftOut
  }
}

export const KeyFigures = ({ summary }: { readonly summary: Summary }) => {
  const t = useText(figuresText)
  const say = useSay()
  const leftOut = useLeftOut()
  const { requests, acceptance } = summary
  const rate = (icon: IconName, title: string, what: string, one: Rate) => (
    <Figure
      icon={icon}
      title={title}
      value={one.denominator > 0 ? ((one.numerator / one.denominator) * 100).toFixed(1) : t.none}
      unit={one.denominator > 0 ? '%' : ''}
      lines={[
        <>
          <b className="lb-num">{t.ratio(say.number(one.numerator), say.number(one.denominator))}</b> {what}
        </>,
        leftOut(one.excluded),
      ]}
    />
  )
  const long = acceptance.medianMinutes !== null && acceptance.medianMinutes >= 100
  const median = acceptance.medianMinutes
  const value = median === null ? t.none : say.decimal(long ? median / 60 : median, 1)
  return (
    <ul className="lb-figures-key" aria-label={t.key}>
      <Figure
        icon="list"
        title={t.requests}
        value={say.number(requests.all)}
        unit={t.pieces}
        lines={[
          t.requestsLine(say.number(requests.done), say.number(requests.open), say.number(requests.cancelled)),
          requests.late > 0 ? (
            <span key="late" data-tone="warn">
              {t.late(say.number(requests.late))}
            </span>
          ) : (
            t.noLate
          ),
        ]}
      />
      <Figure
        icon="clock"
        title={t.acceptance}
        value={value}
        unit={median === null ? '' : long ? t.hoursUnit : t.minutes}
        lines={[
          acceptance.p90Minutes !== null &&
            t.acceptanceLine(say.duration(acceptance.p90Minutes), say.number(acceptance.accepted)),
          <span key="unmet" data-tone={requests.unmet > 0 ? 'warn' : undefined}>
            {t.unmet(say.number(requests.unmet))}
          </span>,
        ]}
      />
      {rate('phone', t.response, t.ofDispatched, summary.response)}
      {rate('checkc', t.resolution, t.ofCalled, summary.resolution)}
      {rate('face1', t.satisfaction, t.ofRated, summary.satisfaction)}
    </ul>
  )
}
