// One session: joining and leaving, signing in by the code, and for who leads it the code itself and who comes.
import { useQuery } from '@tanstack/react-query'
import { useSearch } from 'wouter'
import { attendSession, getSession, markAttendance, showSessionCode } from '@linbang/contract/training-sessions'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import type { Answer } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, Facts, Note, Section } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { QrCard } from '../../../ui/qr-card.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { trainingText } from '../text.ts'
import { useSeatActs, useSeatWords } from './courses.tsx'

type Session = Answer<typeof getSession>
type Props = { readonly session: Session }

/** The code in the address comes from the QR; it still has to be sent by the person. */
const Attend = ({ session }: Props) => {
  const t = useText(trainingText)
  const code = new URLSearchParams(useSearch()).get('code') ?? ''
  const attend = useAct(attendSession, { refreshes: ['/courses'], onDone: () => toast(t.there) })
  return (
    <Card label={t.attend}>
      <Form
        schema={attendSession.body}
        label={t.attend}
        initial={{ code }}
        explain={(name) => (name === 'code' ? t.codeFault : undefined)}
        onSend={(body) => attend.send({ params: { sessionId: session.id }, body })}
      >
        {(form) => (
          <>
            <TextField
              name="code"
              label={t.code}
              hint={t.attendLine}
              inputMode="numeric"
              maxLength={6}
              autoComplete="off"
            />
            <Button type="submit" wide size="lg" busy={form.busy}>
              {t.attend}
            </Button>
          </>
        )}
      </Form>
    </Card>
  )
}

/** Asked anew when the half minute is over. */
const Code = ({ session }: Props) => {
  const t = useText(trainingText)
  const say = useSay()
  const now = useNow(1)
  const code = useQuery({
    ...query(showSessionCode, { params: { sessionId: session.id } }),
    gcTime: 0,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data ? state.data.lastsMillis + 250 : false),
  })
  return (
    <Card label={t.lead}>
      <Loaded from={code}>
        {({ svg, code: digits, lastsMillis, attended }) => (
          <>
            <QrCard
              svg={svg}
              label={t.codeLabel(digits)}
              title={t.leadLine}
              code={`${digits.slice(0, 3)} ${digits.slice(3)}`}
              secondsLeft={Math.max(1, Math.ceil((code.dataUpdatedAt + lastsMillis - now.getTime()) / 1000))}
            />
            <p className="lb-sm lb-soft">{t.count(say.number(attended), say.number(session.taken))}</p>
          </>
        )}
      </Loaded>
    </Card>
  )
}

const People = ({ session }: Props) => {
  const t = useText(trainingText)
  const say = useSay()
  const mark = useAct(markAttendance, { refreshes: ['/training-sessions'] })
  return (
    <Section title={t.people} more={say.number(session.people.length)}>
      {session.people.length === 0 && <p className="lb-sm lb-soft">{t.nobody}</p>}
      {mark.refused && <RefusalLines error={mark.refused} />}
      {session.people.map(({ personId, name, state, attendedHow }) => (
        <div key={personId} className="lb-row" data-between="">
          <span>
            {name} {attendedHow === 'hand' && <small className="lb-soft">{t.byHand}</small>}
          </span>
          <span className="lb-row" data-tight="">
            <Chip tone={state === 'attended' ? 'success' : 'neutral'}>{t.person[state]}</Chip>
            {state !== 'attended' && session.can.lead && (
              <Button
                kind="secondary"
                size="sm"
                busy={mark.busy}
                onClick={() => mark.press({ params: { sessionId: session.id }, body: { personId } })}
              >
                {t.mark}
                <span className="lb-sr">{name}</span>
              </Button>
            )}
          </span>
        </div>
      ))}
    </Section>
  )
}

const aroundMs = 30 * 60_000

const One = ({ session }: Props) => {
  const t = useText(trainingText)
  const say = useSay()
  const words = useWords()
  const now = useNow(30).getTime()
  const seatWords = useSeatWords()
  const acts = useSeatActs(session)
  const { startsAt, endsAt, place, areaName, leaderName, can, mine } = session
  const runs = startsAt.getTime() - aroundMs <= now && now <= endsAt.getTime() + aroundMs
  return (
    <>
      <Card>
        <b>{words({ zh: session.courseZh, en: session.courseEn || session.courseZh })}</b>
        <Facts
          plain
          facts={[
            { label: t.when, value: say.window(startsAt, endsAt) },
            { label: t.where, value: `${areaName} ${place}` },
            { label: t.leader, value: leaderName },
          ]}
        />
        <p className="lb-sm">{session.cancelReason ? t.cancelled(session.cancelReason) : seatWords(session)}</p>
      </Card>
      {acts.refused && <RefusalLines error={acts.refused} />}
      {can.lead && (runs ? <Code session={session} /> : <Note icon="clock">{t.notNow}</Note>)}
      {can.attend && (!can.lead || mine === 'seated') && <Attend session={session} />}
      {!can.attend && !can.lead && mine === 'seated' && <Note icon="clock">{t.notNow}</Note>}
      {can.join && !can.lead && (
        <Button wide size="lg" busy={acts.join.busy} onClick={acts.join.now}>
          {session.taken < session.seats ? t.join : t.wait}
        </Button>
      )}
      {can.leave && (
        <Button kind="quiet" wide busy={acts.leave.busy} onClick={acts.leave.now}>
          {t.leave}
        </Button>
      )}
      {can.lead && <People session={session} />}
    </>
  )
}

export const SessionPage = ({ params }: { readonly params: { readonly sessionId: string } }) => {
  const t = useText(trainingText)
  const session = useQuery({ ...query(getSession, { params }), refetchInterval: 30_000 })
  return (
    <ResidentPage title={t.session} back="/training">
      <Loaded from={session} shape="page">
        {(one) => <One session={one} />}
      </Loaded>
    </ResidentPage>
  )
}
