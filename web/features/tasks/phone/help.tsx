// 帮别人: free now or not, what I am asked with its time to reply, what is open nearby, and what was before.
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { getAreaMap } from '@linbang/contract/areas'
import { listOffers } from '@linbang/contract/dispatch'
import type { Offer } from '@linbang/contract/dispatch'
import { listVisits } from '@linbang/contract/visits'
import { query } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { daysBetween } from '../../../kit/say.ts'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useElder } from '../../../kit/preference.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, IconButton, IconLink, ButtonLink } from '../../../ui/button.tsx'
import { CardLink, Section } from '../../../ui/card.tsx'
import { FilterChips } from '../../../ui/choice.tsx'
import { AreaMap } from '../../../ui/map/area-map.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { iconOf, shortName } from '../../requests/phone/service-look.ts'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { tasksText } from '../text.ts'
import { AskLess } from './ask-less.tsx'
import { FreePanel } from './free-panel.tsx'
import { hrefOf, OfferCard, PastOffer } from './offer-card.tsx'
import './tasks.css'

type Shown = 'now' | 'today' | 'close' | 'past'
const shownValues: readonly string[] = ['now', 'today', 'close', 'past'] satisfies readonly Shown[]

export const fits = (shown: Shown, { window, metres }: Pick<Offer, 'window' | 'metres'>, now: Date): boolean => {
  if (shown === 'today') return window === null || daysBetween(now, window.from) <= 0
  if (shown === 'close') return metres !== null && metres <= 500
  return true
}

/** What this person has promised already, on top. */
const MyJobs = () => {
  const t = useText(tasksText)
  const say = useSay()
  const words = useWords()
  const visits = useQuery(query(listVisits, { query: { mine: 'true', state: 'open' } }))
  const [next] = visits.data?.items ?? []
  if (!next) return null
  return (
    <CardLink
      href="/visits"
      icon={iconOf(next.icon)}
      live
      title={t.mine(t.jobs(say.number(visits.data?.items.length ?? 0)))}
      detail={t.nextJob(
        words(shortName({ zh: next.serviceZh, en: next.serviceEn })),
        say.window(next.plannedFrom, next.plannedTo),
      )}
    />
  )
}

const TaskMap = ({ offers }: { readonly offers: readonly Offer[] }) => {
  const t = useText(tasksText)
  const say = useSay()
  const words = useWords()
  const communityId = useSignedIn().home?.communityId ?? ''
  const [, go] = useLocation()
  const map = useQuery({
    ...query(getAreaMap, { params: { areaId: communityId } }),
    staleTime: 600_000,
    enabled: communityId !== '',
  })
  const pins = useMemo(
    () =>
      offers.flatMap((offer) =>
        offer.point
          ? [
              {
                id: offer.requestId,
                at: offer.point,
                kind: offer.invited ? ('due' as const) : ('today' as const),
                icon: iconOf(offer.icon),
                label: `${words(shortName({ zh: offer.serviceZh, en: offer.serviceEn }))}, ${t.nearBy(offer.nearName)}`,
              },
            ]
          : [],
      ),
    [offers, words, t],
  )
  return (
    <div className="lb-tasks-map">
      <AreaMap
        map={map.data}
        label={t.mapLabel(say.number(pins.length))}
        pins={pins}
        list="elsewhere"
        onSelect={(id) => {
          const offer = offers.find((one) => one.requestId === id)
          if (offer) go(hrefOf(offer))
        }}
      />
    </div>
  )
}

