// One service as a form: what it is, what the helper must have, its price rule, the lines of its sheet.
import { useState } from 'react'
import { addService, changeService, CreditKind, Effort, ServiceKind, Urgency } from '@linbang/contract/catalog'
import type { Service } from '@linbang/contract/catalog'
import { useAct } from '../../../kit/act.ts'
import { refresh } from '../../../kit/api.ts'
import { Refused } from '../../../kit/refused.ts'
import { useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Note, Section } from '../../../ui/card.tsx'
import { CheckBox, ChoiceList } from '../../../ui/choice.tsx'
import { Drawer } from '../../../ui/dialog.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.tsx'
import { peopleText } from '../../people/text.ts'
import { servicesText } from '../text.ts'
import { RequirementLines } from './requirement-lines.tsx'
import type { Need } from './requirement-lines.tsx'
import { SheetLines } from './sheet-lines.tsx'
import type { SheetLine } from './sheet-lines.tsx'

const formId = 'service'
const cents = (yuan: unknown) => (typeof yuan === 'string' && yuan !== '' ? Math.round(Number(yuan) * 100) : undefined)
const yuan = (amount: number | undefined) => (amount === undefined ? '' : String(amount / 100))

const initialOf = (one: Service) => ({
  zh: one.zh,
  en: one.en,
  example: one.example,
  kind: one.kind,
  defaultUrgency: one.defaultUrgency,
  teamKind: one.teamKind,
  credit: one.credit,
  effort: one.effort,
  minutes: String(one.minutes),
  helpers: String(one.helpers),
  sensitive: one.sensitive,
  bodilyRisk: one.bodilyRisk,
  active: one.active,
  fromYuan: yuan(one.priceRule.fromCents),
  toYuan: yuan(one.priceRule.toCents),
  unit: one.priceRule.unit ?? '',
  noteZh: one.priceRule.note?.zh ?? '',
  noteEn: one.priceRule.note?.en ?? '',
  'freeFor[]': [...(one.priceRule.freeFor ?? [])],
})

/** What the inputs say as the contract wants it: yuan as cents, the note only when there is one. */
const withRule = (values: Record<string, unknown>, needs: readonly Need[], lines: readonly SheetLine[]) => {
  const { fromYuan, toYuan, unit, noteZh, noteEn, freeFor, ...rest } = values
  const rule = { fromCents: cents(fromYuan), toCents: cents(toYuan), unit, freeFor }
  const note = noteZh || noteEn ? { note: { zh: noteZh ?? '', en: noteEn ?? '' } } : {}
  return {
    ...rest,
    priceRule: { ...Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined)), ...note },
    requirements: needs,
    sheetForm: lines,
  }
}

type Props = { readonly service: Service | undefined; readonly onClose: () => void }

export const ServiceDrawer = ({ service, onClose }: Props) => {
  const t = useText(servicesText)
  const words = useWords()
  const [wasStale, setStale] = useState(false)
  const add = useAct(addService, {
    onDone: (one) => {
      toast(t.added(words(one)))
      onClose()
    },
  })
  const change = useAct(changeService, {
    onDone: () => {
      toast(t.saved)
      onClose()
    },
  })
  const send = async (values: Record<string, unknown>) => {
    if (!service) return void (await add.send({ body: values as never }))
    try {
      await change.send({
        params: { serviceId: service.id },
        body: { ...values, version: service.version } as never,
      })
    } catch (error) {
      if (!(error instanceof Refused && error.code === 'row.stale')) throw error
      setStale(true)
      await refresh('/services')
    }
  }
  return (
    <Drawer
      open
      onClose={onClose}
      title={service ? words(service) : t.add}
      actions={
        <Button type="submit" form={formId} busy={add.busy || change.busy}>
          {t.save}
        </Button>
      }
    >
      {wasStale && (
        <Note tone="warn" icon="refresh">
          {t.stale}
        </Note>
      )}
      <ServiceForm key={service?.version ?? 0} service={service} onSend={send} />
    </Drawer>
  )
}

type FormProps = {
  readonly service: Service | undefined
  readonly onSend: (values: Record<string, unknown>) => Promise<void>
}

const ServiceForm = ({ service, onSend }: FormProps) => {
  const [needs, setNeeds] = useState<readonly Need[]>(service?.requirements ?? [])
  const [lines, setLines] = useState<readonly SheetLine[]>(service?.sheetForm ?? [])
  const schema = service ? changeService.body : addService.body
  const complete = (values: Record<string, unknown>) => ({
    ...withRule(values, needs, lines),
    ...(service && { version: service.version }),
  })
  return (
    <Form
      id={formId}
      schema={schema}
      initial={
        service ? initialOf(service) : { kind: 'basic', defaultUrgency: 'ordinary', active: true, minutes: '60' }
      }
      complete={complete}
      onSend={(values) => onSend(values as Record<string, unknown>)}
    >
      <Basics isNew={!service} />
      <RequirementLines needs={needs} onChange={setNeeds} />
      <Price />
      <SheetLines lines={lines} onChange={setLines} />
    </Form>
  )
}

const Basics = ({ isNew }: { readonly isNew: boolean }) => {
  const t = useText(servicesText)
  const options = <K extends string>(keys: readonly K[], names: Readonly<Record<K, string>>) =>
    keys.map((one) => (
      <option key={one} value={one}>
        {names[one]}
      </option>
    ))
  return (
    <Section title={t.basics}>
      {isNew && <TextField name="code" label={t.code} hint={t.codeHint} maxLength={40} />}
      <div className="lb-two">
        <TextField name="zh" label={t.zh} maxLength={40} />
        <TextField name="en" label={t.en} maxLength={80} />
      </div>
      <TextField name="example" label={t.example} hint={t.exampleHint} optional maxLength={100} />
      <div className="lb-two">
        <Select name="kind" label={t.kindLabel}>
          {options(ServiceKind.options, t.kind)}
        </Select>
        <Select name="defaultUrgency" label={t.urgencyLabel}>
          {options(Urgency.options, t.urgency)}
        </Select>
        <Select name="credit" label={t.creditLabel}>
          {options(CreditKind.options, t.credit)}
        </Select>
        <Select name="effort" label={t.effortLabel}>
          {options(Effort.options, t.effort)}
        </Select>
        <TextField name="minutes" kind="number" inputMode="numeric" label={t.minutesLabel} />
        <TextField name="helpers" kind="number" inputMode="numeric" label={t.helpers} optional />
      </div>
      <TextField name="teamKind" label={t.team} optional maxLength={40} />
      <CheckBox name="active" label={t.activeLabel} />
      <CheckBox name="sensitive" label={t.sensitive} />
      <CheckBox name="bodilyRisk" label={t.bodilyRisk} />
    </Section>
  )
}

const freeTags = ['low_income', 'extremely_poor', 'disabled', 'child_in_hardship', 'sudden_hardship'] as const

const Price = () => {
  const t = useText(servicesText)
  const { tagNames } = useText(peopleText)
  return (
    <Section title={t.price}>
      <div className="lb-two">
        <TextField name="fromYuan" inputMode="decimal" label={t.fromYuan} optional />
        <TextField name="toYuan" inputMode="decimal" label={t.toYuan} optional />
        <TextField name="unit" label={t.unit} optional maxLength={10} />
      </div>
      <TextField name="noteZh" label={t.noteZh} optional maxLength={200} />
      <TextField name="noteEn" label={t.noteEn} optional maxLength={200} />
      <ChoiceList
        name="freeFor"
        many
        legend={t.freeFor}
        options={freeTags.map((value) => ({ value, title: tagNames[value] }))}
      />
    </Section>
  )
}
