// The visit: going there and checking in, the work, the signature, the sealed sheet. Goes on without a line.
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { finishVisit, getVisit, signVisit } from '@linbang/contract/visits'
import type { Visit } from '@linbang/contract/visits'
import { query } from '../../../kit/api.ts'
import { useOutbox } from '../../../kit/offline.ts'
import { useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { SheetSteps } from '../../../ui/progress.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { accidentText } from '../../protection/accident-text.ts'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { visitsText } from '../text.ts'
import { GoThere } from './go-there.tsx'
import { withKept } from './kept-visit.ts'
import { Sealed } from './sealed.tsx'
import { SignFoot, SignStep } from './sign-step.tsx'
import { useStep } from './use-step.ts'
import type { Step } from './use-step.ts'
import type { Open } from './visit-sheets.tsx'
import { WorkFoot, WorkStep } from './work-step.tsx'
import './visits.css'

/** Fetched with the page, so that it is there when the line is gone; only not before the page stands. */
const fetchSheets = () => import('./visit-sheets.tsx')
const VisitSheets = lazy(async () => ({ default: (await fetchSheets()).VisitSheets }))

type Steps = { readonly finish: Step<typeof finishVisit>; readonly sign: Step<typeof signVisit> }

const stepOf = (visit: Visit): number => {
  const state = visit.me?.state
  if (state === 'on_site') return 1
  if (state === 'finished') return 2
  return state === 'signed' ? 3 : 0
}

/** The one main button of going there, with the other beside it. */
const GoFoot = ({ visit, onOpen }: { readonly visit: Visit; readonly onOpen: (open: Open) => void }) => {
  const t = useText(visitsText)
  const { can, me } = visit
  const onWay = me?.state === 'set_out'
  return (
    <>
      {can.setOut && (
        <Button
          kind={onWay ? 'secondary' : 'main'}
          size="lg"
          icon={onWay ? undefined : 'walk'}
          onClick={() => onOpen('setOut')}
        >
          {onWay ? t.setOutAgain : t.setOut}
        </Button>
      )}
      {can.checkIn && (
        <Button kind={onWay ? 'main' : 'secondary'} size="lg" onClick={() => onOpen('checkIn')}>
          {onWay ? t.checkIn : t.steps.checkIn}
        </Button>
      )}
    </>
  )
}

const Trouble = ({ visit, onOpen }: { readonly visit: Visit; readonly onOpen: (open: Open) => void }) => {
  const t = useText(visitsText)
  const accident = useText(accidentText)
  if (!visit.can.needHelp && !visit.can.drop) return null
  return (
    <div className="lb-visits-trouble">
      {visit.can.needHelp && (
        <Button kind="danger-line" icon="sos" onClick={() => onOpen('help')}>
          {t.help}
        </Button>
      )}
      {visit.can.drop && (
        <Button kind="quiet" onClick={() => onOpen('drop')}>
          {t.drop}
        </Button>
      )}
      <ButtonLink kind="quiet" href={`/accident?visit=${visit.id}`}>
        {accident.entry}
      </ButtonLink>
    </div>
  )
}

const Over = ({ visit }: { readonly visit: Visit }) => {
  const t = useText(visitsText)
  const state = visit.me?.state
  const words = state && state in t.over ? t.over[state as keyof typeof t.over] : t.hidden
  return <EmptyState>{words}</EmptyState>
}

const Course = ({ visit, steps }: { readonly visit: Visit; readonly steps: Steps }) => {
  const state = visit.me?.state
  if (state === 'planned' || state === 'set_out') return <GoThere visit={visit} />
  if (state === 'on_site') return <WorkStep key={visit.id} visit={visit} step={steps.finish} />
  if (state === 'finished') return <SignStep visit={visit} step={steps.sign} />
  return state === 'signed' ? <Sealed visit={visit} /> : <Over visit={visit} />
}

const footOf = (visit: Visit, steps: Steps, onOpen: (open: Open) => void) => {
  if (visit.can.setOut || visit.can.checkIn) return <GoFoot visit={visit} onOpen={onOpen} />
  if (visit.can.finish) return <WorkFoot busy={steps.finish.busy} />
  return visit.can.sign ? <SignFoot busy={steps.sign.busy} /> : undefined
}

export const VisitPage = ({ params }: { readonly params: { readonly visitId: string } }) => {
  const t = useText(visitsText)
  const outbox = useOutbox()
  const found = useQuery(query(getVisit, { params }))
  const [open, setOpen] = useState<Open>()
  const visit = found.data && withKept(found.data, outbox)
  const steps = { finish: useStep(finishVisit, t.outbox.finish), sign: useStep(signVisit, t.outbox.sign) }
  const close = () => setOpen(undefined)
  useEffect(() => void fetchSheets(), [])
  return (
    <ResidentPage
      title={t.title}
      back="/visits"
      aside={visit?.requestNumber && <p className="lb-sm lb-soft lb-num">{visit.requestNumber}</p>}
      top={
        visit?.me && (
          <div className="lb-step-top lb-visits-steps">
            <SheetSteps steps={[t.steps.checkIn, t.steps.work, t.steps.sign]} now={stepOf(visit)} />
          </div>
        )
      }
      foot={visit && footOf(visit, steps, setOpen)}
    >
      <Loaded from={found} shape="page">
        {(raw) => {
          const shown = withKept(raw, outbox)
          return (
            <>
              <Course visit={shown} steps={steps} />
              <Trouble visit={shown} onOpen={setOpen} />
            </>
          )
        }}
      </Loaded>
      {visit && open && (
        <Suspense fallback={null}>
          <VisitSheets visit={visit} open={open} onClose={close} />
        </Suspense>
      )}
    </ResidentPage>
  )
}
