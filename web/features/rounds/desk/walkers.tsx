// Who walks a round: people with their own hours that day and a rest, each set only for who is chosen.
import { useState } from 'react'
import type { getRoundChoices } from '@linbang/contract/rounds'
import type { Answer } from '../../../kit/api.ts'
import { useText } from '../../../kit/text.ts'
import { ChoiceList } from '../../../ui/choice.tsx'
import { TextField } from '../../../ui/field.tsx'
import { roundsText } from '../text.ts'
import './rounds.css'

export type Choice = Answer<typeof getRoundChoices>['walkers'][number]
type Hours = { readonly from?: unknown; readonly to?: unknown; readonly rest?: unknown }

const restOf = ({ volunteer }: Choice) => (volunteer ? 0 : 30)
const most = 40

/** Staff first, four of them at the most; volunteers are chosen by a person. */
const usual = (walkers: readonly Choice[]): string[] =>
  walkers
    .filter(({ volunteer }) => !volunteer)
    .slice(0, 4)
    .map(({ personId }) => personId)

/** What stands in the fields before anybody changes them. */
export const initialHours = (walkers: readonly Choice[]): Record<string, string> =>
  Object.fromEntries(
    walkers.slice(0, most).flatMap((one) => [
      [`hours.${one.personId}.from`, one.from],
      [`hours.${one.personId}.to`, one.to],
      [`hours.${one.personId}.rest`, String(restOf(one))],
    ]),
  )

/** The chosen as the contract wants them; a field that was left empty says what it said at first. */
export const walkersFrom = (chosen: readonly string[], hours: unknown, walkers: readonly Choice[]) =>
  chosen.flatMap((personId) => {
    const one = walkers.find((each) => each.personId === personId)
    if (!one) return []
    const { from, to, rest } = ((hours as Readonly<Record<string, Hours>> | undefined)?.[personId] ?? {}) as Hours
    const breakMinutes = rest === undefined || rest === '' ? restOf(one) : Number(rest)
    return [{ personId, from: String(from || one.from), to: String(to || one.to), breakMinutes }]
  })

export const WalkerFields = ({ walkers }: { readonly walkers: readonly Choice[] }) => {
  const t = useText(roundsText)
  const [chosen, setChosen] = useState(() => usual(walkers))
  const shown = walkers.slice(0, most)
  const under = Object.fromEntries(
    shown
      .filter(({ personId }) => chosen.includes(personId))
      .map((one) => [one.personId, <HoursOf key="" one={one} />]),
  )
  return (
    <ChoiceList
      name="walkers"
      legend={t.walkers}
      hint={t.walkersHint}
      many
      initial={usual(walkers)}
      onChoose={(personId, checked) =>
        setChosen((before) => [...before.filter((one) => one !== personId), ...(checked ? [personId] : [])])
      }
      under={under}
      options={shown.map((one) => ({
        value: one.personId,
        title: one.name,
        help: [`${one.from}–${one.to}`, one.volunteer ? t.volunteer : '', one.busy ? t.busy : '']
          .filter(Boolean)
          .join(' · '),
      }))}
    />
  )
}

const HoursOf = ({ one }: { readonly one: Choice }) => {
  const t = useText(roundsText)
  const name = (field: string) => `hours.${one.personId}.${field}`
  return (
    <div className="lb-walker-hours" role="group" aria-label={t.hoursOf(one.name)}>
      <TextField name={name('from')} type="time" label={t.from} />
      <TextField name={name('to')} type="time" label={t.to} />
      <TextField name={name('rest')} type="number" label={t.rest} min={0} max={120} step={5} />
    </div>
  )
}
