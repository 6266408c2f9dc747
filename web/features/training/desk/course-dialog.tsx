// A course written or changed: its names, how long it takes and holds, and how it is examined.
import { addCourse, changeCourse, CourseFields, CourseLevel } from '@linbang/contract/training'
import type { Course } from '@linbang/contract/training'
import { useAct } from '../../../kit/act.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select, TextArea, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.tsx'
import { trainingDeskText } from '../desk-text.ts'

const Fields = () => {
  const t = useText(trainingDeskText)
  const whole = { kind: 'number', inputMode: 'numeric' } as const
  return (
    <>
      <div className="lb-two">
        <TextField name="zh" label={t.zh} maxLength={60} />
        <TextField name="en" label={t.en} maxLength={80} optional />
      </div>
      <div className="lb-two">
        <Select name="level" label={t.level}>
          {CourseLevel.options.map((level) => (
            <option key={level} value={level}>
              {t.levels[level]}
            </option>
          ))}
        </Select>
        <TextField name="issuer" label={t.issuer} maxLength={60} />
      </div>
      <TextArea name="about" label={t.about} rows={2} maxLength={500} optional />
      <div className="lb-two">
        <TextField name="minutes" label={t.minutes} {...whole} />
        <TextField name="validMonths" label={t.validMonths} hint={t.validHint} optional {...whole} />
      </div>
      <div className="lb-two">
        <TextField name="questions" label={t.questions} hint={t.questionsHint} {...whole} />
        <TextField name="passPercent" label={t.passPercent} {...whole} />
      </div>
      <TextField name="triesADay" label={t.triesADay} optional {...whole} />
    </>
  )
}

type Props = {
  readonly course: Course | undefined
  readonly untaught: readonly string[]
  readonly onClose: () => void
}

export const CourseDialog = ({ course, untaught, onClose }: Props) => {
  const t = useText(trainingDeskText)
  const done = {
    onDone: () => {
      toast(t.done)
      onClose()
    },
  }
  const [add, change] = [useAct(addCourse, done), useAct(changeCourse, done)]
  const text = (value: number | null) => (value === null ? '' : String(value))
  if (!course)
    return (
      <Dialog open onClose={onClose} title={t.addTitle}>
        <Form
          schema={addCourse.body}
          label={t.addTitle}
          draft="training-course"
          initial={{ code: untaught[0] ?? '', passPercent: '80', triesADay: '3', questions: '0' }}
          onSend={(body) => add.send({ body })}
        >
          {(form) => (
            <>
              <TextField name="code" label={t.code} hint={t.codeHint} maxLength={40} />
              <Fields />
              <Button type="submit" busy={form.busy}>
                {t.keep}
              </Button>
            </>
          )}
        </Form>
      </Dialog>
    )
  return (
    <Dialog open onClose={onClose} title={course.zh}>
      <Form
        schema={CourseFields}
        label={course.zh}
        initial={{
          zh: course.zh,
          en: course.en,
          level: course.level,
          issuer: course.issuer,
          about: course.about,
          minutes: text(course.minutes),
          validMonths: text(course.validMonths),
          questions: text(course.questions),
          passPercent: text(course.passPercent),
          triesADay: text(course.triesADay),
        }}
        onSend={({ en = '', about = '', validMonths = null, ...body }) =>
          change.send({
            params: { courseId: course.id },
            body: { ...body, en, about, validMonths, version: course.version },
          })
        }
      >
        {(form) => (
          <>
            <Fields />
            <Button type="submit" busy={form.busy}>
              {t.keep}
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  )
}
