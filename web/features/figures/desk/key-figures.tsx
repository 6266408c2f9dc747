// The five figures at the top, each with what it was counted from and what was left out; every number opens its list.
import { Fragment } from 'react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Case, Summary } from '@linbang/contract/reports'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
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

/** A figure that opens its list, for who may read requests; a plain figure for others. */
const useCase = ({ areaId, from, to }: Summary) => {
  const t = useText(figuresText)
  const open = mayDo(useSignedIn(), 'requests.staff')
  return (which: Case, shown: ReactNode): ReactNode =>
    open ? (
      <Link
        key={which}
        className="lb-num"
        href={`/desk/figures/cases?${new URLSearchParams({ case: which, areaId, from, to })}`}
        aria-label={t.seeList(t.cases[which])}
        title={t.seeList(t.cases[which])}
      >
        {shown}
      </Link>
    ) : (
      shown
    )
}

const useLeftOut = (summary: Summary) => {
  const t = useText(figuresText)
  const say = useSay()
  const caseOf = useCase(summary)
  const known: Readonly<Record<string, (count: string) => string>> = t.excluded
  return (excluded: Rate['excluded']): ReactNode => {
    const left = Object.entries(excluded).filter(([, count]) => count > 0)
    if (left.length === 0) return t.nothingLeftOut
    const words = left.map(([reason, count]) =>
      caseOf(reason as Case, (known[reason] ?? t.otherExcluded)(say.number(count))),
    )
    return (
      <>
        {t.leftOut('')}
        {words.map((word, place) => (
          <Fragment key={left[place]?.[0]}>
            {place > 0 && ' · '}
            {word}
          </Fragment>
        ))}
      </>
    )
  }
}

const rates = {
  response: ['contacted_in_time', 'dispatched'],
  resolution: ['solved', 'called_back'],
  satisfaction: ['satisfied', 'called_back'],
} as const satisfies Readonly<Record<string, readonly [numerator: Case, denominator: Case]>>

export const KeyFigures = ({ summary }: { readonly summary: Summary }) => {
  const t = useText(figuresText)
  const say = useSay()
  const caseOf = useCase(summary)
  const leftOut = useLeftOut(summary)
  const { requests, acceptance } = summary
  const rate = (icon: IconName, which: keyof typeof rates, what: string) => {
    const { numerator, denominator, excluded } = summary[which]
    const [above, below] = rates[which]
    return (
      <Figure
        icon={icon}
        title={t[which]}
        value={denominator > 0 ? ((numerator / denominator) * 100).toFixed(1) : t.none}
        unit={denominator > 0 ? '%' : ''}
        lines={[
          <>
            <b className="lb-num">
              {caseOf(above, say.number(numerator))} ÷ {caseOf(below, t.ofAll(say.number(denominator)))}
            </b>{' '}
            {what}
          </>,
          leftOut(excluded),
        ]}
      />
    )
  }
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
          <>
            {caseOf('done', t.doneOf(say.number(requests.done)))} ·{' '}
            {caseOf('open', t.openOf(say.number(requests.open)))} ·{' '}
            {caseOf('cancelled', t.cancelledOf(say.number(requests.cancelled)))}
          </>,
          requests.late > 0 ? (
            <span key="late" data-tone="warn">
              {caseOf('late', t.late(say.number(requests.late)))}
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
            caseOf('accepted', t.acceptanceLine(say.duration(acceptance.p90Minutes), say.number(acceptance.accepted))),
          <span key="unmet" data-tone={requests.unmet > 0 ? 'warn' : undefined}>
            {caseOf('unmet', t.unmet(say.number(requests.unmet)))}
          </span>,
        ]}
      />
      {rate('phone', 'response', t.ofDispatched)}
      {rate('checkc', 'resolution', t.ofCalled)}
      {rate('face1', 'satisfaction', t.ofRated)}
    </ul>
  )
}
