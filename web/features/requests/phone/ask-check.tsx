// Asking, page three: everything once more with 修改 on each row, what it costs, who sees what. Then it goes.
import { useQuery } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import type { Service } from '@linbang/contract/catalog'
import { findDuplicates } from '@linbang/contract/requests'
import { query } from '../../../kit/api.ts'
import { useElder } from '../../../kit/preference.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card, Facts, Note } from '../../../ui/card.tsx'
import type { Fact } from '../../../ui/card.tsx'
import { StepBars, StepWords } from '../../../ui/progress.tsx'
import { EmptyState, ErrorState, Loaded } from '../../../ui/states.tsx'
import { shownState, stateText } from '../../../ui/status.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { askText } from '../ask-text.ts'
import { talkText } from '../talk-text.ts'
import { gapOf, requestFrom, useAskDraft } from './ask-draft.ts'
import type { AskDraft } from './ask-draft.ts'
import { AskKept } from './ask-kept.tsx'
import { useSend } from './ask-send.ts'
import { usePlace } from './place-question.tsx'
import { shortName, useServices } from './service-look.ts'
import { whenWords } from './when-words.ts'
import './requests.css'

const useRows = (draft: AskDraft, service: Service): readonly Fact[] => {
  const t = useText(askText)
  const talk = useText(talkText)
  const say = useSay()
  const words = useWords()
  const me = useSignedIn()
  const elder = useElder()
  const place = usePlace(draft)
  const row = (label: string, value: string, part: string, detail?: string): Fact => ({
    label,
    value,
    detail: detail || undefined,
    action: (
      <ButtonLink
        kind="quiet"
        aria-label={t.changeRow(label)}
        href={part === '' ? '/ask' : elder ? `/ask/details/${part}` : '/ask/details'}
      >
        {t.change}
      </ButtonLink>
    ),
  })
  const family = me.families.find(({ personId }) => personId === draft.forPersonId)
  return [
    row(t.rows.what, words(shortName(service)), elder || draft.description ? 'more' : '', draft.description),
    ...(family ? [row(t.rows.who, family.callName, 'who')] : []),
    row(t.rows.when, whenWords(draft, t, say), 'when'),
    row(t.rows.where, place.name, 'where', place.detail),
    ...(draft.samePersonId !== '' ? [row(t.rows.same, draft.samePersonName, 'more')] : []),
    ...(draft.providerId !== ''
      ? [
          row(
            t.rows.provider,
            draft.providerName,
            'more',
            draft.settlement === '' ? undefined : t.paidBy[draft.settlement],
          ),
        ]
      : []),
    { label: t.rows.phone, value: me.phoneMasked ?? t.noPhone },
    ...(draft.photoIds.length > 0 ? [row(t.rows.photo, t.photos(draft.photoIds.length), 'more')] : []),
    ...(draft.voiceId !== '' ? [row(t.rows.voice, talk.heardPlay(draft.voiceSeconds), 'more')] : []),
  ]
}

/** One's own minutes are known here; whose are used in the end the server decides. */
const TimeBank = ({ service, draft }: { readonly service: Service; readonly draft: AskDraft }) => {
  const t = useText(askText)
  const say = useSay()
  const { balances } = useSignedIn()
  const needed = service.minutes * service.helpers
  const free = balances.minutes - balances.minutesHeld
  if (draft.forPersonId !== '')
    return (
      <Note tone="info" icon="hour" title={t.bank(say.duration(needed))}>
        {t.bankFamily}
      </Note>
    )
  if (free >= needed)
    return (
      <Note tone="info" icon="hour" title={t.bank(say.duration(needed))}>
        {t.bankLine(say.duration(free))}
      </Note>
    )
  return (
    <Note tone="info" icon="hour" title={t.bankShort(say.duration(needed), say.duration(free))}>
      <p>{t.bankShortLine}</p>
      <ButtonLink kind="quiet" icon="phone" href="/ask/call">
        {t.callMe}
      </ButtonLink>
    </Note>
  )
}

