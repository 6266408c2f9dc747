// Before the door: who I am and the code to say, where, whom, when, what to mind. One tap calls.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { getAreaMap } from '@linbang/contract/areas'
import type { HelperCard } from '@linbang/contract/requests'
import { getSheetPdf } from '@linbang/contract/visits'
import type { Visit } from '@linbang/contract/visits'
import { addressOf, query } from '../../../kit/api.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Card, Facts, Note } from '../../../ui/card.tsx'
import type { Fact } from '../../../ui/card.tsx'
import { MapStrip } from '../../../ui/map/area-map.tsx'
import { MeetingCode, PersonCard } from '../../../ui/person.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { iconOf, shortName } from '../../requests/phone/service-look.ts'
import { useSkillName } from '../../volunteers/phone/skill-words.ts'
import { visitsText } from '../text.ts'

const Place = ({ visit }: { readonly visit: Visit }) => {
  const t = useText(visitsText)
  const { home } = useSignedIn()
  const areaId = home?.communityId ?? ''
  const map = useQuery({ ...query(getAreaMap, { params: { areaId } }), staleTime: 600_000, enabled: areaId !== '' })
  const { lat, lon } = visit.point ?? {}
  const own = map.data?.buildings.find(({ name }) => name === home?.buildingName)?.point
  const { buildingName, icon } = visit
  const pins = useMemo(() => {
    if (lat === undefined || lon === undefined) return []
    const there = {
      id: 'there',
      at: { lat, lon },
      kind: 'near' as const,
      icon: iconOf(icon),
      label: buildingName,
      caption: buildingName,
    }
    const apart = own && (own.lat !== lat || own.lon !== lon)
    return apart ? [there, { id: 'me', at: own, kind: 'me' as const, label: t.here, caption: t.here }] : [there]
  }, [lat, lon, own, buildingName, icon, t])
  if (!map.data || pins.length === 0) return null
  return <MapStrip framed map={map.data} pins={pins} label={t.map(buildingName)} />
}

const useFacts = (visit: Visit): readonly Fact[] => {
  const t = useText(visitsText)
  const say = useSay()
  const { buildingName, doorName, callName, phone } = visit
  return [
    { label: t.where, value: <b>{[buildingName, doorName].filter(Boolean).join(' ')}</b> },
    ...(callName
      ? [
          {
            label: t.whom,
            value: callName,
            detail: phone ? undefined : t.noPhone,
            action: phone ? (
              <ButtonLink kind="soft" icon="phone" href={`tel:${phone}`} aria-label={t.callThem(callName)}>
                {t.call}
              </ButtonLink>
            ) : undefined,
          },
        ]
      : []),
    { label: t.when, value: say.window(visit.plannedFrom, visit.plannedTo), detail: say.duration(visit.usualMinutes) },
    ...(visit.description ? [{ label: t.said, value: say.quote(visit.description) }] : []),
    ...(visit.howToGetIn ? [{ label: t.getIn, value: visit.howToGetIn }] : []),
  ]
}

const Helper = ({ helper }: { readonly helper: HelperCard }) => {
  const t = useText(visitsText)
  const skillName = useSkillName()
  const what = helper.organisationName
    ? t.fromOrg(helper.organisationName)
    : skillName(helper.skills[0] ?? '') || t.volunteer
  return (
    <PersonCard
      portrait={<Portrait seed={helper.personId} cap size={3.5} />}
      name={helper.callName}
      verified={helper.verified}
      detail={[what, ...(helper.badgeNumber ? [t.number(helper.badgeNumber)] : [])].join(' · ')}
    />
  )
}

const Company = ({ visit }: { readonly visit: Visit }) => {
  const t = useText(visitsText)
  const { personId } = useSignedIn()
  const others = visit.people.filter((one) => one.personId !== personId)
  return (
    <>
      {others.length > 0 && (
        <Card label={t.others}>
          <p className="lb-sm lb-soft">{t.others}</p>
          {others.map((one) => (
            <Helper key={one.personId} helper={one} />
          ))}
        </Card>
      )}
      {!visit.can.checkIn && (
        <Note tone="warn" icon="users">
          {t.waitOther}
        </Note>
      )}
    </>
  )
}

export const GoThere = ({ visit }: { readonly visit: Visit }) => {
  const t = useText(visitsText)
  const say = useSay()
  const words = useWords()
  const me = useSignedIn()
  const own = visit.people.find(({ personId }) => personId === me.personId)
  const facts = useFacts(visit)
  return (
    <>
      <h2 className="lb-title">{words(shortName({ zh: visit.serviceZh, en: visit.serviceEn }))}</h2>
      {visit.me?.state === 'set_out' && own?.arrivesAt && (
        <Note tone="primary" icon="walk" title={t.onTheWay(say.brief(own.arrivesAt))}>
          {t.onTheWayLine}
        </Note>
      )}
      <Card>
        {own && <Helper helper={own} />}
        {visit.meetingCode && (
          <div className="lb-visits-code">
            <MeetingCode code={visit.meetingCode} saying={t.code} />
            <p className="lb-sm lb-soft">{t.codeLine}</p>
          </div>
        )}
        {own?.badgeNumber && (
          <ButtonLink kind="secondary" icon="qr" wide href="/me/badge">
            {t.showBadge}
          </ButtonLink>
        )}
      </Card>
      {visit.careWords.length > 0 && (
        <Note tone="warn" icon="heart" title={t.care}>
          {say.list(visit.careWords)}
        </Note>
      )}
      <Card>
        <Facts facts={facts} />
      </Card>
      <Place visit={visit} />
      <Company visit={visit} />
      <ButtonLink
        kind="quiet"
        icon="printer"
        target="_blank"
        href={addressOf(getSheetPdf, { params: { visitId: visit.id } })}
      >
        {t.printed}
      </ButtonLink>
    </>
  )
}
