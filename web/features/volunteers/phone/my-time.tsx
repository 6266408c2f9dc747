// When, where and how often: the week, days that differ, areas, asks a day. Each is changed in its own sheet and saved at once.
import { useState } from 'react'
import type { ReactNode } from 'react'
import * as z from 'zod/mini'
import { changeMyVolunteer } from '@linbang/contract/volunteers'
import type { Volunteer, WeekHours } from '@linbang/contract/volunteers'
import { useAct } from '../../../kit/act.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Card, Facts, Section } from '../../../ui/card.tsx'
import { ChoiceList, FilterChips } from '../../../ui/choice.tsx'
import { Sheet } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { profileText } from '../profile-text.ts'
import { AreasChoice } from './areas-choice.tsx'
import { HourGrid } from './hour-grid.tsx'
import { cellsOf, dayHours, dayParts, fitParts, hoursOf, minutesOf } from './week-cells.ts'
import type { Cell } from './week-cells.ts'
import { WeekGrid } from './week-grid.tsx'

type Part = 'hours' | 'days' | 'areas' | 'asks'
type DayException = Volunteer['exceptions'][number]
type Props = { readonly volunteer: Volunteer; readonly onClose: () => void }
const asks = [0, 1, 2, 3, 5, 8] as const

const useChange = (onClose: () => void) => {
  const t = useText(profileText)
  return useAct(changeMyVolunteer, {
    refreshes: ['/offers'],
    onDone: () => {
      toast(t.saved)
      onClose()
    },
  })
}

const Editing = ({
  title,
  act,
  onClose,
  onSave,
  children,
}: {
  readonly title: string
  readonly act: ReturnType<typeof useChange>
  readonly onClose: () => void
  readonly onSave: () => void
  readonly children: ReactNode
}) => {
  const t = useText(profileText)
  return (
    <Sheet
      open
      onClose={onClose}
      title={title}
      actions={
        <Button size="lg" wide busy={act.busy} onClick={onSave}>
          {t.save}
        </Button>
      }
    >
      {act.refused && <ErrorState error={act.refused} />}
      {children}
    </Sheet>
  )
}

const HoursSheet = ({ volunteer, onClose }: Props) => {
  const t = useText(profileText)
  const act = useChange(onClose)
  const [hours, setHours] = useState<readonly WeekHours[]>(volunteer.hours)
  const [exact, setExact] = useState(!fitParts(volunteer.hours))
  const save = () => act.press({ body: { version: volunteer.version, hours: [...hours] } })
  const slots = exact ? dayHours : dayParts
  const grid = { cells: cellsOf(hours, slots), onChange: (cells: readonly Cell[]) => setHours(hoursOf(cells, slots)) }
  return (
    <Editing title={t.times} act={act} onClose={onClose} onSave={save}>
      <FilterChips
        label={t.times}
        options={[
          { value: 'parts', title: t.byParts },
          { value: 'hours', title: t.byHours },
        ]}
        chosen={[exact ? 'hours' : 'parts']}
        onChoose={(value) => setExact(value === 'hours')}
      />
      {exact ? <HourGrid {...grid} /> : <WeekGrid {...grid} />}
    </Editing>
  )
}

const AreasSheet = ({ volunteer, onClose }: Props) => {
  const t = useText(profileText)
  const act = useChange(onClose)
  const [areaIds, setAreas] = useState<readonly string[]>(volunteer.areas.map((one) => one.areaId))
  const save = () => act.press({ body: { version: volunteer.version, areaIds: [...areaIds] } })
  return (
    <Editing title={t.areas} act={act} onClose={onClose} onSave={save}>
      <AreasChoice chosen={areaIds} onChange={setAreas} />
    </Editing>
  )
}

const AsksSheet = ({ volunteer, onClose }: Props) => {
  const t = useText(profileText)
  const say = useSay()
  const act = useChange(onClose)
  const [count, setCount] = useState(volunteer.asksADay)
  const save = () => act.press({ body: { version: volunteer.version, asksADay: count } })
  return (
    <Editing title={t.asks} act={act} onClose={onClose} onSave={save}>
      <ChoiceList
        name="asks"
        legend={t.asks}
        hideLegend
        value={String(count)}
        onChoose={(one) => setCount(Number(one))}
        options={[...new Set([...asks, volunteer.asksADay])]
          .sort((one, other) => one - other)
          .map((one) => ({ value: String(one), title: one === 0 ? t.asksNone : t.asksValue(say.number(one)) }))}
      />
    </Editing>
  )
}

