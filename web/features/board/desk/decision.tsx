// The bottom of the board: one request, what the policy does next, who fits, and the choice a person makes.
import { useEffect, useState } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import { dispatchRequest } from '@linbang/contract/dispatch'
import type { Because, Candidate, Candidates } from '@linbang/contract/dispatch'
import { lookAtRequest } from '@linbang/contract/request-verbs'
import type { RequestRow } from '@linbang/contract/requests'
import { useAct } from '../../../kit/act.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { boardText } from '../text.ts'
import { AlertStrip } from './alert-strip.tsx'
import { CandidateCards, candidateId } from './candidates.tsx'
import { ChooseDialog } from './choose-dialog.tsx'

/** What the machine does by itself next, when, and what it still hopes for from those asked. */
const NextStep = ({ answer }: { readonly answer: Candidates }) => {
  const t = useText(boardText)
  const say = useSay()
  const { nextStep, hope, rule } = answer
  return (
    <>
      {hope !== null && <Chip tone="info">{t.hope(say.number(Math.round(hope * 100)))}</Chip>}
      {nextStep.act === 'wave' && nextStep.at && (
        <Chip tone="info">
          {rule === 'learned' ? t.nextLook(say.clock(nextStep.at)) : t.nextNearest(say.clock(nextStep.at))}
        </Chip>
      )}
      {nextStep.act === 'staff' && <Chip tone="warn">{t.callStaff}</Chip>}
    </>
  )
}

type DecisionProps = {
  readonly row: RequestRow
  readonly now: Date
  readonly working: boolean
  readonly candidates: UseQueryResult<Candidates>
}

export const Decision = ({ row, now, candidates, working }: DecisionProps) => {
  const t = useText(boardText)
  const say = useSay()
  const words = useWords()
  const [open, setOpen] = useState<{ readonly first: Candidate | undefined }>()
  const dispatch = useAct(dispatchRequest, { refreshes: ['/requests'], onDone: () => setOpen(undefined) })
  const look = useAct(lookAtRequest, { refreshes: ['/requests'] })
  const params = { requestId: row.id }
  const send = (one: Candidate, reason: string, because?: Because) => {
    const who = one.volunteerId ? { volunteerIds: [one.volunteerId] } : { organisationIds: [candidateId(one)] }
    const why = { ...(reason && { reason }), ...(because && { because }) }
    void dispatch.send({ params, body: { policy: 'assign', ...who, ...why } }).then(
      () => toast(t.assigned(one.callName)),
      () => undefined,
    )
  }
  const assign = (one: Candidate, place: number) => (place === 1 ? send(one, '') : setOpen({ first: one }))
  const askFirst = () =>
    void dispatch.send({ params, body: { policy: 'waves' } }).then(
      () => toast(t.askedNow),
      () => undefined,
    )
  useNumberKeys(candidates.data?.items ?? [], assign)
  const left = row.nextDueAt ? Math.round((row.nextDueAt.getTime() - now.getTime()) / 60_000) : null
  const head = (
    <div className="lb-board-head">
      {left !== null && (
        <Chip icon="clock" tone={left < 0 ? 'danger' : left <= 30 ? 'warn' : 'neutral'}>
          {left < 0 ? t.over(say.duration(-left)) : t.left(say.duration(Math.max(1, left)))}
        </Chip>
      )}
      <b title={row.description || undefined}>{row.description || words({ zh: row.serviceZh, en: row.serviceEn })}</b>
      <span className="lb-soft lb-board-about">
        {[words({ zh: row.serviceZh, en: row.serviceEn }), row.areaName, row.doorName, row.callName, row.number]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {candidates.data && <NextStep answer={candidates.data} />}
      <ButtonLink kind="quiet" size="sm" href={`/desk/requests/${row.id}`}>
        {t.detail}
      </ButtonLink>
      {!working && !row.needsLook && (
        <Button kind="secondary" size="sm" icon="bell" busy={dispatch.busy} onClick={askFirst}>
          {t.askFirst}
        </Button>
      )}
      {!working && !row.needsLook && (
        <Button kind="quiet" size="sm" onClick={() => setOpen({ first: undefined })}>
          {t.askOther}
        </Button>
      )}
    </div>
  )
  return (
    <Panel label={t.readOn} head={head}>
      {(dispatch.refused || look.refused) && !open ? <RefusalLines error={dispatch.refused ?? look.refused} /> : null}
      {candidates.data?.alert && <AlertStrip requestId={row.id} alert={candidates.data.alert} />}
      {row.needsLook && (
        <div className="lb-board-choose lb-row">
          <span>{t.needsLookFirst}</span>
          <Button
            size="sm"
            busy={look.busy}
            onClick={() => look.press({ params, body: { version: row.version, confirmPerson: true } })}
          >
            {t.look}
          </Button>
        </div>
      )}
      {working ? (
        <p className="lb-board-choose">{row.helperNames.join('、')}</p>
      ) : (
        <Loaded from={candidates} shape="card">
          {(answer) => (
            <CandidateCards
              answer={answer}
              busy={dispatch.busy || row.needsLook}
              onAssign={assign}
              onOther={() => setOpen({ first: undefined })}
            />
          )}
        </Loaded>
      )}
      {open && candidates.data && (
        <ChooseDialog
          answer={candidates.data}
          first={open.first}
          busy={dispatch.busy}
          refused={dispatch.refused}
          onClose={() => setOpen(undefined)}
          onSend={send}
        />
      )}
    </Panel>
  )
}

const useNumberKeys = (items: readonly Candidate[], assign: (one: Candidate, place: number) => void) => {
  const press = (place: number) => () => {
    const one = items[place - 1]
    if (one) assign(one, place)
  }
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && /^(input|textarea|select)$/i.test(event.target.tagName)
      if (!typing && !event.ctrlKey && !event.metaKey && ['1', '2', '3'].includes(event.key)) press(Number(event.key))()
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  })
}
