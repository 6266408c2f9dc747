// Stars at the desk: proposed, asked for, in notice, decided; who reviews and who decides are two people.
import { useState } from 'react'
import { listStars, StarState } from '@linbang/contract/stars'
import type { StarCase } from '@linbang/contract/stars'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { usePages } from '../../../kit/pages.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { PagedTable } from '../../../ui/desk/list-table.tsx'
import { Select } from '../../../ui/field.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { starText } from '../../records/star-text.ts'
import { starDeskText } from '../star-text.ts'
import { recordDeskText } from '../text.ts'
import { StarDialog } from './star-dialog.tsx'

const starTones = {
  proposed: 'info',
  asked: 'warn',
  noticed: 'info',
  granted: 'success',
  refused: 'danger',
  withdrawn: 'neutral',
} as const

const useServed = () => {
  const t = useText(starDeskText)
  const say = useSay()
  return ({ kind, basisNow }: StarCase): string =>
    kind === 'lasting' ? say.hours(basisNow.minutes) : t.points(say.number(basisNow.points))
}

const useRated = () => {
  const t = useText(starDeskText)
  const say = useSay()
  return ({ basisNow: { average, rated } }: StarCase): string =>
    average === null ? t.unrated : t.rated(say.decimal(average, 1), say.number(rated))
}

export const Stars = () => {
  const t = useText(starDeskText)
  const desk = useText(recordDeskText)
  const words = useText(starText)
  const say = useSay()
  const [served, rated] = [useServed(), useRated()]
  const areaId = useDeskAreaId(useSignedIn())
  const [state, setState] = useState<StarState>()
  const found = usePages(listStars, { query: { areaId, limit: '40', ...(state && { state }) } })
  const [looking, setLooking] = useState<string>()
  const one = found.rows?.find(({ id }) => id === looking)
  return (
    <Panel
      label={desk.tabs.stars}
      head={
        <>
          <Select
            name="state"
            label={t.filter}
            hideLabel
            value={state ?? ''}
            onChange={(event) => setState(StarState.options.find((value) => value === event.target.value))}
          >
            <option value="">{t.all}</option>
            {StarState.options.map((value) => (
              <option key={value} value={value}>
                {words.state[value]}
              </option>
            ))}
          </Select>
          <span className="lb-grow" />
          <ButtonLink size="sm" kind="secondary" icon="eye" href="/stars" target="_blank">
            {t.notice}
          </ButtonLink>
        </>
      }
    >
      <PagedTable
        label={desk.tabs.stars}
        pages={found}
        empty={<EmptyState>{t.empty}</EmptyState>}
        rowKey={({ id }) => id}
        openKey={looking}
        onOpen={({ id }) => setLooking(id)}
        columns={[
          { key: 'who', title: desk.columns.who, show: ({ name, volunteerNumber }) => `${name} ${volunteerNumber}` },
          { key: 'star', title: t.columns.star, show: ({ stars, year }) => words.star(stars, year) },
          { key: 'served', title: t.columns.served, number: true, show: served },
          { key: 'rating', title: t.columns.rating, number: true, show: rated },
          {
            key: 'state',
            title: desk.columns.state,
            show: ({ state, objections }) => (
              <>
                <Chip tone={starTones[state]}>{words.state[state]}</Chip>{' '}
                {objections.length > 0 && <small>{t.objections(say.number(objections.length))}</small>}
              </>
            ),
          },
          { key: 'notice', title: t.columns.notice, number: true, show: ({ noticeTo }) => noticeTo ?? '' },
          {
            key: 'act',
            title: t.columns.act,
            quiet: true,
            show: ({ id }) => (
              <Button size="sm" kind="secondary" onClick={() => setLooking(id)}>
                {t.open}
              </Button>
            ),
          },
        ]}
      />
      {one && <StarDialog one={one} onClose={() => setLooking(undefined)} />}
    </Panel>
  )
}
