// Who would be alerted now, and the notes handed over.
import { useQuery } from '@tanstack/react-query'
import { getDutyNow } from '@linbang/contract/duties'
import { listHandOvers } from '@linbang/contract/roster'
import { query } from '../../../kit/api.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Facts, Note, Section } from '../../../ui/card.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { rosterText } from '../text.ts'

export const DutyNowPanel = ({ areaId }: { readonly areaId: string }) => {
  const t = useText(rosterText)
  const say = useSay()
  const now = useQuery({ ...query(getDutyNow, { query: { areaId } }), refetchInterval: 15_000 })
  const notes = useQuery(query(listHandOvers, { query: { areaId } }))
  const names = (people: readonly { readonly callName: string }[]) =>
    people.length > 0 ? say.list([...new Set(people.map(({ callName }) => callName))]) : t.none
  return (
    <Panel label={t.now} title={t.now} scroll>
      <div className="lb-roster-now">
        <Loaded from={now} shape="rows">
          {(duty) => (
            <>
              {duty.beginsAt > 1 && (
                <Note tone="warn" icon="warn">
                  {t.ladder}
                </Note>
              )}
              <Facts
                plain
                facts={[
                  { label: t.agents, value: names(duty.agents) },
                  { label: t.silent, value: names(duty.silent) },
                  { label: t.field, value: names(duty.field) },
                  { label: t.expected, value: names(duty.expected) },
                  { label: t.leads, value: names(duty.leads) },
                ]}
              />
            </>
          )}
        </Loaded>
        <Section title={t.notes}>
          <Loaded from={notes} shape="rows">
            {({ items }) =>
              items.length === 0 ? (
                <p className="lb-soft">{t.noNotes}</p>
              ) : (
                <ul className="lb-stack" data-tight="">
                  {items.slice(0, 8).map((note) => (
                    <li key={note.id}>
                      <p>{note.words}</p>
                      <p className="lb-soft lb-sm">{`${note.writtenByName} · ${note.areaName} · ${say.brief(note.at)}`}</p>
                    </li>
                  ))}
                </ul>
              )
            }
          </Loaded>
        </Section>
      </div>
    </Panel>
  )
}
