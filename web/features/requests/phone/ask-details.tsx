// Asking, page two: when, where, for whom, what else. Whole on a usual phone, one question a screen in 长辈版.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import type { Service } from '@linbang/contract/catalog'
import { getRequest } from '@linbang/contract/requests'
import { query } from '../../../kit/api.ts'
import { useElder } from '../../../kit/preference.ts'
import { useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Fault } from '../../../ui/field.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { StepBars, StepWords } from '../../../ui/progress.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { askText } from '../ask-text.ts'
import { forService, gapOf, useAskDraft } from './ask-draft.ts'
import type { AskDraft, Change, Gap } from './ask-draft.ts'
import { useDanger } from './danger.tsx'
import { MoreQuestion } from './more-question.tsx'
import { PlaceQuestion, usePlace, WhoQuestion } from './place-question.tsx'
import { iconOf, shortName, toneOf, useServices } from './service-look.ts'
import { useActingDraft } from './use-acting-draft.ts'
import { WhenQuestion } from './when-question.tsx'
import './requests.css'

/** What the address says is begun: the service, and the person who came the last time. */
const useBegun = (change: Change) => {
  const search = new URLSearchParams(useSearch())
  const code = search.get('service') ?? ''
  const requestId = search.get('again') ?? ''
  useActingDraft(change)
  useEffect(() => {
    if (code !== '') change((draft) => forService(draft, code))
  }, [change, code])
  const { data } = useQuery({ ...query(getRequest, { params: { requestId } }), enabled: requestId !== '' })
  const helper = data?.visit?.helpers[0] ?? data?.pastVisits[0]?.helpers[0]
  const [id, name] = [helper?.personId, helper?.callName]
  useEffect(() => {
    if (id && name) change({ samePersonId: id, samePersonName: name })
  }, [change, id, name])
  return id && name ? { id, name } : undefined
}

const Chosen = ({ service }: { readonly service: Service }) => {
  const t = useText(askText)
  const words = useWords()
  return (
    <div className="lb-requests-chosen" data-tone={toneOf(service.icon)}>
      <Icon name={iconOf(service.icon)} />
      <b className="lb-grow">{words(shortName(service))}</b>
      <ButtonLink kind="quiet" href="/ask" aria-label={t.replaceService}>
        {t.replace}
      </ButtonLink>
    </div>
  )
}

type ElderPart = 'when' | 'where' | 'who' | 'more'
const elderParts: readonly string[] = ['when', 'where', 'who', 'more'] satisfies readonly ElderPart[]

const nextOf = (part: ElderPart | undefined, known: boolean): string =>
  part !== undefined && part !== 'where' && !known ? '/ask/details/where' : '/ask/check'

const Questions = ({
  part,
  draft,
  change,
  service,
  again,
}: {
  readonly part: ElderPart | undefined
  readonly draft: AskDraft
  readonly change: Change
  readonly service: Service | undefined
  readonly again: { id: string; name: string } | undefined
}) => {
  const same = again ?? (draft.samePersonId !== '' ? { id: draft.samePersonId, name: draft.samePersonName } : undefined)
  const shown = (one: ElderPart) => part === undefined || part === one
  return (
    <>
      {shown('who') && <WhoQuestion draft={draft} change={change} />}
      {shown('when') && <WhenQuestion draft={draft} change={change} service={service} />}
      {shown('where') && <PlaceQuestion key={draft.forPersonId} draft={draft} change={change} />}
      {shown('more') && <MoreQuestion draft={draft} change={change} service={service} again={same} />}
    </>
  )
}

export const AskDetailsPage = ({ params }: { readonly params: { readonly part?: string | undefined } }) => {
  const t = useText(askText)
  const elder = useElder()
  const [, go] = useLocation()
  const [draft, change] = useAskDraft()
  const again = useBegun(change)
  const services = useServices()
  const service = services.data?.find(({ code }) => code === draft.serviceCode)
  const place = usePlace(draft)
  const danger = useDanger()
  const [gap, setGap] = useState<Gap | 'place'>()
  const fault = useRef<HTMLDivElement>(null)
  const part = elder ? ((elderParts.includes(params.part ?? '') ? params.part : 'when') as ElderPart) : undefined
  const titles = { when: t.when, where: t.where, who: t.who, more: t.more }
  const goOn = () => {
    const open = gapOf(draft, new Date()) ?? (place.known || part === 'when' ? undefined : 'place')
    setGap(open)
    if (open === 'service') return go('/ask')
    if (open) return requestAnimationFrame(() => fault.current?.focus())
    void danger.guard(draft.description, () => go(nextOf(part, place.known)))
    return undefined
  }
  return (
    <ResidentPage
      title={part ? titles[part] : t.title}
      back="/ask"
      aside={
        <span className="lb-requests-steps">
          <StepWords now={2} of={3} />
        </span>
      }
      foot={
        <>
          <Button size="lg" wide onClick={goOn}>
            {t.next}
          </Button>
          {elder && (
            <ButtonLink kind="quiet" size="lg" wide href="/ask/call">
              {t.callMe}
            </ButtonLink>
          )}
        </>
      }
    >
      {!elder && <StepBars now={2} of={3} />}
      {service && !elder && <Chosen service={service} />}
      <div ref={fault} tabIndex={-1} role="alert">
        {gap && gap !== 'place' && <Fault text={t.gaps[gap]} />}
        {gap === 'place' && <Fault text={t.noHome} />}
      </div>
      <Questions {...{ part, draft, change, service, again }} />
      {danger.dialog}
    </ResidentPage>
  )
}
