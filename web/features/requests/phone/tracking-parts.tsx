// Parts of following a request: who comes with the code at the door, what was said, and what can be opened from here.
import { getFile } from '@linbang/contract/files'
import type { HelperCard, Request } from '@linbang/contract/requests'
import { getSheetPdf } from '@linbang/contract/visits'
import { addressOf } from '../../../kit/api.ts'
import { useElder } from '../../../kit/preference.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card, Facts, Section } from '../../../ui/card.tsx'
import { MeetingCode, PersonCard } from '../../../ui/person.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { useSkillName } from '../../volunteers/phone/skill-words.ts'
import { requestsText } from '../text.ts'
import { verdictText } from '../verdict-text.ts'
import { helpersOf, isOpen } from './course.ts'
import { shortName } from './service-look.ts'

const useHelperLine = () => {
  const t = useText(requestsText)
  const say = useSay()
  const elder = useElder()
  const skillName = useSkillName()
  return (one: HelperCard): string => {
    const near = [
      ...(one.buildingName ? [t.lives(one.buildingName)] : []),
      ...(one.cameBefore > 0 ? [t.before(one.cameBefore)] : []),
    ]
    if (elder) return say.list([...near, ...(one.verified ? [t.verified] : [])])
    return [
      ...(one.organisationName ? [t.from(one.organisationName)] : one.skills.slice(0, 2).map(skillName)),
      ...(one.jobsDone > 0 ? [t.helped(one.jobsDone)] : []),
      ...(one.rating === null ? [] : [t.rating(say.decimal(one.rating, 1))]),
    ].join(' · ')
  }
}

const Person = ({ helper }: { readonly helper: HelperCard }) => {
  const elder = useElder()
  const line = useHelperLine()
  return (
    <div className="lb-requests-person">
      <PersonCard
        portrait={<Portrait seed={helper.personId} cap size={elder ? 6 : 3.5} />}
        name={helper.callName}
        verified={!elder && helper.verified}
        detail={line(helper)}
      />
    </div>
  )
}

/** Everybody who comes, the code they say, and the two buttons. In 长辈版 the buttons stand at the foot. */
export const WhoComes = ({
  request,
  onBadge,
}: {
  readonly request: Request
  readonly onBadge: (helper: HelperCard) => void
}) => {
  const t = useText(requestsText)
  const verdict = useText(verdictText)
  const elder = useElder()
  const helpers = helpersOf(request)
  const [first] = helpers
  const visit = request.visit
  const live = visit !== null && isOpen(request.state) && request.state !== 'done'
  if (!first) return null
  return (
    <>
      {helpers.map((helper) => (
        <Person key={helper.personId} helper={helper} />
      ))}
      {live && !elder && visit.meetingCode && <MeetingCode code={visit.meetingCode} saying={t.code} />}
      {live && !elder && (
        <div className="lb-two">
          {first.phone && (
            <ButtonLink icon="phone" href={`tel:${first.phone}`} aria-label={t.callHim(first.callName)}>
              {t.call}
            </ButtonLink>
          )}
          <Button kind="secondary" icon="idcard" onClick={() => onBadge(first)}>
            {verdict.badge}
          </Button>
        </div>
      )}
    </>
  )
}

