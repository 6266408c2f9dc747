// An iCalendar file (RFC 5545): CRLF, lines folded at 75 octets, times in UTC.
import type { FileAnswer } from '@linbang/contract/endpoint'

export type CalendarEvent = {
  readonly id: string
  readonly fromAt: Date
  readonly toAt: Date
  readonly title: string
  readonly place?: string
  readonly words?: string
}

const utc = (moment: Date): string => `${moment.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`
const escaped = (text: string): string => text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll(/\r?\n/g, '\\n')

/** Between characters, never inside one; what goes on begins with a space. */
const folded = (line: string): string => {
  const lines = ['']
  let octets = 0
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (octets + size > 75) {
      lines.push(' ')
      octets = 1
    }
    lines[lines.length - 1] += letter
    octets += size
  }
  return lines.join('\r\n')
}

const linesOf = ({ id, fromAt, toAt, title, place, words }: CalendarEvent, at: Date): string[] => [
  'BEGIN:VEVENT',
  `UID:${id}@linbang`,
  `DTSTAMP:${utc(at)}`,
  `DTSTART:${utc(fromAt)}`,
  `DTEND:${utc(toAt)}`,
  `SUMMARY:${escaped(title)}`,
  ...(place ? [`LOCATION:${escaped(place)}`] : []),
  ...(words ? [`DESCRIPTION:${escaped(words)}`] : []),
  'END:VEVENT',
]

export const calendarFile = (name: string, events: readonly CalendarEvent[], at: Date): FileAnswer => {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Linbang//Linbang//ZH',
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    ...events.flatMap((event) => linesOf(event, at)),
    'END:VCALENDAR',
  ]
  const bytes = Buffer.from(`${lines.map(folded).join('\r\n')}\r\n`)
  return { contentType: 'text/calendar; charset=utf-8', bytes, fileName: 'linbang.ics', inline: true }
}