const Cost = ({ service, draft }: { readonly service: Service; readonly draft: AskDraft }) => {
  const t = useText(askText)
  const say = useSay()
  const words = useWords()
  const { credit, priceRule } = service
  if (credit === 'timebank') return <TimeBank service={service} draft={draft} />
  if (credit === 'priced' && priceRule.fromCents !== undefined)
    return (
      <Note
        tone="warn"
        icon="coin"
        title={t.priced(
          say.money(priceRule.fromCents),
          say.money(priceRule.toCents ?? priceRule.fromCents),
          priceRule.unit ?? '',
        )}
      >
        {priceRule.note && <p>{words(priceRule.note)}</p>}
        <p>{t.pricedLine}</p>
      </Note>
    )
  return (
    <Note tone="success" icon="checkc" title={t.free}>
      {t.freeLine}
    </Note>
  )
}

const Duplicate = ({ draft }: { readonly draft: AskDraft }) => {
  const t = useText(askText)
  const words = useWords()
  const states = useText(stateText).resident
  const about = {
    serviceCode: draft.serviceCode,
    ...(draft.forPersonId !== '' && { forPersonId: draft.forPersonId }),
    ...(draft.areaId !== '' && { areaId: draft.areaId }),
  }
  const { data } = useQuery(query(findDuplicates, { query: about }))
  const same = data?.items[0]
  if (!same) return null
  return (
    <Note tone="warn" icon="list" title={t.duplicate}>
      <p>
        {t.duplicateLine(
          words(shortName({ zh: same.serviceZh, en: same.serviceEn })),
          states[shownState(same.state, false)],
        )}
      </p>
      <ButtonLink kind="quiet" href={`/requests/${same.id}`}>
        {t.seeIt}
      </ButtonLink>
    </Note>
  )
}

const Check = ({ draft, service }: { readonly draft: AskDraft; readonly service: Service }) => {
  const t = useText(askText)
  const me = useSignedIn()
  const facts = useRows(draft, service)
  return (
    <>
      <Duplicate draft={draft} />
      <Card>
        <Facts facts={facts} />
      </Card>
      {!me.confirmed && (
        <Note tone="lamp" icon="phone">
          {t.urgentLook}
        </Note>
      )}
      <Cost service={service} draft={draft} />
      <Note tone="info" icon="lock" title={t.seen}>
        {t.seenLine}
      </Note>
      <Note icon="shield">{t.badge}</Note>
    </>
  )
}

export const AskCheckPage = () => {
  const t = useText(askText)
  const words = useWords()
  const elder = useElder()
  const services = useServices()
  const [, go] = useLocation()
  const [draft] = useAskDraft()
  const send = useSend()
  const service = services.data?.find(({ code }) => code === draft.serviceCode)
  const press = () => {
    if (!service || gapOf(draft, new Date())) return go('/ask/details')
    return void send.go(requestFrom(draft), words(shortName(service)))
  }
  if (send.kept) return <AskKept />
  return (
    <ResidentPage
      title={elder ? t.check : t.title}
      back="/ask/details"
      aside={
        <span className="lb-requests-steps">
          <StepWords now={3} of={3} />
        </span>
      }
      foot={
        service && (
          <>
            <Button size="lg" wide busy={send.busy} onClick={press}>
              {t.send}
            </Button>
            {elder && (
              <ButtonLink kind="quiet" size="lg" wide href="/ask/call">
                {t.callMe}
              </ButtonLink>
            )}
          </>
        )
      }
    >
      {!elder && <StepBars now={3} of={3} />}
      {!elder && <h2 className="lb-title">{t.check}</h2>}
      {send.refused !== undefined && <ErrorState error={send.refused} onRetry={press} />}
      <Loaded from={services} shape="page">
        {() =>
          service ? (
            <Check draft={draft} service={service} />
          ) : (
            <EmptyState action={<ButtonLink href="/ask">{t.title}</ButtonLink>}>{t.gaps.service}</EmptyState>
          )
        }
      </Loaded>
    </ResidentPage>
  )
}
