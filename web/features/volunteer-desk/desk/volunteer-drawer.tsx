// One volunteer: who, holdings, weekly hours, areas, teams, records with their total.
import { useQuery } from '@tanstack/react-query'
import { listRecords } from '@linbang/contract/records'
import { getVolunteer } from '@linbang/contract/volunteers'
import type { Volunteer } from '@linbang/contract/volunteers'
import { query } from '../../../kit/api.ts'
import { usePages } from '../../../kit/pages.ts'
import { momentOf } from '../../../kit/say.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Facts, Section } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { PagedTable } from '../../../ui/desk/list-table.tsx'
import { Drawer } from '../../../ui/dialog.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { Stars } from '../../../ui/rating.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { volunteerDeskText } from '../text.ts'
import { Holdings } from './holdings.tsx'
import { HoursGrid } from './hours-grid.tsx'
import type { Verdict } from './review-dialog.tsx'

type Props = {
  readonly id: string
  readonly onClose: () => void
  readonly onReview: ((verdict: Verdict) => void) | undefined
}

export const VolunteerDrawer = ({ id, onClose, onReview }: Props) => {
  const t = useText(volunteerDeskText)
  const volunteer = useQuery(query(getVolunteer, { params: { volunteerId: id } }))
  const one = volunteer.data
  const review = (approve: boolean) => one && onReview?.({ ...one, approve })
  const actions = one?.state === 'applied' && onReview && (
    <>
      <Button kind="secondary" onClick={() => review(false)}>
        {t.refuse}
      </Button>
      <Button icon="check" onClick={() => review(true)}>
        {t.approve}
      </Button>
    </>
  )
  return (
    <Drawer open onClose={onClose} title={one?.name ?? t.title} actions={actions || undefined}>
      <Loaded from={volunteer} shape="page">
        {(loaded) => (
          <div className="lb-stack" data-wide="">
            <Who volunteer={loaded} />
            <Holdings volunteer={loaded} />
            <Hours volunteer={loaded} />
            <Places volunteer={loaded} />
            <Records volunteerId={id} />
          </div>
        )}
      </Loaded>
    </Drawer>
  )
}

const Who = ({ volunteer: one }: { readonly volunteer: Volunteer }) => {
  const t = useText(volunteerDeskText)
  const say = useSay()
  const line = [one.number, one.age === null ? '' : t.years(say.number(one.age)), one.buildingName ?? t.noBuilding]
  const facts = [
    { label: t.phone, value: one.phoneMasked ?? '–' },
    { label: t.sinceWhen, value: say.date(one.appliedAt) },
    { label: t.served, value: say.hours(one.minutesServed) },
    { label: t.asks, value: t.times(say.number(one.asksADay)) },
    ...(one.organisationName ? [{ label: t.organisation, value: one.organisationName }] : []),
    ...(one.awayFrom
      ? [{ label: t.away, value: `${say.date(one.awayFrom)} – ${one.awayTo ? say.date(one.awayTo) : ''}` }]
      : []),
    ...(one.reviewReason ? [{ label: t.why, value: one.reviewReason }] : []),
    ...(one.about ? [{ label: t.about, value: one.about }] : []),
  ]
  return (
    <div className="lb-stack">
      <div className="lb-row">
        <Portrait seed={one.personId} {...(one.age !== null && { age: one.age })} size={3.5} />
        <div className="lb-grow">
          <div className="lb-row" data-tight="">
            <b className="lb-heading">{one.callName}</b>
            <Chip tone={one.state === 'approved' ? 'success' : 'neutral'}>{t.state[one.state]}</Chip>
            <Chip>{t.class[one.class]}</Chip>
          </div>
          <p className="lb-sm lb-soft">{line.filter(Boolean).join(' · ')}</p>
          {one.rating !== null && <Stars average={one.rating} count={one.ratingCount} />}
        </div>
      </div>
      <Facts plain facts={facts} />
    </div>
  )
}

const Hours = ({ volunteer: { hours, exceptions } }: { readonly volunteer: Volunteer }) => {
  const t = useText(volunteerDeskText)
  const say = useSay()
  return (
    <Section title={t.hours}>
      {hours.length > 0 ? <HoursGrid hours={hours} /> : <p className="lb-soft">{t.noHours}</p>}
      {exceptions.length > 0 && (
        <Facts
          plain
          facts={exceptions.map(({ day, free }) => ({
            label: say.calendarDay(momentOf(day, '12:00')),
            value: free ? t.freeDay : t.busyDay,
          }))}
        />
      )}
    </Section>
  )
}

const Places = ({ volunteer: { areas, teams } }: { readonly volunteer: Volunteer }) => {
  const t = useText(volunteerDeskText)
  const say = useSay()
  return (
    <Section title={t.areas}>
      <Facts
        plain
        facts={[
          { label: t.areas, value: say.list(areas.map(({ name }) => name)) || '–' },
          { label: t.teams, value: say.list(teams.map(({ name }) => name)) || t.noTeams },
        ]}
      />
    </Section>
  )
}

const Records = ({ volunteerId }: { readonly volunteerId: string }) => {
  const t = useText(volunteerDeskText)
  const say = useSay()
  const total = useQuery(query(listRecords, { query: { volunteerId, limit: '1' } }))
  const records = usePages(listRecords, { query: { volunteerId, limit: '20' } })
  return (
    <Section title={t.records} more={total.data && say.hours(total.data.totalMinutes)}>
      <div className="lb-volunteers-records">
        <PagedTable
          label={t.records}
          pages={records}
          empty={<p className="lb-soft">{t.noRecords}</p>}
          rowKey={({ id: recordId }) => recordId}
          columns={[
            { key: 'day', title: t.day, show: ({ day }) => <span className="lb-nowrap">{day}</span> },
            {
              key: 'what',
              title: t.what,
              show: ({ activityName, place }) => (
                <>
                  {activityName}
                  <small>{place}</small>
                </>
              ),
            },
            { key: 'long', title: t.long, number: true, show: ({ minutes }) => say.hours(minutes) },
          ]}
        />
      </div>
    </Section>
  )
}
