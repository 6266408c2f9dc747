// Whom to turn to: family with rights, and who lives at the same door. Numbers are shown one at a time, with a reason.
import { useQuery } from '@tanstack/react-query'
import { getHousehold, getPerson } from '@linbang/contract/people'
import { query } from '../../../kit/api.ts'
import { useText } from '../../../kit/text.ts'
import { Portrait } from '../../../ui/portrait.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { Reveal } from '../../people/desk/reveal.tsx'
import { hotlineText } from '../hotline-text.ts'

export const Near = ({ personId, householdId }: { readonly personId: string; readonly householdId: string }) => {
  const t = useText(hotlineText)
  const person = useQuery(query(getPerson, { params: { personId } }))
  const household = useQuery({ ...query(getHousehold, { params: { householdId } }), enabled: householdId !== '' })
  const family = person.data?.families ?? []
  const members = (household.data?.members ?? []).filter((one) => one.personId !== personId && one.livesThere)
  const all = [
    ...family.map((one) => ({ personId: one.personId, name: one.callName, how: one.relation })),
    ...members
      .filter((one) => !family.some((other) => other.personId === one.personId))
      .map((one) => ({ personId: one.personId, name: one.callName, how: one.relation || t.livesHere })),
  ]
  if (all.length === 0) return null
  return (
    <Panel label={t.near} title={t.near}>
      <ul>
        {all.map((one) => (
          <li key={one.personId} className="lb-intake-row">
            <Portrait seed={one.personId} size={2} />
            <span className="lb-grow">
              <b>{one.name}</b>
              <small>{one.how}</small>
            </span>
            <Reveal personId={one.personId} field="phone" masked="***" may={person.data?.can.reveal ?? false} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
