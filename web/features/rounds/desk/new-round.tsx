// A new round: the day, whom to visit, who walks; everything has a default.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { getRoundChoices, planRound } from '@linbang/contract/rounds'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import type { Answer } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { partsOf } from '../../../kit/say.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { ChoiceList } from '../../../ui/choice.tsx'
import { Drawer } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { roundsText } from '../text.ts'
import { initialHours, WalkerFields, walkersFrom } from './walkers.tsx'

type Choices = Answer<typeof getRoundChoices>
type Props = { readonly areaId: string; readonly onClose: () => void }
const dayAfter = (now: Date, days: number) => partsOf(new Date(now.getTime() + days * 86_400_000)).key

export const NewRound = ({ areaId, onClose }: Props) => {
  const t = useText(roundsText)
  const now = useNow(60)
  const [day, setDay] = useState(() => dayAfter(now, 1))
  const choices = useQuery({ ...query(getRoundChoices, { query: { areaId, day } }), enabled: day !== '' })
  const [, go] = useLocation()
  const plan = useAct(planRound, { refreshes: ['/rounds'], onDone: ({ id }) => go(`/desk/rounds/${id}`) })
  return (
    <Drawer
      open
      onClose={onClose}
      title={t.newRound}
      actions={
        <Button type="submit" form="new-round" busy={plan.busy}>
          {t.plan}
        </Button>
      }
    >
      <label className="lb-field">
        <b>{t.day}</b>
        <input
          className="lb-input"
          type="date"
          value={day}
          min={dayAfter(now, 0)}
          onChange={(event) => setDay(event.target.value)}
        />
      </label>
      <Loaded from={choices} shape="rows">
        {(found) => (
          <Fields
            key={day}
            areaId={areaId}
            day={day}
            choices={found}
            onSend={(body) => plan.send({ body })}
            failed={plan.refused}
          />
        )}
      </Loaded>
    </Drawer>
  )
}

type Body = Parameters<ReturnType<typeof useAct<typeof planRound>>['send']>[0]['body']
const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : value ? [String(value)] : [])

const pickOf = (value: string, choices: Choices, count: number): Body['picks'][number] => {
  if (value === 'monthly') return { kind: 'monthly', count }
  if (value === 'patrol') return { kind: 'patrol', checkpointIds: choices.checkpoints.map(({ id }) => id) }
  const due = choices.due.find(({ tag }) => tag === value)
  return { kind: 'due', tag: value, every: due?.every ?? 30 }
}

const Fields = ({
  areaId,
  day,
  choices,
  onSend,
  failed,
}: {
  readonly areaId: string
  readonly day: string
  readonly choices: Choices
  readonly failed: unknown
  readonly onSend: (body: Body) => Promise<unknown>
}) => {
  const t = useText(roundsText)
  const say = useSay()
  const tags = t.tags as Readonly<Record<string, string>>
  const whom = [
    { value: 'monthly', title: t.monthly(say.number(choices.monthlyLeft)) },
    ...choices.due.map(({ tag, every, people }) => ({
      value: tag,
      title: t.due(tags[tag] ?? tag, say.number(every), say.number(people)),
    })),
    ...(choices.checkpoints.length > 0
      ? [{ value: 'patrol', title: t.patrol(say.number(choices.checkpoints.length)) }]
      : []),
  ]
  if (choices.walkers.length === 0) return <p className="lb-soft">{t.noWalkers}</p>
  return (
    <Form
      id="new-round"
      initial={{ count: '20', ...initialHours(choices.walkers) }}
      schema={planRound.body}
      complete={({ name, whom: chosen, walkers, count, hours }) => ({
        name,
        areaId,
        day,
        picks: listOf(chosen).map((value) => pickOf(value, choices, Number(count) || 20)),
        walkers: walkersFrom(listOf(walkers), hours, choices.walkers),
      })}
      onSend={onSend}
    >
      {failed ? <RefusalLines error={failed} /> : null}
      <TextField name="name" label={t.name} hint={t.nameHint} maxLength={40} />
      <ChoiceList
        name="whom"
        legend={t.whom}
        many
        options={whom}
        initial={choices.due[0] ? [choices.due[0].tag] : ['monthly']}
      />
      <TextField name="count" type="number" label={t.howMany} min={1} max={200} />
      <WalkerFields walkers={choices.walkers} />
    </Form>
  )
}
