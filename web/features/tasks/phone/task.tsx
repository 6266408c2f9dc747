// One job before the yes: roughly where, what, what it brings, what it asks for, how it is made safe, and why this person.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { getOffer, getTask } from '@linbang/contract/dispatch'
import type { Offer } from '@linbang/contract/dispatch'
import { getFile } from '@linbang/contract/files'
import { listStaff } from '@linbang/contract/partners'
import { listVisits } from '@linbang/contract/visits'
import { addressOf, query } from '../../../kit/api.ts'
import { Refused } from '../../../kit/refused.ts'
import { holds, useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card, Figures, Note, Points } from '../../../ui/card.tsx'
import type { Point } from '../../../ui/card.tsx'
import { ChoiceList } from '../../../ui/choice.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { EmptyState, ErrorState, Loaded } from '../../../ui/states.tsx'
import { UrgencyChip } from '../../../ui/status.tsx'
import { shortName } from '../../requests/phone/service-look.ts'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { tasksText } from '../text.ts'
import { useClaim } from './claim.ts'
import { DeclineSheet } from './decline-sheet.tsx'
import { TaskPlace } from './task-place.tsx'
import { useAsWhom, useTaskWords, useWhyNot, walkMinutes } from './task-words.ts'
import './tasks.css'

const Gain = ({ offer }: { readonly offer: Offer }) => {
  const t = useText(tasksText)
  const say = useSay()
  const { metres, minutes, gain, organisationId, free } = offer
  const brings = organisationId
    ? free
      ? { value: t.gainFree, label: t.priceFree }
      : gain.points > 0
        ? { value: t.gainPoints(say.number(gain.points)), label: t.price }
        : gain.priceCents !== null && { value: say.money(gain.priceCents), label: t.price }
    : gain.points > 0
      ? { value: t.gainPoints(say.number(gain.points)), label: t.afterDone }
      : gain.minutes > 0 && { value: say.duration(gain.minutes), label: t.bankDone }
  return (
    <Figures
      figures={[
        ...(metres === null ? [] : [{ value: say.distance(metres), label: t.walk(say.duration(walkMinutes(metres))) }]),
        { value: say.duration(minutes), label: organisationId ? t.onePayment : t.oneService },
        ...(brings ? [brings] : []),
      ]}
    />
  )
}

const usePoints = (offer: Offer): readonly Point[] => {
  const t = useText(tasksText)
  const task = useTaskWords()
  const lacks = offer.whyNot.some(({ reason }) => reason.startsWith('certificate') || reason.startsWith('training'))
  const icons = { meeting_code: 'hand', two_people: 'users', sensitive: 'lock', insurance: 'shield' } as const
  const why = task.reasons(offer)
  return [
    { icon: 'calendar', title: task.when(offer) ?? t.noWindow },
    ...(offer.needs.length > 0
      ? [{ icon: 'shield' as const, title: t.needs(task.needs(offer)), detail: lacks ? t.needsLack : t.needsHave }]
      : []),
    ...(why.length > 0 ? [{ icon: 'checkc' as const, title: t.why, detail: why.join(' · ') }] : []),
    ...offer.safety.flatMap((code) =>
      code in icons
        ? [
            {
              icon: icons[code as keyof typeof icons],
              title: t.safety[code as keyof typeof icons],
              detail: t.safetyMore[code as keyof typeof icons],
            },
          ]
        : [],
    ),
    { icon: 'eye', title: t.seen, detail: t.seenLine },
  ]
}

const Photos = ({ ids }: { readonly ids: readonly string[] }) => {
  const t = useText(tasksText)
  if (ids.length === 0) return null
  return (
    <Card label={t.photos}>
      <div className="lb-tasks-photos">
        {ids.map((fileId, index) => (
          <a key={fileId} href={addressOf(getFile, { params: { fileId } })}>
            <img src={addressOf(getFile, { params: { fileId } })} alt={t.photo(index + 1)} />
          </a>
        ))}
      </div>
    </Card>
  )
}

const WhyNot = ({ offer }: { readonly offer: Offer }) => {
  const t = useText(tasksText)
  const whyNot = useWhyNot()
  const reasons = [...new Set(whyNot(offer))]
  if (offer.canClaim || reasons.length === 0) return null
  const lacks = offer.whyNot.find(({ reason }) => reason.startsWith('training'))?.code?.split(' ')[0]
  return (
    <Note tone="warn" icon="info" title={t.whyNot}>
      <ul className="lb-stack">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {lacks && (
        <ButtonLink kind="secondary" icon="book" href={`/training?code=${encodeURIComponent(lacks)}`}>
          {t.learn}
        </ButtonLink>
      )}
    </Note>
  )
}

const Task = ({ offer }: { readonly offer: Offer }) => {
  const t = useText(tasksText)
  const say = useSay()
  const words = useWords()
  const task = useTaskWords()
  const whom = useAsWhom()(offer)
  const points = usePoints(offer)
  return (
    <>
      <TaskPlace offer={offer} />
      <div className="lb-row" data-tight="">
        <UrgencyChip urgency={offer.urgency} when={task.when(offer)} />
        {offer.free && (
          <Chip icon="checkc" tone="success">
            {offer.organisationId ? t.gainFree : t.freeJob}
          </Chip>
        )}
        {whom && <Chip icon="building">{whom}</Chip>}
        {offer.helpers > 1 && (
          <Chip icon="users">{t.helpers(say.number(offer.helpers), say.number(offer.helpersMissing))}</Chip>
        )}
      </div>
      <h2 className="lb-title">{words(shortName({ zh: offer.serviceZh, en: offer.serviceEn }))}</h2>
      {offer.description && <p className="lb-soft">{say.quote(offer.description)}</p>}
      <p className="lb-sr">{task.place(offer)}</p>
      <WhyNot offer={offer} />
      <Gain offer={offer} />
      <Photos ids={offer.photoIds} />
      <Card>
        <Points points={points} />
      </Card>
    </>
  )
}

