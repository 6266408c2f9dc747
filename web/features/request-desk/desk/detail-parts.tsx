// The parts of one request: its course, its clock, who was asked, the visits, the calls.
import type { Due, Request, TimelineRow, VisitBrief } from '@linbang/contract/requests'
import type * as z from 'zod/mini'
import { getSheetPdf } from '@linbang/contract/visits'
import { addressOf } from '../../../kit/api.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { Timeline } from '../../../ui/timeline.tsx'
import { courseText } from '../course-text.ts'
import { deskText } from '../text.ts'
import { SheetWithDoor } from './sheet-with-door.tsx'

type Row = z.output<typeof TimelineRow>
type About = { readonly request: Request }
const wordOf = (words: Readonly<Record<string, string>>, code: string, other: string): string => words[code] ?? other

const useActor = () => {
  const t = useText(courseText)
  const desk = useText(deskText)
  return ({ actor, actorRole, onBehalfOf, channel }: Row): string =>
    [
      actor,
      actorRole ? wordOf(t.roles, actorRole, actorRole) : null,
      desk.channels[channel],
      onBehalfOf && onBehalfOf !== actor ? t.forWhom(onBehalfOf) : null,
    ]
      .filter(Boolean)
      .join(' · ')
}

export const Course = ({ request }: About) => {
  const t = useText(courseText)
  const say = useSay()
  const actor = useActor()
  const over = request.next.what === 'over'
  const last = request.timeline.length - 1
  return (
    <Panel label={t.course} title={t.course}>
      <div className="lb-panel-body">
        <Timeline
          label={t.course}
          steps={request.timeline.map((row, index) => ({
            id: row.id,
            title: wordOf(t.acts, row.act, t.otherAct),
            at: say.brief(row.occurredAt),
            detail: row.why ?? undefined,
            actor: actor(row),
            state: index === last && !over ? ('now' as const) : ('done' as const),
          }))}
        />
      </div>
    </Panel>
  )
}

const DueLine = ({ due }: { readonly due: z.output<typeof Due> }) => {
  const t = useText(courseText)
  const say = useSay()
  const moved = due.firstDueAt.getTime() !== due.dueAt.getTime()
  return (
    <li className="lb-desk-line">
      <span className="lb-grow">
        <b>{t.steps[due.step]}</b>
        <small>
          {due.metAt ? t.metAt(say.brief(due.metAt)) : t.dueAt(say.brief(due.dueAt))}
          {moved && ` · ${t.extended(say.brief(due.firstDueAt))}`}
        </small>
      </span>
      {due.late ? (
        <Chip icon="warn" tone={due.metAt ? 'warn' : 'danger'}>
          {due.metAt ? t.metLate : t.late}
        </Chip>
      ) : (
        due.metAt && (
          <Chip icon="check" tone="success">
            {say.clock(due.metAt)}
          </Chip>
        )
      )}
    </li>
  )
}

export const Dues = ({ request }: About) => {
  const t = useText(courseText)
  return (
    <Panel label={t.dues} title={t.dues}>
      <ul>
        {request.dues.map((due) => (
          <DueLine key={due.step} due={due} />
        ))}
      </ul>
    </Panel>
  )
}

export const Offers = ({ request }: About) => {
  const t = useText(courseText)
  const say = useSay()
  return (
    <Panel label={t.offers} title={t.offers}>
      {request.offers.length === 0 && <p className="lb-panel-body lb-soft">{t.noOffers}</p>}
      <ul>
        {request.offers.map((offer) => (
          <li key={offer.id} className="lb-desk-line">
            <Portrait seed={offer.personId ?? offer.id} cap size={2} />
            <span className="lb-grow">
              <b>{offer.name}</b>
              <small>
                {[t.wave(offer.wave), say.brief(offer.answeredAt ?? offer.sentAt), offer.declineReason]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </span>
            {offer.score !== null && <span className="lb-num lb-soft">{Math.round(offer.score)}</span>}
            <Chip tone={offer.state === 'accepted' ? 'success' : offer.state === 'declined' ? 'warn' : 'neutral'}>
              {wordOf(t.offerStates, offer.state, t.otherAct)}
            </Chip>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

type Visit = z.output<typeof VisitBrief>

export const VisitPart = ({ visit, past }: { readonly visit: Visit; readonly past?: boolean }) => {
  const t = useText(courseText)
  const say = useSay()
  const title = past ? t.pastVisits : t.visit
  const pdf = addressOf(getSheetPdf, { params: { visitId: visit.id } })
  return (
    <Panel
      label={title}
      title={title}
      head={
        <>
          <Chip tone="primary">{wordOf(t.visitStates, visit.state, t.otherAct)}</Chip>
          <span className="lb-sm lb-soft">{say.window(visit.plannedFrom, visit.plannedTo)}</span>
        </>
      }
      foot={
        <>
          <ButtonLink kind="secondary" size="sm" icon="printer" href={pdf} target="_blank" rel="noreferrer">
            {visit.sheetNumber ? `${t.sheet} ${visit.sheetNumber}` : t.sheetEmpty}
          </ButtonLink>
          <ButtonLink kind="quiet" size="sm" href={`${pdf}?large=true`} target="_blank" rel="noreferrer">
            {t.sheetLarge}
          </ButtonLink>
          <SheetWithDoor visitId={visit.id} />
        </>
      }
    >
      <ul>
        {visit.helpers.map((helper) => (
          <li key={helper.personId} className="lb-desk-line">
            <Portrait seed={helper.personId} cap size={2.5} />
            <span className="lb-grow">
              <b>{helper.callName}</b>
              <small>
                {[
                  helper.organisationName,
                  helper.badgeNumber,
                  helper.arrivesAt && !helper.checkedInAt && `${t.helperTimes.arrives} ${say.brief(helper.arrivesAt)}`,
                  helper.checkedInAt && `${t.helperTimes.checkedIn} ${say.brief(helper.checkedInAt)}`,
                  helper.finishedAt && `${t.helperTimes.finished} ${say.brief(helper.finishedAt)}`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </span>
            <Chip>{wordOf(t.visitStates, helper.state, t.otherAct)}</Chip>
          </li>
        ))}
      </ul>
      {visit.meetingCode && (
        <p className="lb-desk-code">
          <span>{t.meetingCode}</span>
          <b className="lb-num">{visit.meetingCode}</b>
        </p>
      )}
    </Panel>
  )
}

export const Calls = ({ request }: About) => {
  const t = useText(courseText)
  const say = useSay()
  const calls = request.timeline.filter(({ act }) => act === 'call_reached' || act === 'call_missed')
  return (
    <Panel label={t.calls} title={t.calls}>
      {request.rating && (
        <div className="lb-desk-line">
          <span className="lb-grow">
            <b>{wordOf(t.satisfaction as Readonly<Record<string, string>>, String(request.rating.satisfaction), '')}</b>
            <small>{[say.brief(request.rating.at), request.rating.words].filter(Boolean).join(' · ')}</small>
          </span>
          <Chip tone={request.rating.solved ? 'success' : 'danger'}>
            {request.rating.solved ? t.solved : t.notSolved}
          </Chip>
        </div>
      )}
      {calls.length === 0 && !request.rating && <p className="lb-panel-body lb-soft">{t.noCalls}</p>}
      <ul>
        {calls.map((call) => (
          <li key={call.id} className="lb-desk-line">
            <span className="lb-grow">
              <b>{call.act === 'call_reached' ? t.callReached : t.callMissed}</b>
              <small>{[say.brief(call.occurredAt), call.actor, call.why].filter(Boolean).join(' · ')}</small>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
