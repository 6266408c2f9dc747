// 今天的走访: the next door first, what comes after, what is behind; check-in, what was seen, nobody at home.
import { useQuery } from '@tanstack/react-query'
import { listMyStops } from '@linbang/contract/round-walks'
import type { TodayStop } from '@linbang/contract/round-walks'
import { query } from '../../../kit/api.ts'
import { momentOf } from '../../../kit/say.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Card, Section } from '../../../ui/card.tsx'
import { MapStrip } from '../../../ui/map/area-map.tsx'
import type { Pin } from '../../../ui/map/pins.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { CalendarCard } from '../../roster/phone/calendar-card.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { roundsText } from '../text.ts'
import { NextStop } from './next-stop.tsx'

const nameOf = (stop: TodayStop): string => stop.checkpointName ?? stop.visit.callName ?? stop.visit.buildingName

export const MyRoundPage = () => {
  const t = useText(roundsText)
  const say = useSay()
  const mine = useQuery(query(listMyStops))
  return (
    <ResidentPage title={t.mine} back="/me">
      <Loaded from={mine} shape="page">
        {({ items, ahead, feed }) => {
          const open = items.filter(({ state }) => state === 'planned')
          const over = items.filter(({ state }) => state !== 'planned')
          const [next, ...later] = open
          return (
            <>
              {items.length === 0 && <EmptyState>{t.nothing}</EmptyState>}
              {next && <Strip stops={open} />}
              {next && (
                <Section title={t.next}>
                  <NextStop key={next.id} stop={next} />
                </Section>
              )}
              {later.length > 0 && (
                <Section title={t.later}>
                  {later.map((stop) => (
                    <Card key={stop.id} snug>
                      <b>{`${t.about(say.clock(stop.begins))} · ${nameOf(stop)}`}</b>
                      <p className="lb-soft">
                        {[stop.visit.buildingName, stop.visit.doorName].filter(Boolean).join(' ')}
                      </p>
                    </Card>
                  ))}
                </Section>
              )}
              {over.length > 0 && (
                <Section title={t.over}>
                  {over.map((stop) => (
                    <Card key={stop.id} snug>
                      {`${nameOf(stop)} · ${t.stopState[stop.state]}`}
                    </Card>
                  ))}
                </Section>
              )}
              {ahead.map(({ day, stops }) => (
                <p key={day} className="lb-soft">
                  {t.ahead(say.day(momentOf(day, '12:00')), say.number(stops))}
                </p>
              ))}
              <CalendarCard kind="rounds" has={feed} />
            </>
          )
        }}
      </Loaded>
    </ResidentPage>
  )
}

/** The way that is left, from door to door. */
const Strip = ({ stops }: { readonly stops: readonly TodayStop[] }) => {
  const t = useText(roundsText)
  const pins = stops.flatMap((stop, place): Pin[] =>
    stop.visit.point
      ? [
          {
            id: stop.id,
            at: stop.visit.point,
            kind: place === 0 ? 'home' : 'candidate',
            number: place + 1,
            label: nameOf(stop),
          },
        ]
      : [],
  )
  const points = pins.map(({ at }) => at)
  return <MapStrip map={undefined} label={t.map} pins={pins} paths={[{ id: 'way', kind: 'walk', points }]} framed />
}
