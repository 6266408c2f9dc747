// The quiz of a course: all questions on one page, no clock; what was chosen stays when the line breaks.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerQuiz, listCourses, startQuiz } from '@linbang/contract/training'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import type { Answer } from '../../../kit/api.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card, Note } from '../../../ui/card.tsx'
import { ChoiceList } from '../../../ui/choice.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { trainingText } from '../text.ts'

type Quiz = Answer<typeof startQuiz>
type Result = Answer<typeof answerQuiz>

const Questions = ({ quiz, onResult }: { readonly quiz: Quiz; readonly onResult: (result: Result) => void }) => {
  const t = useText(trainingText)
  const say = useSay()
  const [chosen, setChosen] = useState<Readonly<Record<number, number>>>({})
  const [open, setOpen] = useState(false)
  const hand = useAct(answerQuiz, { refreshes: ['/courses', '/me'], onDone: onResult })
  const of = quiz.questions.length
  const send = () => {
    const answers = quiz.questions.map((_, place) => chosen[place] ?? -1)
    const whole = answers.every((one) => one >= 0)
    setOpen(!whole)
    if (whole) hand.press({ params: { tryId: quiz.tryId }, body: { answers } })
  }
  return (
    <>
      <p className="lb-sm lb-soft">{t.needed(say.number(quiz.needed), say.number(of))}</p>
      {quiz.questions.map(({ text, choices }, place) => (
        <Card key={place} label={t.question(say.number(place + 1), say.number(of))}>
          <ChoiceList
            name={`question-${place}`}
            legend={`${place + 1}. ${text}`}
            options={choices.map((title, value) => ({ value: String(value), title }))}
            {...(chosen[place] !== undefined && { value: String(chosen[place]) })}
            onChoose={(value) => setChosen({ ...chosen, [place]: Number(value) })}
          />
        </Card>
      ))}
      {open && (
        <Note tone="warn" icon="warn">
          <span role="alert">{t.unanswered}</span>
        </Note>
      )}
      {hand.refused && <RefusalLines error={hand.refused} />}
      <Button wide size="lg" busy={hand.busy} onClick={send}>
        {t.hand}
      </Button>
    </>
  )
}

const Outcome = ({ result, onAgain }: { readonly result: Result; readonly onAgain: () => void }) => {
  const t = useText(trainingText)
  const say = useSay()
  const { right, of, passed, toOn, triesLeft } = result
  const [r, o] = [say.number(right), say.number(of)]
  return (
    <EmptyState
      action={
        !passed && triesLeft > 0 ? (
          <Button onClick={onAgain}>{t.again}</Button>
        ) : (
          <ButtonLink href="/training">{t.toCourses}</ButtonLink>
        )
      }
    >
      <b role="status">{passed ? t.passed(r, o) : t.failed(r, o)}</b>
      <br />
      {passed ? toOn && t.toOn(toOn) : triesLeft > 0 ? t.tries(say.number(triesLeft)) : t.tomorrow}
    </EmptyState>
  )
}

export const QuizPage = ({ params: { courseId } }: { readonly params: { readonly courseId: string } }) => {
  const t = useText(trainingText)
  const say = useSay()
  const words = useWords()
  const courses = useQuery(query(listCourses, { query: {} }))
  const [result, setResult] = useState<Result>()
  const start = useAct(startQuiz, { onDone: () => setResult(undefined) })
  const begin = () => start.press({ params: { courseId }, body: {} })
  const again = () => {
    setResult(undefined)
    start.reset()
  }
  return (
    <ResidentPage title={t.quizTitle} back="/training">
      <Loaded from={courses} shape="page">
        {({ items }) => {
          const course = items.find(({ id }) => id === courseId)
          if (result) return <Outcome result={result} onAgain={again} />
          if (start.done) return <Questions quiz={start.done} onResult={setResult} />
          return (
            <Card>
              {course && <b>{words({ zh: course.zh, en: course.en || course.zh })}</b>}
              {course && <p className="lb-sm">{t.beginLine(say.number(course.mine.triesLeft))}</p>}
              {start.refused && <RefusalLines error={start.refused} />}
              <Button wide size="lg" busy={start.busy} onClick={begin}>
                {t.begin}
              </Button>
            </Card>
          )
        }}
      </Loaded>
    </ResidentPage>
  )
}