const minuteOf = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}
const timeOf = (minute: number): string => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`

const Time = z.string().check(z.regex(/^\d\d:\d\d$/))
const OneDay = z
  .object({ day: z.iso.date(), free: z.enum(['yes', 'no']), from: Time, until: Time })
  .check(z.refine(({ from, until }) => from < until, { path: ['until'] }))

const useDayLine = () => {
  const t = useText(profileText)
  return ({ day, free, fromMinute, toMinute }: DayException) =>
    (free ? t.dayFree : t.dayBusy)(day, `${timeOf(fromMinute)}–${timeOf(toMinute)}`)
}

const DaysSheet = ({ volunteer, onClose }: Props) => {
  const t = useText(profileText)
  const line = useDayLine()
  const act = useChange(onClose)
  const { exceptions, version } = volunteer
  const set = (next: readonly DayException[]) => act.send({ body: { version, exceptions: [...next] } })
  return (
    <Sheet open onClose={onClose} title={t.exceptions}>
      {act.refused && <ErrorState error={act.refused} />}
      <ul>
        {exceptions.map((one) => (
          <li key={`${one.day}-${one.fromMinute}`} className="lb-row" data-between="">
            <span className="lb-grow">{line(one)}</span>
            <IconButton
              icon="x"
              label={t.remove(line(one))}
              onClick={() => act.press({ body: { version, exceptions: exceptions.filter((other) => other !== one) } })}
            />
          </li>
        ))}
      </ul>
      <Form
        schema={OneDay}
        draft="volunteer-day"
        initial={{ free: 'no', from: '08:00', until: '21:00' }}
        explain={() => t.dayWrong}
        onSend={({ day, free, from, until }) =>
          set([...exceptions, { day, free: free === 'yes', fromMinute: minuteOf(from), toMinute: minuteOf(until) }])
        }
      >
        {(form) => (
          <>
            <TextField name="day" type="date" label={t.day} />
            <ChoiceList
              name="free"
              legend={t.freeOrNot}
              options={[
                { value: 'no', title: t.free.no },
                { value: 'yes', title: t.free.yes },
              ]}
            />
            <TextField name="from" type="time" label={t.from} />
            <TextField name="until" type="time" label={t.until} />
            <Button type="submit" size="lg" wide busy={form.busy}>
              {t.add}
            </Button>
          </>
        )}
      </Form>
    </Sheet>
  )
}

const sheets = { hours: HoursSheet, days: DaysSheet, areas: AreasSheet, asks: AsksSheet }

export const MyTime = ({ volunteer }: { readonly volunteer: Volunteer }) => {
  const t = useText(profileText)
  const say = useSay()
  const line = useDayLine()
  const [open, setOpen] = useState<Part>()
  const minutes = minutesOf(volunteer.hours)
  const row = (part: Part, label: string, value: string) => ({
    label,
    value,
    action: (
      <Button kind="quiet" aria-label={`${t.change} ${label}`} onClick={() => setOpen(part)}>
        {t.change}
      </Button>
    ),
  })
  const Open = open && sheets[open]
  return (
    <Section title={t.when}>
      <Card>
        <Facts
          facts={[
            row('hours', t.rows.hours, minutes > 0 ? t.hoursSum(say.duration(minutes)) : t.noHours),
            row('days', t.rows.days, say.list(volunteer.exceptions.map(line)) || t.noExceptions),
            row('areas', t.rows.areas, say.list(volunteer.areas.map(({ name }) => name))),
            row(
              'asks',
              t.rows.asks,
              volunteer.asksADay === 0 ? t.asksNone : t.asksValue(say.number(volunteer.asksADay)),
            ),
          ]}
        />
      </Card>
      {Open && <Open volunteer={volunteer} onClose={() => setOpen(undefined)} />}
    </Section>
  )
}
