// The bottom of the board: the three who fit best with their parts and reasons, and why not the others. A person decides.
import type { Candidate, Candidates as Answer } from '@linbang/contract/dispatch'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { boardText } from '../text.ts'

type Props = {
  readonly answer: Answer
  readonly busy: boolean
  readonly onAssign: (candidate: Candidate, place: number) => void
  readonly onOther: () => void
}

export const candidateId = (one: Candidate): string => one.volunteerId ?? one.organisationId ?? ''

const Facts = ({ one }: { readonly one: Candidate }) => {
  const t = useText(boardText)
  const say = useSay()
  return (
    <ul>
      {one.certificateTo && (
        <li>
          <Chip icon="check" tone="success">
            {t.certificateTo(one.certificateTo.slice(0, 7))}
          </Chip>
        </li>
      )}
      {one.metres !== null && (
        <li>
          <Chip icon="check" tone="success">
            {say.distance(one.metres)}
          </Chip>
        </li>
      )}
      {one.priceCents !== null && (
        <li>
          <Chip tone="neutral">{say.money(one.priceCents)}</Chip>
        </li>
      )}
      <li>
        <Chip tone="info">
          {one.askedBefore > 0
            ? t.chance(say.number(Math.round(one.chance * 100)), say.number(one.askedBefore))
            : t.chanceNew(say.number(Math.round(one.chance * 100)))}
        </Chip>
      </li>
      <li>
        {one.cameBefore > 0 ? (
          <Chip icon="check" tone="success">
            {t.cameBefore(say.number(one.cameBefore))}
          </Chip>
        ) : (
          <Chip icon="minus" tone="warn">
            {t.neverCame}
          </Chip>
        )}
      </li>
      {one.jobsThisWeek > 0 && (
        <li>
          <Chip icon="minus" tone="warn">
            {t.recent(say.number(one.jobsThisWeek))}
          </Chip>
        </li>
      )}
      {one.offer && (
        <li>
          <Chip tone="info">{t.asked}</Chip>
        </li>
      )}
    </ul>
  )
}

/** A part in plain words: what it rests on, and its points of the total. */
const useSaid = () => {
  const t = useText(boardText)
  const say = useSay()
  return ({ part, number, value, weight }: Candidate['parts'][number]): string => {
    const points = t.points(say.decimal(value * weight, 1), say.number(weight))
    const rests =
      number === null
        ? t.restsUnknown
        : t.rests[part](
            part === 'distance' ? say.distance(number) : part === 'hours' ? say.duration(number) : say.number(number),
          )
    return `${rests} · ${points}`
  }
}

const Card = ({
  one,
  place,
  busy,
  onAssign,
}: {
  readonly one: Candidate
  readonly place: number
  readonly busy: boolean
  readonly onAssign: Props['onAssign']
}) => {
  const t = useText(boardText)
  const say = useSay()
  const said = useSaid()
  const rated = one.rating === null ? [] : [t.score(say.number(one.rating))]
  const about = [
    one.kind === 'organisation' ? t.organisation : null,
    ...rated,
    t.jobs(say.number(one.jobsDone)),
  ].filter(Boolean)
  return (
    <article className="lb-cand" data-first={place === 1 ? '' : undefined} aria-label={`${place} ${one.callName}`}>
      <header>
        <span className="lb-cand-place">{place}</span>
        <Portrait seed={candidateId(one)} cap size={place === 1 ? 2.5 : 2.125} />
        <div>
          <b>{one.callName}</b>
          <small>{about.join(' · ')}</small>
        </div>
        <span className="lb-cand-score">{Math.round(one.score)}</span>
      </header>
      <dl>
        {one.parts.map((part) => (
          <div key={part.part}>
            <dt>{t.parts[part.part]}</dt>
            <dd title={said(part)}>
              <i style={{ width: `${Math.round(part.value * 100)}%` }} />
              <span className="lb-sr">{said(part)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <Facts one={one} />
      <Button kind={place === 1 ? 'main' : 'secondary'} wide busy={busy} onClick={() => onAssign(one, place)}>
        {t.assignTo(one.callName)}
      </Button>
    </article>
  )
}

/** What of a person does not fit, in words; a machine's code never reaches the screen. */
const useWhy = () => {
  const t = useText(boardText)
  const say = useSay()
  return ({ reason, number, code }: Answer['excluded'][number]['reasons'][number]): string => {
    const words = (t.why as Readonly<Record<string, string>>)[reason] ?? t.fallbackWhy
    const day = code?.match(/\d{4}-\d{2}-\d{2}$/)?.[0]
    if (day) return `${words} ${day}`
    return reason === 'day_cap' && number !== null ? `${words} (${say.number(number)})` : words
  }
}

const WhyNot = ({ answer, onOther }: Pick<Props, 'answer' | 'onOther'>) => {
  const t = useText(boardText)
  const say = useSay()
  const why = useWhy()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div className="lb-cands-why" tabIndex={0} role="group" aria-label={t.whyNot}>
      <h3>{t.whyNot}</h3>
      {answer.excluded.length === 0 && <p className="lb-sm lb-soft">{t.whyNotNone}</p>}
      <ul>
        {answer.excluded.slice(0, 6).map((one) => (
          <li key={one.volunteerId ?? one.organisationId}>
            <span>{one.callName}</span>
            <span>{one.reasons.slice(0, 2).map(why).join('，')}</span>
          </li>
        ))}
      </ul>
      {answer.total > 3 && (
        <Button kind="quiet" size="sm" onClick={onOther}>
          {t.allCandidates(say.number(answer.total))}
        </Button>
      )}
    </div>
  )
}

export const CandidateCards = ({ answer, busy, onAssign, onOther }: Props) => {
  const t = useText(boardText)
  return (
    <div className="lb-cands">
      {answer.items.slice(0, 3).map((one, index) => (
        <Card key={candidateId(one)} one={one} place={index + 1} busy={busy} onAssign={onAssign} />
      ))}
      {answer.items.length === 0 && (
        <div className="lb-cand" data-none="">
          <EmptyState>{t.nobody}</EmptyState>
          <p className="lb-sm lb-soft">{t.nobodyHint}</p>
        </div>
      )}
      <WhyNot answer={answer} onOther={onOther} />
    </div>
  )
}