const Now = ({ shown, onMap }: { readonly shown: Shown; readonly onMap: boolean }) => {
  const t = useText(tasksText)
  const now = useNow(60)
  const [, go] = useLocation()
  const offers = useQuery({ ...query(listOffers, { query: { state: 'open' } }), refetchInterval: 60_000 })
  return (
    <Loaded
      from={offers}
      empty={({ asked, near }) =>
        asked.length + near.length === 0 ? (
          <EmptyState>
            {t.none}
            <br />
            {t.noneFree}
          </EmptyState>
        ) : undefined
      }
    >
      {(data) => {
        const asked = data.asked.filter((one) => fits(shown, one, now))
        const near = data.near.filter((one) => fits(shown, one, now))
        if (asked.length + near.length === 0)
          return (
            <EmptyState
              action={
                <Button kind="secondary" onClick={() => go('/help', { replace: true })}>
                  {t.seeAll}
                </Button>
              }
            >
              {t.noneFilter}
            </EmptyState>
          )
        return (
          <>
            {onMap && <TaskMap offers={[...asked, ...near]} />}
            {asked.map((offer) => (
              <OfferCard key={offer.id ?? offer.requestId} offer={offer} />
            ))}
            {near.length > 0 && (
              <Section title={t.near}>
                {near.map((offer) => (
                  <OfferCard key={hrefOf(offer)} offer={offer} />
                ))}
              </Section>
            )}
          </>
        )
      }}
    </Loaded>
  )
}

const Past = () => {
  const t = useText(tasksText)
  const offers = useQuery(query(listOffers, { query: { state: 'past' } }))
  return (
    <Loaded
      from={offers}
      shape="rows"
      empty={({ asked }) => (asked.length === 0 ? <EmptyState>{t.nonePast}</EmptyState> : undefined)}
    >
      {({ asked }) => asked.map((offer) => <PastOffer key={offer.id ?? offer.requestId} offer={offer} />)}
    </Loaded>
  )
}

/** For who does not help yet: what it is, and the way in. */
const Join = () => {
  const t = useText(tasksText)
  const applied = useSignedIn().volunteer?.state === 'applied'
  return (
    <EmptyState
      action={
        <ButtonLink icon="heart" href={applied ? '/me/volunteer' : '/volunteer'}>
          {applied ? t.appliedGo : t.joinGo}
        </ButtonLink>
      }
    >
      {applied ? t.applied : t.join}
    </EmptyState>
  )
}

export const HelpPage = () => {
  const t = useText(tasksText)
  const me = useSignedIn()
  const elder = useElder()
  const [, go] = useLocation()
  const [onMap, setOnMap] = useState(false)
  const wanted = new URLSearchParams(useSearch()).get('show') ?? ''
  const shown = (shownValues.includes(wanted) ? wanted : 'now') as Shown
  const helps = mayDo(me, 'offers.answer')
  return (
    <ResidentPage
      title={t.title}
      tabs
      aside={
        helps && (
          <>
            <IconButton
              icon={onMap ? 'list' : 'map'}
              label={onMap ? t.asList : t.onMap}
              aria-pressed={onMap}
              onClick={() => setOnMap(!onMap)}
            />
            <IconLink icon="clock" label={t.records} href="/me/records" />
          </>
        )
      }
    >
      {!helps && <Join />}
      {helps && (
        <>
          {mayDo(me, 'volunteers.self') && <FreePanel />}
          <FilterChips
            label={t.show}
            chosen={[shown]}
            onChoose={(show) => go(show === 'now' ? '/help' : `/help?show=${show}`, { replace: true })}
            options={[
              { value: 'now', title: t.now },
              { value: 'today', title: t.today },
              { value: 'close', title: t.close },
              { value: 'past', title: t.past },
            ]}
          />
          {shown !== 'past' && <MyJobs />}
          <CardLink href="/help/week" icon="calendar" title={t.week} detail={t.weekLine} />
          {shown === 'past' ? <Past /> : <Now shown={shown} onMap={onMap} />}
          {shown === 'past' && <CardLink href="/visits?show=past" icon="list" title={t.mineNone} />}
          {mayDo(me, 'volunteers.self') && <AskLess />}
          {elder && <CardLink href="/me/records" icon="clock" title={t.records} />}
        </>
      )}
    </ResidentPage>
  )
}
