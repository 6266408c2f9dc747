// What is under way for the person, the most urgent first: who comes, when, how far along.
import { useQuery } from '@tanstack/react-query'
import { getRequest } from '@linbang/contract/requests'
import { listRequests } from '@linbang/contract/request-lists'
import type { Request } from '@linbang/contract/requests'
import { Link } from 'wouter'
import { query } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { useElder } from '../../../kit/preference.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { IconLink } from '../../../ui/button.tsx'
import { Card, CardLink } from '../../../ui/card.tsx'
import { IconBox } from '../../../ui/icon.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { StageBars } from '../../../ui/progress.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { helpersOf, isOnSite, stageOf } from '../../requests/phone/course.ts'
import { useLead } from '../../requests/phone/lead.ts'
import { iconOf, shortName, toneOf } from '../../requests/phone/service-look.ts'
import { requestsText } from '../../requests/text.ts'
import { homeText } from '../text.ts'

const openStates = 'done,under_way,assigned,dispatching,reported,in_meeting,reopened'
const rank = openStates.split(',')

const useUnderWay = (forPersonId: string | undefined) =>
  useQuery({
    ...query(listRequests, {
      query: { state: openStates, limit: '20', ...(forPersonId ? { forPersonId } : { mine: 'true' as const }) },
    }),
    select: ({ items }) => [...items].sort((one, other) => rank.indexOf(one.state) - rank.indexOf(other.state)),
  })

const soon = 20 * 60_000

const useHeading = (request: Request): { title: string; detail: string } => {
  const t = useText(homeText)
  const say = useSay()
  const words = useWords()
  const elder = useElder()
  const now = useNow(30)
  const lead = useLead(request)
  const helper = helpersOf(request)[0]
  const service = words(shortName({ zh: request.serviceZh, en: request.serviceEn }))
  const at = helper?.arrivesAt ?? request.visit?.plannedFrom
  if (!helper || !at || !['assigned', 'under_way'].includes(request.state))
    return { title: lead.title, detail: [service, lead.line].filter(Boolean).join(' · ') }
  const near = request.state === 'under_way' && at.getTime() - now.getTime() < soon
  const title = isOnSite(request)
    ? t.helping(helper.callName)
    : near && elder
      ? t.soonThere(helper.callName)
      : request.state === 'under_way'
        ? t.onTheWay(helper.callName)
        : t.taken(helper.callName)
  const when = say.brief(at, now)
  return { title, detail: isOnSite(request) ? service : elder ? t.comesFor(service, when) : t.at(service, when) }
}

const Picture = ({ request }: { readonly request: Request }) => {
  const helper = helpersOf(request)[0]
  return helper ? (
    <Portrait seed={helper.personId} cap size={3} />
  ) : (
    <IconBox name={iconOf(request.icon)} tone={toneOf(request.icon)} />
  )
}

const Shown = ({ request, more }: { readonly request: Request; readonly more: number }) => {
  const t = useText(homeText)
  const stages = useText(requestsText).stages
  const elder = useElder()
  const { title, detail } = useHeading(request)
  const helper = helpersOf(request)[0]
  const path = more > 0 && elder ? '/requests' : `/requests/${request.id}`
  if (elder)
    return (
      <CardLink
        live
        href={path}
        picture={<Picture request={request} />}
        title={title}
        detail={more > 0 ? `${detail} · ${t.more(more)}` : detail}
      />
    )
  return (
    <Card label={t.underWay}>
      <div className="lb-home-now">
        <Picture request={request} />
        <Link className="lb-grow" href={path}>
          <b>{title}</b>
          <span>{detail}</span>
        </Link>
        {helper?.phone && (
          <IconLink icon="phone" kind="soft" href={`tel:${helper.phone}`} label={t.call(helper.callName)} />
        )}
      </div>
      <StageBars stages={[stages.reported, stages.taken, stages.way, stages.done]} now={stageOf(request.state)} />
      {more > 0 && (
        <Link className="lb-home-more" href="/requests">
          {t.more(more)}
        </Link>
      )}
    </Card>
  )
}

const useFirst = (forPersonId: string | undefined) => {
  const rows = useUnderWay(forPersonId)
  const first = rows.data?.[0]
  const request = useQuery({
    ...query(getRequest, { params: { requestId: first?.id ?? '' } }),
    enabled: first !== undefined,
  })
  return { rows, first, request }
}

/** Whether it is known what stands here; until then nothing is shown below, because it would jump. */
export const useUnderWayKnown = (forPersonId: string | undefined): boolean => {
  const { rows, first, request } = useFirst(forPersonId)
  return rows.error !== null || (rows.data !== undefined && (first === undefined || !request.isPending))
}

export const UnderWay = ({ forPersonId }: { readonly forPersonId: string | undefined }) => {
  const { rows, first, request } = useFirst(forPersonId)
  if (rows.error && !rows.data) return <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />
  if (!first || !request.data) return null
  return <Shown request={request.data} more={(rows.data?.length ?? 1) - 1} />
}
