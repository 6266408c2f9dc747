// 我的服务: where I am expected, nearest in time first, and what is done.
import { useQuery } from '@tanstack/react-query'
import { useLocation, useSearch } from 'wouter'
import { listVisits } from '@linbang/contract/visits'
import type { Visit } from '@linbang/contract/visits'
import { query } from '../../../kit/api.ts'
import { useOutbox } from '../../../kit/offline.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { CardLink } from '../../../ui/card.tsx'
import { FilterChips } from '../../../ui/choice.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { iconOf, shortName } from '../../requests/phone/service-look.ts'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { visitsText } from '../text.ts'
import { waits, withKept } from './kept-visit.ts'

const VisitRow = ({ visit }: { readonly visit: Visit }) => {
  const t = useText(visitsText)
  const say = useSay()
  const words = useWords()
  const outbox = useOutbox()
  const state = withKept(visit, outbox).me?.state ?? visit.state
  const live = state === 'set_out' || state === 'on_site' || state === 'finished'
  return (
    <CardLink
      href={`/visits/${visit.id}`}
      icon={iconOf(visit.icon)}
      tone={live ? 'lamp' : 'primary'}
      live={live}
      title={words(shortName({ zh: visit.serviceZh, en: visit.serviceEn }))}
      detail={[
        t.states[state],
        ...(waits(visit.id, outbox) ? [t.waiting] : []),
        say.window(visit.plannedFrom, visit.plannedTo),
        [visit.buildingName, visit.doorName].filter(Boolean).join(' '),
      ].join(' · ')}
    />
  )
}

export const VisitsPage = () => {
  const t = useText(visitsText)
  const [, go] = useLocation()
  const past = new URLSearchParams(useSearch()).get('show') === 'past'
  const visits = useQuery(query(listVisits, { query: { mine: 'true', state: past ? 'past' : 'open' } }))
  return (
    <ResidentPage title={t.mine} back="/help">
      <FilterChips
        label={t.show}
        chosen={[past ? 'past' : 'open']}
        onChoose={(show) => go(show === 'past' ? '/visits?show=past' : '/visits', { replace: true })}
        options={[
          { value: 'open', title: t.open },
          { value: 'past', title: t.past },
        ]}
      />
      <Loaded
        from={visits}
        shape="rows"
        empty={({ items }) =>
          items.length === 0 ? (
            <EmptyState
              action={
                !past && (
                  <ButtonLink icon="help" href="/help">
                    {t.seeTasks}
                  </ButtonLink>
                )
              }
            >
              {past ? t.noPast : t.noOpen}
            </EmptyState>
          ) : undefined
        }
      >
        {({ items }) => items.map((visit) => <VisitRow key={visit.id} visit={visit} />)}
      </Loaded>
    </ResidentPage>
  )
}
