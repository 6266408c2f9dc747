// One request as staff see it: what it is, whose turn it is and until when, everything that may be done, everything that was.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { getRequest } from '@linbang/contract/requests'
import type { Request } from '@linbang/contract/requests'
import { query } from '../../../kit/api.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Facts } from '../../../ui/card.tsx'
import type { Fact } from '../../../ui/card.tsx'
import { IconBox } from '../../../ui/icon.tsx'
import type { IconName } from '../../../ui/icon.tsx'
import { DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { MarkChip, StatusChip, UrgencyChip } from '../../../ui/status.tsx'
import { peopleText } from '../../people/text.ts'
import { actText } from '../act-text.ts'
import { listText } from '../list-text.ts'
import { deskText } from '../text.ts'
import { ActDrawer } from './act-drawer.tsx'
import { isHard, verbsOf } from './acts.ts'
import type { Verb } from './acts.ts'
import { CallBackDrawer } from './call-back.tsx'
import { Calls, Course, Dues, Offers, VisitPart } from './detail-parts.tsx'
import { Files, WhoWhere } from './who-where.tsx'
import './request-desk.css'

export const RequestPage = ({ params }: { readonly params: { readonly requestId: string } }) => {
  const list = useText(listText)
  const words = useWords()
  const request = useQuery(query(getRequest, { params }))
  const one = request.data
  const title = one ? one.description || words({ zh: one.serviceZh, en: one.serviceEn }) : list.list
  return (
    <DeskPage
      title={title}
      crumbs={[{ href: '/desk/requests', label: list.list }]}
      beside={one && <Marks request={one} />}
      actions={
        one?.can.dispatch && (
          <ButtonLink icon="target" href={`/desk/board?request=${one.id}`}>
            {list.dispatch}
          </ButtonLink>
        )
      }
    >
      <Loaded from={request} shape="page">
        {(loaded) => <Whole request={loaded} />}
      </Loaded>
    </DeskPage>
  )
}

const Marks = ({ request }: { readonly request: Request }) => {
  const onSite = request.visit?.helpers.some(({ checkedInAt }) => checkedInAt !== null) ?? false
  return (
    <>
      <StatusChip state={request.state} onSite={onSite} staff />
      <UrgencyChip urgency={request.urgency} />
      {request.late && <MarkChip mark="late" staff />}
      {request.escalatedTo && <MarkChip mark="escalated" staff />}
      {request.pausedUntil && <MarkChip mark="paused" staff />}
    </>
  )
}

const Whole = ({ request }: { readonly request: Request }) => (
  <div className="lb-desk-request">
    <div className="lb-desk-column">
      <Next request={request} />
      <What request={request} />
      <Files request={request} />
      <Course request={request} />
    </div>
    <div className="lb-desk-column">
      <WhoWhere request={request} />
      {request.visit && <VisitPart visit={request.visit} />}
      <Dues request={request} />
      <Offers request={request} />
      <Calls request={request} />
      {request.pastVisits.map((visit) => (
        <VisitPart key={visit.id} visit={visit} past />
      ))}
    </div>
  </div>
)

/** What happens next, and the buttons for it. */
const Next = ({ request }: { readonly request: Request }) => {
  const t = useText(deskText)
  const act = useText(actText)
  const say = useSay()
  const [open, setOpen] = useState<Verb | 'callBack'>()
  const verbs = verbsOf(request)
  const { what, by, asking } = request.next
  return (
    <Panel label={t.nextTitle}>
      <div className="lb-desk-next">
        <IconBox name={request.icon as IconName} tone={request.late ? 'danger' : 'primary'} />
        <div className="lb-grow">
          <p className="lb-heading">{t.next[what]}</p>
          <p className="lb-sm lb-soft">
            {[by && t.nextBy(say.brief(by)), by && say.left(by), asking > 0 && t.askingNow(asking)]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
      </div>
      {verbs.length > 0 || request.can.callBack ? (
        <div className="lb-panel-foot" role="group" aria-label={act.title}>
          {request.can.callBack && (
            <Button icon="phone" size="sm" onClick={() => setOpen('callBack')}>
              {act.verbs.callBack}
            </Button>
          )}
          {verbs.map((verb) => (
            <Button
              key={verb}
              kind={isHard(verb) ? 'danger-line' : verb === 'look' || verb === 'rule' ? 'main' : 'secondary'}
              size="sm"
              onClick={() => setOpen(verb)}
            >
              {act.verbs[verb]}
            </Button>
          ))}
        </div>
      ) : (
        <p className="lb-panel-foot lb-soft">{act.none}</p>
      )}
      {open === 'callBack' && <CallBackDrawer request={request} onClose={() => setOpen(undefined)} />}
      {open && open !== 'callBack' && (
        <ActDrawer key={open} verb={open} request={request} onClose={() => setOpen(undefined)} />
      )}
    </Panel>
  )
}

const useFacts = (request: Request): readonly Fact[] => {
  const t = useText(deskText)
  const people = useText(peopleText)
  const say = useSay()
  const words = useWords()
  const tag = request.freeBecause
  const tags: Readonly<Record<string, string>> = people.tagNames
  const facts: (Fact | null)[] = [
    { label: t.number, value: <span className="lb-num">{request.number}</span> },
    {
      label: t.serviceOf,
      value: words({ zh: request.serviceZh, en: request.serviceEn }),
      detail: `${t.kinds[request.kind]} · ${t.minutes} ${say.duration(request.minutes)}`,
    },
    request.description ? { label: t.said, value: request.description } : null,
    { label: t.window, value: request.window ? say.window(request.window.from, request.window.to) : t.asap },
    {
      label: t.channel,
      value: t.channels[request.channel],
      detail: [say.dateTime(request.reportedAt), request.enteredBy && t.enteredBy(request.enteredBy)]
        .filter(Boolean)
        .join(' · '),
    },
    {
      label: t.owner,
      value: request.ownerName ?? t.noOwner,
      detail: request.escalatedTo ? t.escalated(request.escalatedTo) : undefined,
    },
    {
      label: t.cost,
      value: tag ? t.freeBecause(tags[tag] ?? tag) : t.settlements[request.settlement],
      detail: request.priceCents ? say.money(request.priceCents) : undefined,
    },
    request.providerName ? { label: t.provider, value: request.providerName } : null,
    request.pausedUntil ? { label: t.nextTitle, value: t.pausedUntil(say.brief(request.pausedUntil)) } : null,
    request.reason ? { label: t.reason, value: request.reason } : null,
    request.duplicateOf
      ? {
          label: t.duplicateOf,
          value: <Link href={`/desk/requests/${request.duplicateOf}`}>{request.duplicateOfNumber}</Link>,
        }
      : null,
    request.seriesId
      ? { label: t.seriesOf, value: <Link href={`/desk/requests?series=${request.seriesId}`}>{t.seriesSee}</Link> }
      : null,
  ]
  return facts.filter((fact) => fact !== null)
}

const What = ({ request }: { readonly request: Request }) => {
  const t = useText(deskText)
  return (
    <Panel label={t.facts} title={t.facts}>
      <div className="lb-panel-body lb-desk-facts">
        <Facts facts={useFacts(request)} />
      </div>
    </Panel>
  )
}
