// When: as soon as possible, one of the next two times, or another day, once or again and again.
import { useMemo } from 'react'
import type { Service } from '@linbang/contract/catalog'
import { useNow } from '../../../kit/clock.ts'
import { useElder } from '../../../kit/preference.ts'
import { partsOf } from '../../../kit/say.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { CheckBox, ChoiceList, FilterChips } from '../../../ui/choice.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { askText } from '../ask-text.ts'
import { nextSpans } from './ask-draft.ts'
import type { AskDraft, Change, DayPart, Every } from './ask-draft.ts'
import { weekdayName } from './when-words.ts'

type Part = { readonly draft: AskDraft; readonly change: Change }
const week = [1, 2, 3, 4, 5, 6, 7]
const everies = ['', 'day', 'week', 'two_weeks', 'month'] as const satisfies readonly Every[]
const parts = ['morning', 'afternoon', 'evening'] as const satisfies readonly DayPart[]

const key = ({ from, to }: { readonly from: Date; readonly to: Date }) => `${from.toISOString()} ${to.toISOString()}`

/** A row begins with a capital where the language has them. */
const begun = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

const Repeats = ({ draft, change }: Part) => {
  const t = useText(askText)
  const say = useSay()
  return (
    <>
      {draft.every === 'week' && (
        <div className="lb-stack" data-tight="">
          <p className="lb-strong">{t.weekdays}</p>
          <FilterChips
            label={t.weekdays}
            options={week.map((day) => ({ value: String(day), title: weekdayName(say, day) }))}
            chosen={draft.weekdays}
            onChoose={(day) =>
              change({
                weekdays: draft.weekdays.includes(day)
                  ? draft.weekdays.filter((one) => one !== day)
                  : [...draft.weekdays, day],
              })
            }
          />
        </div>
      )}
      {draft.every !== '' && (
        <>
          <TextField
            name="until"
            label={t.until}
            hint={t.untilHint}
            type="date"
            min={draft.day}
            value={draft.until}
            onChange={(event) => change({ until: event.target.value })}
          />
          <CheckBox
            name="skipHolidays"
            label={t.skipHolidays}
            checked={draft.skipHolidays}
            onChoose={(skipHolidays) => change({ skipHolidays })}
          />
        </>
      )}
    </>
  )
}

const OtherDay = ({ draft, change }: Part) => {
  const t = useText(askText)
  const now = useNow(60)
  const chooseDay = (day: string) => {
    const weekday = day === '' ? '' : String(partsOf(new Date(`${day}T12:00:00Z`)).weekday || 7)
    change({ day, ...(draft.weekdays.length === 0 && weekday !== '' && { weekdays: [weekday] }) })
  }
  return (
    <div className="lb-requests-other">
      <TextField
        name="day"
        label={t.day}
        type="date"
        min={partsOf(now).key}
        max={partsOf(new Date(now.getTime() + 90 * 86_400_000)).key}
        value={draft.day}
        onChange={(event) => chooseDay(event.target.value)}
      />
      <Select
        name="part"
        label={t.part}
        value={draft.part}
        onChange={(event) => change({ part: event.target.value as DayPart })}
      >
        {parts.map((part) => (
          <option key={part} value={part}>
            {t.parts[part]}
          </option>
        ))}
      </Select>
      <Select
        name="every"
        label={t.repeat}
        value={draft.every}
        onChange={(event) => change({ every: event.target.value as Every })}
      >
        {everies.map((every) => (
          <option key={every} value={every}>
            {t.every[every || 'none']}
          </option>
        ))}
      </Select>
      <Repeats draft={draft} change={change} />
    </div>
  )
}

export const WhenQuestion = ({
  draft,
  change,
  service,
  hideLegend,
}: Part & { readonly service: Service | undefined; readonly hideLegend?: boolean }) => {
  const t = useText(askText)
  const say = useSay()
  const elder = useElder()
  const now = useNow(300)
  const spans = useMemo(() => {
    const next = nextSpans(now)
    if (draft.when !== 'window') return next
    const chosen = { from: new Date(draft.from), to: new Date(draft.to) }
    return next.some((one) => key(one) === key(chosen)) || chosen.to <= now ? next : [chosen, ...next.slice(0, 1)]
  }, [now, draft.when, draft.from, draft.to])
  const help =
    t.soonHelp[service && service.defaultUrgency in t.soonHelp ? (service.defaultUrgency as 'life') : 'other']
  const value = draft.when === 'window' ? `${draft.from} ${draft.to}` : draft.when
  const choose = (chosen: string) => {
    if (chosen === 'soon' || chosen === 'other') return change({ when: chosen })
    const [from = '', to = ''] = chosen.split(' ')
    change({ when: 'window', from, to })
  }
  return (
    <ChoiceList
      name="when"
      legend={t.when}
      hideLegend={hideLegend ?? elder}
      options={[
        { value: 'soon', title: t.soon, help },
        ...spans.map((span) => ({ value: key(span), title: begun(say.window(span.from, span.to, now)) })),
        { value: 'other', title: t.otherDay, icon: 'calendar' as const },
      ]}
      value={value}
      onChoose={choose}
      {...(draft.when === 'other' && { under: { other: <OtherDay draft={draft} change={change} /> } })}
    />
  )
}