/** Who of the organisation goes; only its managers may name another. */
const WhoGoes = ({
  organisationId,
  onChoose,
}: {
  readonly organisationId: string
  readonly onChoose: (personId: string) => void
}) => {
  const t = useText(tasksText)
  const me = useSignedIn()
  const staff = useQuery(query(listStaff, { params: { organisationId } }))
  const others = (staff.data?.items ?? []).filter(({ personId }) => personId !== me.personId)
  if (others.length === 0) return null
  return (
    <Card>
      <ChoiceList
        name="staff"
        legend={t.who}
        initial={me.personId}
        options={[
          { value: me.personId, title: t.whoMe },
          ...others.map(({ personId, name, callName }) => ({ value: personId, title: name, help: callName })),
        ]}
        onChoose={onChoose}
      />
    </Card>
  )
}

/** Not to be had any more: said kindly, with the next thing to do. */
const Over = ({ offer }: { readonly offer: Offer | undefined }) => {
  const t = useText(tasksText)
  const visits = useQuery({
    ...query(listVisits, { query: { mine: 'true', state: 'open' } }),
    enabled: offer?.takenBy === 'me',
  })
  const mine = visits.data?.items.find(({ requestId }) => requestId === offer?.requestId)
  if (offer?.takenBy === 'me')
    return (
      <EmptyState action={<ButtonLink href={mine ? `/visits/${mine.id}` : '/visits'}>{t.toVisit}</ButtonLink>}>
        {t.youTook}
      </EmptyState>
    )
  return (
    <EmptyState action={<ButtonLink href="/help">{t.seeOthers}</ButtonLink>}>
      <b>{offer ? t.taken : t.gone}</b>
      <br />
      {offer ? t.takenLine : t.goneLine}
    </EmptyState>
  )
}

const Foot = ({
  offer,
  busy,
  onHelp,
  onDecline,
}: {
  readonly offer: Offer
  readonly busy: boolean
  readonly onHelp: () => void
  readonly onDecline: () => void
}) => {
  const t = useText(tasksText)
  const say = useSay()
  const waiting = offer.invited && (offer.state === 'sent' || offer.state === 'seen')
  return (
    <>
      {waiting && offer.replyBy && (
        <p>
          <Icon name="clock" size="sm" />
          {t.replyBy(say.by(offer.replyBy))}
        </p>
      )}
      {waiting && (
        <Button kind="secondary" size="lg" onClick={onDecline}>
          {t.decline}
        </Button>
      )}
      {offer.canClaim && (
        <Button size="lg" busy={busy} onClick={onHelp}>
          {t.help}
        </Button>
      )}
    </>
  )
}

type TaskQuery = ReturnType<typeof useTask>
const useOffer = (offerId: string) => useQuery(query(getOffer, { params: { offerId } }))
const useTask = (requestId: string) => {
  const organisationId = new URLSearchParams(useSearch()).get('as')
  return useQuery(query(getTask, { params: { requestId }, query: organisationId ? { organisationId } : {} }))
}

const Page = ({ from }: { readonly from: TaskQuery }) => {
  const t = useText(tasksText)
  const me = useSignedIn()
  const claim = useClaim()
  const [, go] = useLocation()
  const [declining, setDeclining] = useState(false)
  const [staffPersonId, setStaff] = useState<string>()
  const offer = from.data
  const missing = from.error instanceof Refused && from.error.code === 'not_found'
  const open = offer !== undefined && offer.takenBy === null
  const names = offer?.organisationId && holds(me, 'org_manager')
  const help = () => offer && claim.press(offer, names ? (staffPersonId ?? me.personId) : undefined)
  const acts = open && (offer.canClaim || offer.invited)
  return (
    <ResidentPage
      title={t.task}
      back="/help"
      foot={acts && <Foot offer={offer} busy={claim.busy} onHelp={help} onDecline={() => setDeclining(true)} />}
    >
      {claim.refused && <ErrorState error={claim.refused} onRetry={help} />}
      {missing && !offer ? (
        <Over offer={undefined} />
      ) : (
        <Loaded from={from} shape="page">
          {(shown) =>
            shown.takenBy === null ? (
              <>
                <Task offer={shown} />
                {names && shown.organisationId && <WhoGoes organisationId={shown.organisationId} onChoose={setStaff} />}
              </>
            ) : (
              <Over offer={shown} />
            )
          }
        </Loaded>
      )}
      {declining && offer?.id && (
        <DeclineSheet offerId={offer.id} onClose={() => setDeclining(false)} onDone={() => go('/help')} />
      )}
    </ResidentPage>
  )
}

export const OfferPage = ({ params }: { readonly params: { readonly offerId: string } }) => (
  <Page from={useOffer(params.offerId)} />
)
export const TaskPage = ({ params }: { readonly params: { readonly requestId: string } }) => (
  <Page from={useTask(params.requestId)} />
)
