// One star looked at: what is known of the service, what was said against it, and the step that is due.
import { answerStarObjection, decideStar, reviewStar } from '@linbang/contract/stars'
import type { StarCase } from '@linbang/contract/stars'
import { useAct } from '../../../kit/act.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Facts, Note } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { toast } from '../../../ui/toast.tsx'
import { starText } from '../../records/star-text.ts'
import { starDeskText } from '../star-text.ts'
import { recordDeskText } from '../text.ts'
import { VerdictForm } from './verdict-form.tsx'

type Props = { readonly one: StarCase; readonly onClose: () => void }

const Known = ({ one }: Pick<Props, 'one'>) => {
  const t = useText(starDeskText)
  const say = useSay()
  const { basisNow: now, kind, unit } = one
  const average = now.average === null ? t.unrated : t.rated(say.decimal(now.average, 1), say.number(now.rated))
  return (
    <Facts
      plain
      facts={[
        kind === 'lasting'
          ? { label: t.minutes, value: say.hours(now.minutes) }
          : { label: t.yearPoints, value: t.points(say.number(now.points)) },
        { label: t.average, value: average },
        { label: t.complaints, value: say.number(now.complaints) },
        { label: t.openComplaints, value: say.number(now.openComplaints) },
        { label: t.doubts, value: say.number(now.doubts) },
        { label: t.unit, value: unit },
      ]}
    />
  )
}

const Objection = ({ one, objection }: Pick<Props, 'one'> & { readonly objection: StarCase['objections'][number] }) => {
  const t = useText(starDeskText)
  const say = useSay()
  const answer = useAct(answerStarObjection)
  const { id, name, at, words, state, answer: said } = objection
  return (
    <div className="lb-stack">
      <p>
        {words} <small className="lb-soft">{t.from(name, say.dateTime(at))}</small>{' '}
        <Chip tone={state === 'open' ? 'warn' : 'neutral'}>{t.objectionState[state]}</Chip>
      </p>
      {said && <p className="lb-sm lb-soft">{said}</p>}
      {state === 'open' && one.can.answer && (
        <VerdictForm
          schema={answerStarObjection.body}
          label={t.answer}
          verdict={{ name: 'upheld', legend: t.stands, yes: t.upheld, no: t.kept }}
          first="no"
          words={{ name: 'answer', label: t.answerWords, most: 300 }}
          press={t.sendAnswer}
          onSend={(body) => answer.send({ params: { starId: one.id, objectionId: id }, body })}
        />
      )}
    </div>
  )
}

const useDone = ({ onClose }: Props) => {
  const done = useText(recordDeskText).done
  return {
    onDone: () => {
      toast(done)
      onClose()
    },
  }
}

const Review = (props: Props) => {
  const t = useText(starDeskText)
  const review = useAct(reviewStar, useDone(props))
  return (
    <VerdictForm
      schema={reviewStar.body}
      label={t.review}
      verdict={{ name: 'agreed', yes: t.agree, no: t.refuse }}
      words={{ name: 'words', label: t.reviewWords, most: 200 }}
      press={t.keep}
      onSend={(body) => review.send({ params: { starId: props.one.id }, body })}
    />
  )
}

const Decide = (props: Props) => {
  const t = useText(starDeskText)
  const decide = useAct(decideStar, useDone(props))
  return (
    <VerdictForm
      schema={decideStar.body}
      label={t.decide}
      verdict={{ name: 'granted', yes: t.grant, no: t.deny }}
      words={{ name: 'words', label: t.reviewWords, most: 200 }}
      press={t.keep}
      onSend={(body) => decide.send({ params: { starId: props.one.id }, body })}
    />
  )
}

export const StarDialog = ({ one, onClose }: Props) => {
  const t = useText(starDeskText)
  const words = useText(starText)
  return (
    <Dialog open onClose={onClose} title={t.dialog(one.name, words.star(one.stars, one.year))}>
      <div className="lb-stack">
        <Known one={one} />
        {one.faults.length > 0 && (one.can.review || one.state === 'noticed') && (
          <Note tone="warn" icon="warn">
            {t.missing}
          </Note>
        )}
        {one.reviewWords && <p className="lb-sm">{t.reviewedBy(one.reviewedByName ?? '', one.reviewWords)}</p>}
        {one.objections.length > 0 && (
          <section className="lb-stack" aria-label={t.objectionsTitle}>
            <b>{t.objectionsTitle}</b>
            {one.objections.map((objection) => (
              <Objection key={objection.id} one={one} objection={objection} />
            ))}
          </section>
        )}
        {one.can.review && <Review one={one} onClose={onClose} />}
        {one.state === 'noticed' && !one.can.decide && (
          <p className="lb-sm lb-soft">{t.noticeRuns(one.noticeTo ?? '')}</p>
        )}
        {one.can.decide && <Decide one={one} onClose={onClose} />}
        {one.decision && <p className="lb-sm">{t.decidedBy(one.decidedByName ?? '', one.decision)}</p>}
      </div>
    </Dialog>
  )
}
