// Courses: what each demands and how long it holds, taken in and out of use; what services ask for and nobody teaches is named.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { changeCourse, listCourses } from '@linbang/contract/training'
import type { Course } from '@linbang/contract/training'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { ListTable } from '../../../ui/desk/list-table.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { useHoldingNames } from '../../volunteer-desk/holding-name.ts'
import { trainingDeskText } from '../desk-text.ts'
import { CourseDialog } from './course-dialog.tsx'
import { QuestionBank } from './question-bank.tsx'

type RowProps = { readonly course: Course; readonly onBank: () => void; readonly onChange: () => void }

const Acts = ({ course, onBank, onChange }: RowProps) => {
  const t = useText(trainingDeskText)
  const change = useAct(changeCourse)
  const { id: courseId, version, active } = course
  const turn = () => change.press({ params: { courseId }, body: { version, active: !active } })
  return (
    <div className="lb-row" data-tight="">
      <Button size="sm" kind="secondary" onClick={onBank}>
        {t.bankOpen}
      </Button>
      <Button size="sm" kind="quiet" onClick={onChange}>
        {t.change}
      </Button>
      <Button size="sm" kind="quiet" busy={change.busy} onClick={turn}>
        {active ? t.off : t.use}
      </Button>
      {change.refused && <RefusalLines error={change.refused} />}
    </div>
  )
}

type TableProps = {
  readonly items: readonly Course[]
  readonly onBank: (course: Course) => void
  readonly onChange: (course: Course) => void
}

const Table = ({ items, onBank, onChange }: TableProps) => {
  const t = useText(trainingDeskText)
  const say = useSay()
  const words = useWords()
  return (
    <ListTable
      label={t.tabs.courses}
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'course',
          title: t.columns.course,
          show: ({ zh, en, active }) => (
            <>
              {words({ zh, en: en || zh })} {!active && <Chip>{t.off}</Chip>}
            </>
          ),
        },
        { key: 'code', title: t.columns.code, show: ({ code }) => code },
        { key: 'level', title: t.columns.level, show: ({ level }) => t.levels[level] },
        {
          key: 'valid',
          title: t.columns.valid,
          show: ({ validMonths }) => (validMonths === null ? t.forever : t.months(say.number(validMonths))),
        },
        {
          key: 'quiz',
          title: t.columns.quiz,
          show: ({ questions, bank }) => (questions === 0 ? t.noQuiz : t.bank(say.number(questions), say.number(bank))),
        },
        {
          key: 'act',
          title: t.columns.act,
          quiet: true,
          show: (course) => <Acts course={course} onBank={() => onBank(course)} onChange={() => onChange(course)} />,
        },
      ]}
    />
  )
}

export const Courses = () => {
  const t = useText(trainingDeskText)
  const say = useSay()
  const { nameOf } = useHoldingNames()
  const courses = useQuery(query(listCourses, { query: {} }))
  const [changing, setChanging] = useState<Course | 'new'>()
  const [bank, setBank] = useState<Course>()
  return (
    <Panel
      label={t.tabs.courses}
      head={
        <>
          <span className="lb-grow" />
          <Button size="sm" icon="plus" onClick={() => setChanging('new')}>
            {t.add}
          </Button>
        </>
      }
    >
      <Loaded
        from={courses}
        shape="rows"
        empty={({ items, untaught }) =>
          items.length + untaught.length === 0 ? <EmptyState>{t.coursesEmpty}</EmptyState> : undefined
        }
      >
        {({ items, untaught }) => (
          <>
            {untaught.length > 0 && (
              <Note tone="warn" icon="info">
                {t.untaught(say.list(untaught.map((code) => `${nameOf('training', code)} (${code})`)))}
              </Note>
            )}
            <Table items={items} onBank={setBank} onChange={setChanging} />
          </>
        )}
      </Loaded>
      {changing && (
        <CourseDialog
          course={changing === 'new' ? undefined : changing}
          untaught={courses.data?.untaught ?? []}
          onClose={() => setChanging(undefined)}
        />
      )}
      {bank && <QuestionBank course={bank} onClose={() => setBank(undefined)} />}
    </Panel>
  )
}
