// The free hours of a week as seven lines of a day; the same in words for those who listen.
import type { WeekHours } from '@linbang/contract/volunteers'
import { useSay, useText } from '../../../kit/text.ts'
import { volunteerDeskText } from '../text.ts'

const clock = (minute: number) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
const firstMinute = 6 * 60
const shown = 24 * 60 - firstMinute
const place = (minute: number) => `${(Math.max(0, minute - firstMinute) / shown) * 100}%`

export const HoursGrid = ({ hours }: { readonly hours: readonly WeekHours[] }) => {
  const t = useText(volunteerDeskText)
  const say = useSay()
  return (
    <div className="lb-volunteers-hours">
      <div aria-hidden="true" className="lb-volunteers-scale">
        {[6, 12, 18].map((hour) => (
          <span key={hour} style={{ left: place(hour * 60) }}>
            {clock(hour * 60)}
          </span>
        ))}
      </div>
      <ul aria-label={t.hoursLabel}>
        {t.weekdays.map((weekday, index) => {
          const own = hours.filter((one) => one.weekday === index + 1)
          const spans = own.map(({ fromMinute, toMinute }) => `${clock(fromMinute)}–${clock(toMinute)}`)
          return (
            <li key={weekday}>
              <span>{weekday}</span>
              <span className="lb-volunteers-day" aria-hidden="true">
                {own.map(({ fromMinute, toMinute }) => (
                  <i
                    key={fromMinute}
                    style={{ left: place(fromMinute), right: `${(1 - (toMinute - firstMinute) / shown) * 100}%` }}
                  />
                ))}
              </span>
              <small>{spans.length > 0 ? say.list(spans) : t.none}</small>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
