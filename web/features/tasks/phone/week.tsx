// 这一周: what I am planned for, day by day; whoever cannot come says so here, and somebody else is looked for.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { listVisits } from '@linbang/contract/visits'
import type { Visit } from '@linbang/contract/visits'
import { query } from '../../../kit/api.ts'
import { partsOf } from '../../../kit/say.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { CardLink, Section } from '../../../ui/card.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { iconOf, shortName } from '../../requests/phone/service-look.ts'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { DropSheet } from '../../visits/phone/trouble.tsx'
import { tasksText } from '../text.ts'

const byDay = (visits: readonly Visit[]): readonly (readonly Visit[])[] => {
  const days = new Map<string, Visit[]>()
  for (const visit of [...visits].sort((a, b) => a.plannedFrom.getTime() - b.plannedFrom.getTime())) {
    const { key } = partsOf(visit.plannedFrom)
    days.set(key, [...(days.get(key) ?? []), visit])
  }
  return [...days.values()]
}

const Planned = ({ visit, onDrop }: { readonly visit: Visit; readonly onDrop: () => void }) => {
  const t = useText(tasksText)
  const say = useSay()
  const words = useWords()
  return (
    <div className="lb-stack">
      <CardLink
        href={`/visits/${visit.id}`}
        icon={iconOf(visit.icon)}
        title={words(shortName({ zh: visit.serviceZh, en: visit.serviceEn }))}
        detail={[say.window(visit.plannedFrom, visit.plannedTo), visit.buildingName].filter(Boolean).join(' · ')}
      />
      {visit.can.drop && (
        <Button kind="quiet" onClick={onDrop}>
          {t.weekDrop}
        </Button>
      )}
    </div>
  )
}

export const WeekPage = () => {
  const t = useText(tasksText)
  const say = useSay()
  const [dropping, setDropping] = useState<string>()
  const visits = useQuery(query(listVisits, { query: { mine: 'true', state: 'open' } }))
  return (
    <ResidentPage title={t.week} back="/help">
      <Loaded
        from={visits}
        shape="rows"
        empty={({ items }) =>
          items.length === 0 ? (
            <EmptyState action={<ButtonLink href="/help">{t.seeOthers}</ButtonLink>}>{t.weekNone}</EmptyState>
          ) : undefined
        }
      >
        {({ items }) =>
          byDay(items).map((visitsOfDay) => (
            <Section key={visitsOfDay[0]!.id} title={say.day(visitsOfDay[0]!.plannedFrom)}>
              {visitsOfDay.map((visit) => (
                <Planned key={visit.id} visit={visit} onDrop={() => setDropping(visit.id)} />
              ))}
            </Section>
          ))
        }
      </Loaded>
      {dropping && <DropSheet visitId={dropping} onClose={() => setDropping(undefined)} />}
    </ResidentPage>
  )
}
