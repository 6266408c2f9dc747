// When, how often, how urgent and by which way it came.
import type { Urgency } from '@linbang/contract/catalog'
import type { RequestRow } from '@linbang/contract/requests'
import { useNow } from '../../../kit/clock.ts'
import { partsOf } from '../../../kit/say.ts'
import { useText } from '../../../kit/text.ts'
import { CheckBox, FilterChips } from '../../../ui/choice.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { stateText } from '../../../ui/status.tsx'
import { intakeText } from '../text.ts'
import type { IntakeDraft } from './draft.ts'

type Props = { readonly draft: IntakeDraft; readonly onChange: (part: Partial<IntakeDraft>) => void }

const repeats = ['none', 'day', 'week', 'two_weeks', 'month'] as const
const urgencies: readonly Urgency[] = ['life', 'basic', 'ordinary', 'complex', 'advice']
const channels = ['hotline', 'desk', 'grid', 'paper'] as const satisfies readonly RequestRow['channel'][]

export const When = ({ draft, onChange }: Props) => {
  const t = useText(intakeText)
  const today = partsOf(useNow(60)).key
  const choose = (when: string) => onChange({ when, ...(when === 'window' && draft.day === '' && { day: today }) })
  return (
    <div className="lb-stack" data-tight="">
      <div className="lb-field">
        <span className="lb-field-label">{t.when}</span>
        <FilterChips
          label={t.when}
          options={[
            { value: 'now', title: t.asap },
            { value: 'window', title: t.window },
          ]}
          chosen={[draft.when]}
          onChoose={choose}
        />
      </div>
      {draft.when === 'window' && (
        <>
          <div className="lb-intake-times">
            <TextField
              name="day"
              type="date"
              label={t.day}
              min={today}
              value={draft.day}
              onChange={(event) => onChange({ day: event.target.value })}
            />
            <TextField
              name="from"
              type="time"
              label={t.from}
              value={draft.from}
              onChange={(event) => onChange({ from: event.target.value })}
            />
            <TextField
              name="to"
              type="time"
              label={t.to}
              value={draft.to}
              onChange={(event) => onChange({ to: event.target.value })}
            />
            <Select
              name="every"
              label={t.repeat}
              value={draft.every}
              onChange={(event) => onChange({ every: event.target.value })}
            >
              {repeats.map((one) => (
                <option key={one} value={one}>
                  {t.repeats[one]}
                </option>
              ))}
            </Select>
          </div>
          {draft.every !== 'none' && <Repeat draft={draft} onChange={onChange} />}
        </>
      )}
    </div>
  )
}

const Repeat = ({ draft, onChange }: Props) => {
  const t = useText(intakeText)
  const days = draft.weekdays === '' ? [] : draft.weekdays.split(',')
  const toggle = (day: string) =>
    onChange({ weekdays: (days.includes(day) ? days.filter((one) => one !== day) : [...days, day]).sort().join(',') })
  return (
    <div className="lb-intake-repeat">
      {(draft.every === 'week' || draft.every === 'two_weeks') && (
        <div className="lb-field">
          <span className="lb-field-label">{t.weekdays}</span>
          <FilterChips
            label={t.weekdays}
            options={t.weekdayNames.map((title, index) => ({ value: String(index + 1), title }))}
            chosen={days}
            onChoose={toggle}
          />
        </div>
      )}
      <TextField
        name="until"
        type="date"
        label={t.until}
        optional
        value={draft.until}
        onChange={(event) => onChange({ until: event.target.value })}
      />
      <CheckBox
        name="skipHolidays"
        label={t.skipHolidays}
        checked={draft.skipHolidays === 'yes'}
        onChoose={(on) => onChange({ skipHolidays: on ? 'yes' : '' })}
      />
      <CheckBox
        name="keepSame"
        label={t.samePerson}
        checked={draft.keepSame === 'yes'}
        onChoose={(on) => onChange({ keepSame: on ? 'yes' : '' })}
      />
    </div>
  )
}

export const Urgent = ({ draft, onChange }: Props) => {
  const t = useText(intakeText)
  const { urgency } = useText(stateText)
  return (
    <div className="lb-field">
      <span className="lb-field-label">{t.urgency}</span>
      <FilterChips
        label={t.urgency}
        options={[
          { value: '', title: t.usualUrgency },
          ...urgencies.map((one) => ({ value: one, title: urgency[one] })),
        ]}
        chosen={[draft.urgency]}
        onChoose={(value) => onChange({ urgency: value })}
      />
    </div>
  )
}

export const Came = ({ draft, onChange }: Props) => {
  const t = useText(intakeText)
  return (
    <div className="lb-field">
      <span className="lb-field-label">{t.channel}</span>
      <FilterChips
        label={t.channel}
        options={channels.map((one) => ({ value: one, title: t.channels[one] }))}
        chosen={[draft.channel]}
        onChoose={(channel) => onChange({ channel })}
      />
    </div>
  )
}
