// A new version of one set of rules: every figure, the reason, and the moment from which it holds.
import { useState } from 'react'
import { addPolicy } from '@linbang/contract/policies'
import type { PolicyKind, Span } from '@linbang/contract/policies'
import { useAct } from '../../../kit/act.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { CheckBox } from '../../../ui/choice.tsx'
import { Drawer } from '../../../ui/dialog.tsx'
import { Select, TextArea, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.tsx'
import { peopleText } from '../../people/text.ts'
import { policiesText } from '../text.ts'
import { leavesOf, makeSpan, readSpan, spanUnits, withValue } from './leaves.ts'
import type { Leaf, Value } from './leaves.ts'
import { useMeaning, useReadingOrder } from './meaning.ts'

const freeTags = ['low_income', 'extremely_poor', 'disabled', 'child_in_hardship', 'sudden_hardship'] as const

type Props = { readonly kind: PolicyKind; readonly from: { readonly body: unknown }; readonly onClose: () => void }

export const NewVersion = ({ kind, from, onClose }: Props) => {
  const t = useText(policiesText)
  const inOrder = useReadingOrder()
  const [body, setBody] = useState(from.body)
  const add = useAct(addPolicy, {
    onDone: () => {
      toast(t.kept)
      onClose()
    },
  })
  return (
    <Drawer
      open
      onClose={onClose}
      title={t.changeTitle(t.kind[kind])}
      actions={
        <Button type="submit" form="new-version" busy={add.busy}>
          {t.keep}
        </Button>
      }
    >
      <Form
        id="new-version"
        schema={addPolicy.body}
        complete={({ reason, validFrom }) => ({ kind, body, reason, ...(validFrom ? { validFrom } : {}) })}
        onSend={(value) => add.send({ body: value })}
      >
        {inOrder(leavesOf(body)).map((leaf) => (
          <Figure
            key={leaf.path.join('.')}
            leaf={leaf}
            onChange={(value) => setBody((before: unknown) => withValue(before, leaf.path, value))}
          />
        ))}
        <TextArea name="reason" label={t.reason} hint={t.reasonHint} rows={2} maxLength={200} />
        <TextField name="validFrom" type="datetime-local" kind="moment" label={t.validFrom} hint={t.atOnce} optional />
      </Form>
    </Drawer>
  )
}

type FigureProps = { readonly leaf: Leaf; readonly onChange: (value: Value) => void }

const Figure = ({ leaf, onChange }: FigureProps) => {
  const label = useMeaning()(leaf)
  const { value } = leaf
  const name = `figure-${leaf.path.join('-')}`
  if (Array.isArray(value)) return <Tags label={label} chosen={value as readonly string[]} onChange={onChange} />
  if (typeof value === 'boolean') return <CheckBox name={name} label={label} checked={value} onChoose={onChange} />
  if (typeof value === 'string')
    return (
      <TextField
        name={name}
        type="time"
        label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )
  if (typeof value === 'number')
    return (
      <TextField
        name={name}
        type="number"
        step="any"
        min={0}
        label={label}
        value={String(value)}
        onChange={(event) => onChange(Number(event.target.value))}
      />
    )
  return <Length name={name} label={label} span={value as Span | null} onChange={onChange} />
}

type LengthProps = {
  readonly name: string
  readonly label: string
  readonly span: Span | null
  readonly onChange: (value: Value) => void
}

const Length = ({ name, label, span, onChange }: LengthProps) => {
  const t = useText(policiesText)
  const { count, unit } = readSpan(span)
  return (
    <div className="lb-policies-span">
      <TextField
        name={name}
        type="number"
        step="any"
        min={0}
        label={label}
        disabled={unit === 'none'}
        value={unit === 'none' ? '' : String(count)}
        onChange={(event) => onChange(makeSpan(Number(event.target.value), unit))}
      />
      <Select
        name={`${name}-unit`}
        label={t.unitLabel(label)}
        hideLabel
        value={unit}
        onChange={(event) => {
          const next = spanUnits.find((one) => one === event.target.value)
          if (next) onChange(makeSpan(count || 1, next))
        }}
      >
        {spanUnits.map((one) => (
          <option key={one} value={one}>
            {t.unit[one]}
          </option>
        ))}
      </Select>
    </div>
  )
}

type TagsProps = {
  readonly label: string
  readonly chosen: readonly string[]
  readonly onChange: (value: Value) => void
}

const Tags = ({ label, chosen, onChange }: TagsProps) => {
  const { tagNames } = useText(peopleText)
  return (
    <fieldset>
      <legend className="lb-field-label">{label}</legend>
      {freeTags.map((tag) => (
        <CheckBox
          key={tag}
          name={`figure-tag-${tag}`}
          label={tagNames[tag]}
          checked={chosen.includes(tag)}
          onChoose={(on) => onChange(on ? [...chosen, tag] : chosen.filter((one) => one !== tag))}
        />
      ))}
    </fieldset>
  )
}
