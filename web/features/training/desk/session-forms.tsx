// The forms around a session: planning it, changing place and seats, calling it off, telling a team.
import { useQuery } from '@tanstack/react-query'
import { addSession, cancelSession, changeSession, inviteToSession } from '@linbang/contract/training-sessions'
import { listCourses } from '@linbang/contract/training'
import type { TrainingSession } from '@linbang/contract/training-sessions'
import { listTeams } from '@linbang/contract/teams'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select, TextArea, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { doneIn, toast } from '../../../ui/toast.tsx'
import { trainingDeskText } from '../desk-text.ts'

type Closing = { readonly onClose: () => void }
type Props = Closing & { readonly one: TrainingSession }
const refreshes = ['/courses', '/training-sessions']

export const PlanSession = ({ onClose }: Closing) => {
  const t = useText(trainingDeskText)
  const words = useWords()
  const areaId = useDeskAreaId(useSignedIn())
  const courses = useQuery(query(listCourses, { query: {} }))
  const plan = useAct(addSession, { refreshes, onDone: doneIn(onClose, t.done) })
  return (
    <Dialog open onClose={onClose} title={t.planTitle}>
      <Form
        schema={addSession.body}
        label={t.planTitle}
        draft="training-session"
        complete={(values) => ({ ...values, areaId })}
        onSend={(body) => plan.send({ body })}
      >
        {(form) => (
          <>
            <Select name="courseId" label={t.course}>
              <option value="">{t.choose}</option>
              {courses.data?.items
                .filter(({ active }) => active)
                .map(({ id, zh, en }) => (
                  <option key={id} value={id}>
                    {words({ zh, en: en || zh })}
                  </option>
                ))}
            </Select>
            <TextField name="place" label={t.place} maxLength={80} />
            <TextField name="startsAt" kind="moment" type="datetime-local" label={t.starts} />
            <div className="lb-two">
              <TextField name="seats" kind="number" inputMode="numeric" label={t.seats} />
              <TextField
                name="minutes"
                kind="number"
                inputMode="numeric"
                label={t.minutes}
                hint={t.minutesHint}
                optional
              />
            </div>
            <Button type="submit" busy={form.busy}>
              {t.save}
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  )
}

export const ChangeSession = ({ one, onClose }: Props) => {
  const t = useText(trainingDeskText)
  const change = useAct(changeSession, { refreshes, onDone: doneIn(onClose, t.done) })
  return (
    <Dialog open onClose={onClose} title={t.changeTitle}>
      <Form
        schema={changeSession.body}
        label={t.changeTitle}
        initial={{ place: one.place, seats: String(one.seats) }}
        complete={(values) => ({ ...values, version: one.version })}
        onSend={(body) => change.send({ params: { sessionId: one.id }, body })}
      >
        {(form) => (
          <>
            <TextField name="place" label={t.place} maxLength={80} />
            <TextField name="seats" kind="number" inputMode="numeric" label={t.seats} hint={t.changeHint} />
            <Button type="submit" busy={form.busy}>
              {t.keep}
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  )
}

export const CancelSession = ({ one, onClose }: Props) => {
  const t = useText(trainingDeskText)
  const cancel = useAct(cancelSession, { refreshes, onDone: doneIn(onClose, t.done) })
  return (
    <Dialog open onClose={onClose} title={t.cancelTitle}>
      <Form
        schema={cancelSession.body}
        label={t.cancelTitle}
        onSend={(body) => cancel.send({ params: { sessionId: one.id }, body })}
      >
        {(form) => (
          <>
            <TextArea name="reason" label={t.reason} hint={t.cancelHint} rows={2} maxLength={200} />
            <Button type="submit" kind="danger" busy={form.busy}>
              {t.cancel}
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  )
}

export const InviteTeam = ({ one, onClose }: Props) => {
  const t = useText(trainingDeskText)
  const say = useSay()
  const areaId = useDeskAreaId(useSignedIn())
  const teams = useQuery(query(listTeams, { query: { areaId, limit: '100' } }))
  const invite = useAct(inviteToSession, {
    onDone: ({ told }) => {
      toast(t.told(say.number(told)))
      onClose()
    },
  })
  return (
    <Dialog open onClose={onClose} title={t.inviteTitle}>
      <Form
        schema={inviteToSession.body}
        label={t.inviteTitle}
        onSend={(body) => invite.send({ params: { sessionId: one.id }, body })}
      >
        {(form) => (
          <>
            <Select name="teamId" label={t.team}>
              <option value="">{t.chooseTeam}</option>
              {teams.data?.items.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
            <Button type="submit" busy={form.busy}>
              {t.invite}
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  )
}
