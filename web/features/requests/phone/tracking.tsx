// Following one request: who comes, when, what next; live. In 长辈版 the one thing that matters now.
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { confirmRequest } from '@linbang/contract/request-verbs'
import { getRequest } from '@linbang/contract/requests'
import type { Request } from '@linbang/contract/requests'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useElder } from '../../../kit/preference.ts'
import { useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { MeetingCode } from '../../../ui/person.tsx'
import { StepBars } from '../../../ui/progress.tsx'
import { ErrorState, Loaded } from '../../../ui/states.tsx'
import { MarkChip, StatusChip } from '../../../ui/status.tsx'
import { Timeline } from '../../../ui/timeline.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { requestsText } from '../text.ts'
import { verdictText } from '../verdict-text.ts'
import { helpersOf, isOnSite, stageOf } from './course.ts'
import { useCourse } from './course-steps.ts'
import { useElderLead, useLead } from './lead.ts'
import { TrackingMap } from './tracking-map.tsx'
import { FurtherActs, useNameOf, WhatWasAsked, WhoComes } from './tracking-parts.tsx'
import type { Open } from './tracking-sheets.tsx'
import { RatingCard } from './verdict.tsx'
import './requests.css'

const Sheets = lazy(async () => ({ default: (await import('./tracking-sheets.tsx')).Sheets }))

const Marks = ({ request }: { readonly request: Request }) => {
  const t = useText(requestsText)
  if (!request.late && !request.pausedUntil) return null
  return (
    <>
      <MarkChip mark={request.pausedUntil ? 'paused' : 'late'} />
      {request.late && request.escalatedTo && <span className="lb-sm lb-soft">{t.lateOwner(request.escalatedTo)}</span>}
    </>
  )
}

const Lead = ({ request, onOpen }: { readonly request: Request; readonly onOpen: (open: Open) => void }) => {
  const lead = useLead(request)
  const withPerson = helpersOf(request).length > 0
  return (
    <Card lifted={request.point !== null}>
      <div className="lb-requests-lead">
        <div className="lb-row" data-tight="" role="status">
          <StatusChip state={request.state} onSite={isOnSite(request)} />
          <Marks request={request} />
        </div>
        <h2>{lead.title}</h2>
        {lead.line && <p className="lb-sm lb-soft">{lead.line}</p>}
        {withPerson && <hr className="lb-divider" />}
        <WhoComes request={request} onBadge={(badge) => onOpen({ badge })} />
      </div>
    </Card>
  )
}

const ConfirmButtons = ({ request, onOpen }: { readonly request: Request; readonly onOpen: (open: Open) => void }) => {
  const verdict = useText(verdictText)
  const confirm = useAct(confirmRequest)
  return (
    <>
      {confirm.refused && <ErrorState error={confirm.refused} />}
      <Button
        size="lg"
        icon="check"
        busy={confirm.busy}
        onClick={() => confirm.press({ params: { requestId: request.id }, body: { version: request.version } })}
      >
        {verdict.confirm}
      </Button>
      {request.can.reopen && (
        <Button kind="secondary" size="lg" onClick={() => onOpen('not_done')}>
          {verdict.notDone}
        </Button>
      )}
    </>
  )
}

const Usual = ({ request, onOpen }: { readonly request: Request; readonly onOpen: (open: Open) => void }) => {
  const t = useText(requestsText)
  const steps = useCourse(request)
  return (
    <>
      <Lead request={request} onOpen={onOpen} />
      {request.can.rate && request.state !== 'done' && <RatingCard request={request} />}
      <Card label={t.course}>
        <Timeline label={t.course} steps={steps} />
      </Card>
      <FurtherActs request={request} onComplain={() => onOpen('complain')} onWrong={() => onOpen('wrong')} />
      <WhatWasAsked request={request} />
    </>
  )
}

const Elder = ({ request, onOpen }: { readonly request: Request; readonly onOpen: (open: Open) => void }) => {
  const t = useText(requestsText)
  const verdict = useText(verdictText)
  const lead = useElderLead(request, useNameOf()(request))
  const stage = Math.min(stageOf(request.state), 3)
  const live = request.visit !== null && (request.state === 'assigned' || request.state === 'under_way')
  return (
    <>
      <p>{lead.line}</p>
      <Marks request={request} />
      <StepBars
        now={stage + 1}
        of={4}
        words={[t.stages.reported, t.stages.taken, t.stages.way, t.stages.done][stage]}
      />
      {helpersOf(request).length > 0 && (
        <Card>
          <WhoComes request={request} onBadge={(badge) => onOpen({ badge })} />
        </Card>
      )}
      {live && request.visit?.meetingCode && <MeetingCode code={request.visit.meetingCode} saying={t.codeElder} />}
      {request.can.rate && request.state !== 'done' && <RatingCard request={request} />}
      {live && (
        <Button kind="danger-line" icon="warn" wide onClick={() => onOpen('wrong')}>
          {verdict.wrong}
        </Button>
      )}
      {request.can.complain && !live && (
        <Button kind="secondary" icon="chat" wide onClick={() => onOpen('complain')}>
          {verdict.complain}
        </Button>
      )}
    </>
  )
}

const ElderFoot = ({ request, onOpen }: { readonly request: Request; readonly onOpen: (open: Open) => void }) => {
  const t = useText(requestsText)
  const phone = helpersOf(request)[0]?.phone
  const canChange = request.can.move || request.can.cancel
  return (
    <>
      {phone && (
        <ButtonLink size="lg" icon="phone" href={`tel:${phone}`}>
          {t.callHim(helpersOf(request)[0]?.callName ?? '')}
        </ButtonLink>
      )}
      {canChange && (
        <Button kind="secondary" size="lg" onClick={() => onOpen('change')}>
          {t.changeElder}
        </Button>
      )}
      {!phone && !canChange && (
        <ButtonLink kind="secondary" size="lg" icon="help" href="/ask">
          {t.ask}
        </ButtonLink>
      )}
    </>
  )
}

const Shown = ({ request }: { readonly request: Request }) => {
  const t = useText(requestsText)
  const nameOf = useNameOf()
  const elder = useElder()
  const elderLead = useElderLead(request, nameOf(request))
  const [open, setOpen] = useState<Open>()
  const confirming = request.state === 'done' && request.can.confirm
  const canChange = request.can.move || request.can.cancel
  const foot = confirming ? (
    <ConfirmButtons request={request} onOpen={setOpen} />
  ) : elder ? (
    <ElderFoot request={request} onOpen={setOpen} />
  ) : undefined
  return (
    <ResidentPage
      title={elder ? elderLead.title : nameOf(request)}
      back="/requests"
      aside={
        canChange && (
          <Button kind="quiet" onClick={() => setOpen('change')}>
            {t.change}
          </Button>
        )
      }
      top={elder ? undefined : <TrackingMap request={request} />}
      foot={foot}
    >
      {elder ? <Elder request={request} onOpen={setOpen} /> : <Usual request={request} onOpen={setOpen} />}
      {open && (
        <Suspense fallback={null}>
          <Sheets request={request} open={open} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
    </ResidentPage>
  )
}

export const TrackingPage = ({ params }: { readonly params: { readonly requestId: string } }) => {
  const t = useText(requestsText)
  const request = useQuery(query(getRequest, { params: { requestId: params.requestId } }))
  if (request.data) return <Shown request={request.data} />
  return (
    <ResidentPage title={t.title} back="/requests">
      <Loaded from={request} shape="page">
        {() => null}
      </Loaded>
    </ResidentPage>
  )
}
