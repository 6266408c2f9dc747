// 我当志愿者: the badge and what I did, what I can do, when and where, a break, and leaving.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import * as z from 'zod/mini'
import { getMyVolunteer, leaveVolunteering, setAway } from '@linbang/contract/volunteers'
import type { Volunteer } from '@linbang/contract/volunteers'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { Refused } from '../../../kit/refused.ts'
import { momentOf } from '../../../kit/say.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card, CardLink, Figures, Note } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Dialog, Sheet } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { EmptyState, ErrorState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { accidentText } from '../../protection/accident-text.ts'
import { allowanceText } from '../../protection/allowance-text.ts'
import { MyCover } from '../../protection/phone/my-cover.tsx'
import { profileText } from '../profile-text.ts'
import { Holdings } from './holdings.tsx'
import { MyTime } from './my-time.tsx'
import './volunteers.css'

type Props = { readonly volunteer: Volunteer }

const Badge = ({ volunteer }: Props) => {
  const t = useText(profileText)
  const say = useSay()
  const { state, personId, callName, number, rating } = volunteer
  const ready = state === 'approved'
  return (
    <>
      <Card label={callName}>
        <div className="lb-row">
          <Portrait seed={personId} cap size={4} />
          <div className="lb-grow">
            <p className="lb-title">{callName}</p>
            <p className="lb-soft">
              {t.classes[volunteer.class]} · {t.number(number)}
            </p>
            <Chip icon={ready ? 'checkc' : 'info'} tone={ready ? 'success' : 'warn'}>
              {t.states[state]}
            </Chip>
          </div>
        </div>
      </Card>
      <Figures
        figures={[
          { value: say.hours(volunteer.minutesServed), label: t.served },
          { value: t.jobsValue(say.number(volunteer.jobsDone)), label: t.jobs },
          { value: rating === null ? t.noRating : say.decimal(rating, 1), label: t.rating },
        ]}
      />
    </>
  )
}

/** Why it does not go on yet, and what to do. */
const Standing = ({ volunteer: { state, reviewReason } }: Props) => {
  const t = useText(profileText)
  const why = reviewReason ?? t.noReason
  if (state === 'applied')
    return (
      <Note tone="info" icon="clock">
        {t.appliedLine}
      </Note>
    )
  if (state === 'paused')
    return (
      <Note tone="warn" icon="pause">
        {t.pausedLine(why)}
      </Note>
    )
  if (state === 'refused')
    return (
      <Note
        tone="warn"
        icon="info"
        action={
          <ButtonLink kind="quiet" href="/volunteer">
            {t.again}
          </ButtonLink>
        }
      >
        {t.refusedLine(why)}
      </Note>
    )
  return null
}

const AwayDays = z.object({ from: z.iso.date(), to: z.optional(z.union([z.iso.date(), z.literal('')])) })

const Away = ({ volunteer: { awayFrom, awayTo } }: Props) => {
  const t = useText(profileText)
  const say = useSay()
  const now = useNow(60)
  const [open, setOpen] = useState(false)
  const act = useAct(setAway, { refreshes: ['/offers'], onDone: () => setOpen(false) })
  const away = awayFrom !== null && (awayTo === null || now < awayTo)
  return (
    <>
      {act.refused && <ErrorState error={act.refused} />}
      {away ? (
        <Note
          tone="warn"
          icon="pause"
          title={awayTo ? t.awayNow(say.day(awayTo)) : t.awayOpen}
          action={
            <Button
              kind="quiet"
              busy={act.busy}
              onClick={() => {
                act.press({ body: { from: null, to: null } })
                toast(t.backDone)
              }}
            >
              {t.back}
            </Button>
          }
        >
          {t.awayLine}
        </Note>
      ) : (
        <CardLink icon="pause" tone="neutral" title={t.away} detail={t.awayLine} onClick={() => setOpen(true)} />
      )}
      <Sheet open={open} onClose={() => setOpen(false)} title={t.away}>
        <Form
          schema={AwayDays}
          draft="volunteer-away"
          initial={{ from: say.date(now) }}
          onSend={({ from, to }) =>
            act.send({ body: { from: momentOf(from, '00:00'), to: to ? momentOf(to, '23:59') : null } })
          }
        >
          {(form) => (
            <>
              <TextField name="from" type="date" label={t.awayFrom} />
              <TextField name="to" type="date" label={t.awayTo} />
              <Button type="submit" size="lg" wide busy={form.busy}>
                {t.awayGo}
              </Button>
            </>
          )}
        </Form>
      </Sheet>
    </>
  )
}

const Leave = ({ volunteer: { version } }: Props) => {
  const t = useText(profileText)
  const [asking, setAsking] = useState(false)
  const [, go] = useLocation()
  const act = useAct(leaveVolunteering, {
    refreshes: ['/offers'],
    onDone: () => {
      toast(t.left)
      go('/me')
    },
  })
  return (
    <>
      <Button kind="quiet" wide onClick={() => setAsking(true)}>
        {t.leave}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t.leaveTitle}
        actions={
          <>
            <Button kind="secondary" onClick={() => setAsking(false)}>
              {t.leaveKeep}
            </Button>
            <Button kind="danger" busy={act.busy} onClick={() => act.press({ body: { version } })}>
              {t.leaveGo}
            </Button>
          </>
        }
      >
        <p>{t.leaveLine}</p>
        {act.refused && <ErrorState error={act.refused} />}
      </Dialog>
    </>
  )
}

/** Hours, a break and leaving belong to who was accepted; before that there is only what was said at registration. */
const Profile = ({ volunteer }: Props) => {
  const t = useText(profileText)
  const accident = useText(accidentText)
  const allowance = useText(allowanceText)
  const accepted = volunteer.state === 'approved' || volunteer.state === 'paused'
  return (
    <>
      <Badge volunteer={volunteer} />
      <Standing volunteer={volunteer} />
      {accepted && (
        <>
          <CardLink href="/me/badge" icon="qr" title={t.badge} detail={t.badgeLine} />
          <CardLink href="/me/records" icon="clock" title={t.records} />
          <CardLink href="/training" icon="book" title={t.training} detail={t.trainingLine} />
          <CardLink href="/visits" icon="list" title={t.visits} />
          <MyCover />
          <Holdings volunteer={volunteer} />
          <MyTime volunteer={volunteer} />
          <Away volunteer={volunteer} />
          <CardLink href="/me/allowances" icon="coin" tone="neutral" title={allowance.title} detail={allowance.line} />
          <CardLink href="/accident" icon="warn" tone="neutral" title={accident.entry} detail={accident.entryLine} />
          <Leave volunteer={volunteer} />
        </>
      )}
    </>
  )
}

export const ProfilePage = () => {
  const t = useText(profileText)
  const mine = useQuery(query(getMyVolunteer))
  const nobody = mine.error instanceof Refused && mine.error.code === 'not_found'
  return (
    <ResidentPage title={t.title} back="/me">
      {nobody ? (
        <EmptyState action={<ButtonLink href="/volunteer">{t.join}</ButtonLink>}>{t.none}</EmptyState>
      ) : (
        <Loaded from={mine} shape="page">
          {(volunteer) => <Profile volunteer={volunteer} />}
        </Loaded>
      )}
    </ResidentPage>
  )
}
