// One star looked at: what is known of the service, what was said against it, and the step that is due.
import { answerStarObjection, decideStar, reviewStar } from '@linbang/contract/stars'
import type { StarCase } from '@linbang/contract/stars'
import { useAct } from '../../../kit/act.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Facts, Note } from '../../../ui/card.tsx'
import { ChoiceList } from '../../../ui/choice.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.tsx'
import { starText } from '../../records/star-text.ts'
import { starDeskText } from '../star-text.ts'
import { recordDeskText } from '../text.ts'

type Props = { readonly one: StarCase; readonly onClose: () => void }

/** A choice of two as it stands in the form, as the contract wants it. */
const flag = (name: string) => (values: Record<string, unknown>) => ({
  ...values,
  [name]: values[name] === undefined ? undefined : values[name] === 'true',
})

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
        <Form
          schema={answerStarObjection.body}
          label={t.answer}
          complete={flag('upheld')}
          onSend={(body) => answer.send({ params: { starId: one.id, objectionId: id }, body })}
        >
          {(form) => (
            <>
              <ChoiceList
                name="upheld"
                legend={t.stands}
                options={[
                  { value: 'false', title: t.kept },
                  { value: 'true', title: t.upheld },
                ]}
              />
              <TextArea name="answer" label={t.answerWords} rows={2} maxLength={300} />
              <Button type="submit" busy={form.busy}>
                {t.sendAnswer}
              </Button>
            </>
          )}
        </Form>
      )}
    </div>
  )
}

const Review = ({ one, onClose }: Props) => {
  const t = useText(starDeskText)
  const done = useText(recordDeskText).done
  const review = useAct(reviewStar, {
    onDone: () => {
      toast(done)
      onClose()
    },
  })
  return (
    <Form
      schema={reviewStar.body}
      label={t.review}
      complete={flag('agreed')}
      onSend={(body) => review.send({ params: { starId: one.id }, body })}
    >
      {(form) => (
        <>
          <ChoiceList
            name="agreed"
            legend={t.review}
            options={[
              { value: 'true', title: t.agree },
              { value: 'false', title: t.refuse },
            ]}
          />
          <TextArea name="words" label={t.reviewWords} rows={2} maxLength={200} />
          <Button type="submit" busy={form.busy}>
            {t.keep}
          </Button>
        </>
      )}
    </Form>
  )
}

const Decide = ({ one, onClose }: Props) => {
  const t = useText(starDeskText)
  const done = useText(recordDeskText).done
  const decide = useAct(decideStar, {
    onDone: () => {
      toast(done)
      onClose()
    },
  })
  return (
    <Form
      schema={decideStar.body}
      label={t.decide}
      complete={flag('granted')}
      onSend={(body) => decide.send({ params: { starId: one.id }, body })}
    >
      {(form) => (
        <>
          <ChoiceList
            name="granted"
            legend={t.decide}
            options={[
              { value: 'true', title: t.grant },
              { value: 'false', title: t.deny },
            ]}
          />
          <TextArea name="words" label={t.reviewWords} rows={2} maxLength={200} />
          <Button type="submit" busy={form.busy}>
            {t.keep}
          </Button>
        </>
      )}
    </Form>
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