const Files = ({ request }: { readonly request: Request }) => {
  const t = useText(requestsText)
  const address = (fileId: string) => addressOf(getFile, { params: { fileId } })
  const photos = request.files.filter(({ kind }) => kind === 'photo')
  const voice = request.files.find(({ kind }) => kind === 'voice')
  return (
    <>
      {voice && (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- one's own words
        <audio className="lb-requests-audio" controls preload="none" src={address(voice.fileId)} aria-label={t.voice} />
      )}
      {photos.length > 0 && (
        <ul className="lb-requests-photos">
          {photos.map(({ fileId }, index) => (
            <li key={fileId}>
              <a href={address(fileId)} target="_blank" rel="noreferrer">
                <img src={address(fileId)} alt={t.photo(index + 1)} loading="lazy" />
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

export const WhatWasAsked = ({ request }: { readonly request: Request }) => {
  const t = useText(requestsText)
  const say = useSay()
  const words = useWords()
  const me = useSignedIn()
  const { window, areaName, doorName, callName, description, priceCents, freeBecause } = request
  const facts = [
    {
      label: t.what,
      value: words({ zh: request.serviceZh, en: request.serviceEn }),
      detail: description || undefined,
    },
    ...(window ? [{ label: t.time, value: say.window(window.from, window.to) }] : []),
    { label: t.place, value: [areaName, doorName].filter(Boolean).join(' ') },
    ...(callName && request.personId !== me.personId ? [{ label: t.forWhom, value: callName }] : []),
    ...(priceCents === null || priceCents === 0 ? [] : [{ label: t.price, value: say.money(priceCents) }]),
    ...(freeBecause ? [{ label: t.price, value: t.free(freeBecause) }] : []),
  ]
  return (
    <Section title={t.details} more={t.number(request.number)}>
      <Card>
        <div className="lb-stack">
          <Facts facts={facts} />
          <Files request={request} />
        </div>
      </Card>
    </Section>
  )
}

/** Sheet, complaint, the series it belongs to, asking again: each only when it is there. */
export const FurtherActs = ({
  request,
  onComplain,
  onWrong,
}: {
  readonly request: Request
  readonly onComplain: () => void
  readonly onWrong: () => void
}) => {
  const t = useText(requestsText)
  const verdict = useText(verdictText)
  const sealed = request.visit?.sheetNumber ? request.visit : request.pastVisits.find(({ sheetNumber }) => sheetNumber)
  const live = request.visit !== null && (request.state === 'assigned' || request.state === 'under_way')
  return (
    <div className="lb-stack" data-tight="">
      {live && (
        <Button kind="danger-line" wide icon="warn" onClick={onWrong}>
          {verdict.wrong}
        </Button>
      )}
      {sealed && (
        <ButtonLink
          kind="secondary"
          wide
          icon="file"
          href={addressOf(getSheetPdf, { params: { visitId: sealed.id } })}
          target="_blank"
          rel="noreferrer"
          title={t.sheetNumber(sealed.sheetNumber ?? '')}
        >
          {t.sheet}
        </ButtonLink>
      )}
      {request.can.complain && (
        <Button kind="secondary" wide icon="chat" onClick={onComplain}>
          {verdict.complain}
        </Button>
      )}
      {request.seriesId && (
        <ButtonLink kind="secondary" wide icon="calendar" href={`/series/${request.seriesId}`}>
          {t.weeklyLink}
        </ButtonLink>
      )}
      {request.duplicateOf && (
        <ButtonLink kind="secondary" wide icon="list" href={`/requests/${request.duplicateOf}`}>
          {t.seeOther}
        </ButtonLink>
      )}
      {!isOpen(request.state) && (
        <ButtonLink
          kind="secondary"
          wide
          icon="refresh"
          href={`/ask/details?service=${request.serviceCode}&again=${request.id}`}
        >
          {t.again}
        </ButtonLink>
      )}
    </div>
  )
}

/** Words nobody has sorted yet have no service of their own: what was said stands for it. */
export const useNameOf = () => {
  const t = useText(requestsText)
  const words = useWords()
  return (request: Request): string => {
    if (request.state !== 'reported') return words(shortServiceOf(request))
    if (request.files.some(({ kind }) => kind === 'voice')) return t.spoken
    return request.urgency === 'advice' && request.description ? request.description : words(shortServiceOf(request))
  }
}

export const shortServiceOf = (request: Pick<Request, 'serviceZh' | 'serviceEn'>) =>
  shortName({ zh: request.serviceZh, en: request.serviceEn })
