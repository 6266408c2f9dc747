// Courses: what each is good for, where I stand, and the sessions to come. From a job that asks for one, that one alone.
import { useQuery } from '@tanstack/react-query'
import { useSearch } from 'wouter'
import { joinSession, leaveSession } from '@linbang/contract/training-sessions'
import { listCourses } from '@linbang/contract/training'
import type { Course } from '@linbang/contract/training'
import type { TrainingSession } from '@linbang/contract/training-sessions'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card, CardLink, Note, Section } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { trainingText } from '../text.ts'

const tones = { none: 'neutral', attended: 'warn', passed: 'success', expired: 'danger' } as const
const refreshes = ['/courses', '/training-sessions']

export const useSeatActs = (session: Pick<TrainingSession, 'id'>) => {
  const t = useText(trainingText)
  const params = { sessionId: session.id }
  const join = useAct(joinSession, {
    refreshes,
    onDone: ({ mine }) => toast(mine === 'waiting' ? t.queued : t.joined),
  })
  const leave = useAct(leaveSession, { refreshes, onDone: () => toast(t.leftNow) })
  return {
    join: { ...join, now: () => join.press({ params, body: {} }) },
    leave: { ...leave, now: () => leave.press({ params, body: {} }) },
    refused: join.refused ?? leave.refused,
  }
}

/** How it stands with the seats, and one's own. */
export const useSeatWords = () => {
  const t = useText(trainingText)
  const say = useSay()
  return ({ seats, taken, waiting, mine }: TrainingSession): string =>
    mine !== null && mine !== 'left'
      ? t.mine[mine]
      : taken < seats
        ? t.seats(say.number(seats - taken))
        : t.full(say.number(waiting))
}

const SessionRow = ({ session }: { readonly session: TrainingSession }) => {
  const t = useText(trainingText)
  const say = useSay()
  const seatWords = useSeatWords()
  const acts = useSeatActs(session)
  const { id, startsAt, endsAt, place, seats, taken, can } = session
  const when = say.window(startsAt, endsAt)
  return (
    <div className="lb-stack">
      <CardLink
        href={`/training/sessions/${id}`}
        icon="calendar"
        title={when}
        detail={`${place} · ${seatWords(session)}`}
      />
      {acts.refused && <RefusalLines error={acts.refused} />}
      {can.join && (
        <Button kind="secondary" wide busy={acts.join.busy} onClick={acts.join.now}>
          {taken < seats ? t.join : t.wait}
          <span className="lb-sr">{when}</span>
        </Button>
      )}
    </div>
  )
}

const CourseCard = ({ course }: { readonly course: Course }) => {
  const t = useText(trainingText)
  const say = useSay()
  const words = useWords()
  const { mine, opens, sessions, questions, passPercent, minutes, issuer, level, about, can } = course
  const name = words({ zh: course.zh, en: course.en || course.zh })
  return (
    <Card label={name}>
      <div className="lb-row" data-between="">
        <b>{name}</b>
        <Chip icon={mine.state === 'passed' ? 'checkc' : 'book'} tone={tones[mine.state]}>
          {t.state[mine.state]}
        </Chip>
      </div>
      <p className="lb-sm lb-soft">
        {t.level[level]} · {t.facts(say.duration(minutes), issuer)}
        {mine.toOn && mine.state === 'passed' && ` · ${t.toOn(mine.toOn)}`}
      </p>
      {about && <p className="lb-sm">{about}</p>}
      {opens.length > 0 && <p className="lb-sm">{t.opens(say.list(opens.map((one) => words(one))))}</p>}
      {questions > 0 && <p className="lb-sm lb-soft">{t.quizLine(say.number(questions), say.number(passPercent))}</p>}
      {can.quiz && (
        <ButtonLink wide icon="pen" href={`/training/${course.id}/quiz`}>
          {t.quiz}
        </ButtonLink>
      )}
      {mine.state === 'passed' && sessions.length === 0 ? null : (
        <Section title={t.sessions}>
          {sessions.length === 0 && <p className="lb-sm lb-soft">{t.noSessions}</p>}
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </Section>
      )}
    </Card>
  )
}

export const CoursesPage = () => {
  const t = useText(trainingText)
  const code = new URLSearchParams(useSearch()).get('code')
  const courses = useQuery(query(listCourses, { query: code ? { code } : {} }))
  return (
    <ResidentPage title={t.title} back={code ? '/help' : '/me/volunteer'}>
      {code && (
        <Note
          icon="info"
          title={t.only}
          action={
            <ButtonLink kind="quiet" href="/training">
              {t.all}
            </ButtonLink>
          }
        />
      )}
      <Loaded
        from={courses}
        shape="rows"
        empty={({ items }) => (items.length === 0 ? <EmptyState>{t.empty}</EmptyState> : undefined)}
      >
        {({ items }) => items.map((course) => <CourseCard key={course.id} course={course} />)}
      </Loaded>
    </ResidentPage>
  )
}
