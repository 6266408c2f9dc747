// The question bank of one course: what is asked, what is right; a question is added or asked no more, never changed.
import { useQuery } from '@tanstack/react-query'
import { addQuestion, endQuestion, listQuestions } from '@linbang/contract/training'
import type { Course, CourseQuestion } from '@linbang/contract/training'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { trainingDeskText } from '../desk-text.ts'

type Props = { readonly course: Course; readonly onClose: () => void }
const places = [0, 1, 2, 3] as const

const One = ({ course, one }: Pick<Props, 'course'> & { readonly one: CourseQuestion }) => {
  const t = useText(trainingDeskText)
  const end = useAct(endQuestion)
  return (
    <li className="lb-stack">
      <b>{one.text}</b>
      <ul className="lb-stack">
        {one.choices.map((choice, place) => (
          <li key={choice}>
            {choice} {place === one.right && <Chip tone="success">{t.right}</Chip>}
          </li>
        ))}
      </ul>
      {end.refused && <RefusalLines error={end.refused} />}
      <Button
        size="sm"
        kind="quiet"
        busy={end.busy}
        onClick={() => end.press({ params: { courseId: course.id, questionId: one.id } })}
      >
        {t.drop}
        <span className="lb-sr">{one.text}</span>
      </Button>
    </li>
  )
}

/** Empty choices are left out; the right one is named by its place. */
const questionOf = (values: Record<string, unknown>) => ({
  text: values['text'],
  choices: places.map((place) => String(values[`choice${place}`] ?? '').trim()).filter(Boolean),
  right: Number(values['right'] ?? 0),
})

const Add = ({ course }: Pick<Props, 'course'>) => {
  const t = useText(trainingDeskText)
  const say = useSay()
  const add = useAct(addQuestion, { onDone: () => toast(t.done) })
  return (
    <Form
      schema={addQuestion.body}
      label={t.addQuestion}
      complete={questionOf}
      onSend={(body) => add.send({ params: { courseId: course.id }, body })}
    >
      {(form) => (
        <>
          <TextField name="text" label={t.question} maxLength={200} />
          {places.map((place) => (
            <TextField
              key={place}
              name={`choice${place}`}
              label={t.choice(say.number(place + 1))}
              maxLength={100}
              optional={place > 1}
            />
          ))}
          <Select name="right" label={t.rightOne}>
            {places.map((place) => (
              <option key={place} value={String(place)}>
                {t.choice(say.number(place + 1))}
              </option>
            ))}
          </Select>
          <Button type="submit" busy={form.busy}>
            {t.addQuestion}
          </Button>
        </>
      )}
    </Form>
  )
}

export const QuestionBank = ({ course, onClose }: Props) => {
  const t = useText(trainingDeskText)
  const questions = useQuery(query(listQuestions, { params: { courseId: course.id } }))
  return (
    <Dialog open onClose={onClose} title={t.bankTitle(course.zh)}>
      <div className="lb-stack">
        <Loaded from={questions} shape="rows">
          {({ items }) =>
            items.length === 0 ? (
              <p className="lb-soft">{t.bankEmpty}</p>
            ) : (
              <ul className="lb-stack">
                {items.map((one) => (
                  <One key={one.id} course={course} one={one} />
                ))}
              </ul>
            )
          }
        </Loaded>
        <Add key={questions.data?.items.length} course={course} />
      </div>
    </Dialog>
  )
}
