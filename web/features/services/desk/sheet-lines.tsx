// The lines that stand on the sheet of this service: boxes to tick, words or numbers to fill in.
import type { Service } from '@linbang/contract/catalog'
import { useSay, useText } from '../../../kit/text.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Section } from '../../../ui/card.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { servicesText } from '../text.ts'

export type SheetLine = Service['sheetForm'][number]
type Props = { readonly lines: readonly SheetLine[]; readonly onChange: (lines: readonly SheetLine[]) => void }

const kinds = ['tick', 'text', 'number'] as const

/** Sheets already filled in name a line by its code, so a code is never used twice. */
const newCode = (lines: readonly SheetLine[]): string => {
  let next = lines.length + 1
  while (lines.some(({ code }) => code === `line-${next}`)) next += 1
  return `line-${next}`
}

export const SheetLines = ({ lines, onChange }: Props) => {
  const t = useText(servicesText)
  const say = useSay()
  const set = (place: number, part: Partial<SheetLine>) =>
    onChange(lines.map((one, at) => (at === place ? { ...one, ...part } : one)))
  return (
    <Section title={t.sheet}>
      <p className="lb-sm lb-soft">{t.sheetHint}</p>
      {lines.map((line, place) => (
        <div
          key={line.code}
          className="lb-services-line"
          data-wide=""
          role="group"
          aria-label={t.line(say.number(place + 1))}
        >
          <TextField
            name={`line-zh-${place}`}
            label={t.zh}
            value={line.zh}
            onChange={(event) => set(place, { zh: event.target.value })}
          />
          <TextField
            name={`line-en-${place}`}
            label={t.en}
            value={line.en}
            onChange={(event) => set(place, { en: event.target.value })}
          />
          <Select
            name={`line-kind-${place}`}
            label={t.fieldKind}
            value={line.kind}
            onChange={(event) => {
              const kind = kinds.find((one) => one === event.target.value)
              if (kind) set(place, { kind })
            }}
          >
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {t.field[kind]}
              </option>
            ))}
          </Select>
          <IconButton icon="x" label={t.drop} onClick={() => onChange(lines.filter((_, at) => at !== place))} />
        </div>
      ))}
      <Button
        kind="secondary"
        size="sm"
        icon="plus"
        onClick={() => onChange([...lines, { code: newCode(lines), zh: '', en: '', kind: 'tick' }])}
      >
        {t.addField}
      </Button>
    </Section>
  )
}
