// Parts used; with prices and the call-out fee only on the sheet of an organisation, and nothing to pay where it is free.
import { useState } from 'react'
import * as z from 'zod/mini'
import type { Visit } from '@linbang/contract/visits'
import { useSay, useText } from '../../../kit/text.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { ChoiceList } from '../../../ui/choice.tsx'
import { Sheet } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { sheetText } from '../sheet-text.ts'
import { centsOf } from './work-draft.ts'
import type { UsedPart } from './work-draft.ts'

const sources = ['organisation', 'community', 'resident', 'fund'] as const
const NewPart = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
  count: z.int().check(z.minimum(1), z.maximum(999)),
  cents: z.optional(z.int().check(z.minimum(0), z.maximum(100_000_000))),
  from: z.optional(z.enum(sources)),
})

const AddPart = ({
  visit,
  onAdd,
  onClose,
}: {
  readonly visit: Visit
  readonly onAdd: (part: UsedPart) => void
  readonly onClose: () => void
}) => {
  const t = useText(sheetText)
  const offered = visit.me?.organisationId ? sources : sources.filter((one) => one !== 'organisation')
  return (
    <Sheet open onClose={onClose} title={t.parts}>
      <Form
        schema={NewPart}
        draft={`part-${visit.id}`}
        initial={{ count: '1', from: offered[0] ?? 'community' }}
        complete={({ cents, ...rest }) => ({ ...rest, ...(cents ? { cents: centsOf(String(cents)) } : {}) })}
        explain={(name) => (name === 'cents' ? t.feeWrong : t.partShort)}
        onSend={({ name, count, cents, from }) => {
          onAdd({ name, count, ...(cents !== undefined && { cents }), ...(from && { from }) })
          onClose()
        }}
      >
        <TextField name="name" label={t.partName} maxLength={60} />
        <TextField name="count" kind="number" inputMode="numeric" label={t.partCount} />
        {visit.mayCharge && <TextField name="cents" inputMode="decimal" label={t.partCents} optional after={t.yuan} />}
        <ChoiceList
          name="from"
          legend={t.from}
          options={offered.map((value) => ({ value, title: t.sources[value] }))}
        />
        <Button type="submit" size="lg" wide>
          {t.addGo}
        </Button>
      </Form>
    </Sheet>
  )
}

export const PartsCard = ({
  visit,
  parts,
  onChange,
}: {
  readonly visit: Visit
  readonly parts: readonly UsedPart[]
  readonly onChange: (parts: readonly UsedPart[]) => void
}) => {
  const t = useText(sheetText)
  const say = useSay()
  const [adding, setAdding] = useState(false)
  const company = visit.me?.organisationId != null
  const sum = parts.reduce((all, { cents = 0, count }) => all + cents * count, 0)
  return (
    <Card>
      <div className="lb-row" data-between="">
        <h2 className="lb-heading">{company ? t.parts : t.partsPlain}</h2>
        <Button kind="quiet" icon="plus" onClick={() => setAdding(true)}>
          {t.add}
        </Button>
      </div>
      {company && !visit.mayCharge && (
        <p className="lb-visits-line">
          <span className="lb-grow">{t.fee}</span>
          {t.free}
        </p>
      )}
      {visit.mayCharge && (
        <TextField name="feeCents" inputMode="decimal" label={t.fee} hint={t.feeHint} optional after={t.yuan} />
      )}
      <ul>
        {parts.map((part, index) => (
          <li key={index} className="lb-visits-line">
            <span className="lb-grow">{t.partLine(part.name, say.number(part.count))}</span>
            <span className="lb-num">
              {part.cents === undefined ? t.sources[part.from ?? 'community'] : say.money(part.cents * part.count)}
            </span>
            <IconButton
              icon="x"
              label={t.removePart(part.name)}
              onClick={() => onChange(parts.filter((_, place) => place !== index))}
            />
          </li>
        ))}
      </ul>
      {visit.mayCharge && sum > 0 && (
        <p className="lb-visits-line lb-visits-total">
          <span className="lb-grow">{t.payParts(say.money(sum))}</span>
        </p>
      )}
      {adding && (
        <AddPart visit={visit} onAdd={(part) => onChange([...parts, part])} onClose={() => setAdding(false)} />
      )}
    </Card>
  )
}
