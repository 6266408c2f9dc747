// One member organisation: agreement, services with prices, who comes.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  addStaff,
  changeOrganisation,
  endStaff,
  getOrganisation,
  listStaff,
  MembershipState,
} from '@linbang/contract/partners'
import type { Organisation } from '@linbang/contract/partners'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Facts, Section } from '../../../ui/card.tsx'
import { CheckBox } from '../../../ui/choice.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Dialog, Drawer } from '../../../ui/dialog.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { Stars } from '../../../ui/rating.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { partnersText } from '../text.ts'
import { PartnerFields } from './partner-fields.tsx'
import { PriceList } from './price-list.tsx'
import './partner-drawer.css'

type Props = { readonly id: string; readonly mayChange: boolean; readonly onClose: () => void }

export const PartnerDrawer = ({ id, mayChange, onClose }: Props) => {
  const t = useText(partnersText)
  const words = useWords()
  const partner = useQuery(query(getOrganisation, { params: { organisationId: id } }))
  const one = partner.data
  return (
    <Drawer open onClose={onClose} title={one ? words({ zh: one.name, en: one.nameEn }) : t.title}>
      <Loaded from={partner} shape="page">
        {(loaded) => (
          <div className="lb-stack" data-wide="">
            <About partner={loaded} mayChange={mayChange} />
            <PriceList key={loaded.version} partner={loaded} mayChange={mayChange} />
            <StaffList organisationId={id} mayChange={mayChange} />
          </div>
        )}
      </Loaded>
    </Drawer>
  )
}

const useFacts = (one: Organisation) => {
  const t = useText(partnersText)
  const say = useSay()
  const opening = one.opening.map(({ weekday, from, to }) => `${t.weekdays[weekday - 1] ?? ''} ${from}–${to}`)
  return [
    { label: t.where, value: one.areaName },
    { label: t.phone, value: one.phone ?? '–' },
    {
      label: t.agreement,
      value: one.agreementTo ? `${one.agreementFrom ?? ''} – ${one.agreementTo}` : t.noAgreement,
    },
    { label: t.jobs, value: say.number(one.jobsDone) },
    ...(opening.length > 0 ? [{ label: t.opening, value: say.list(opening) }] : []),
    ...(one.about ? [{ label: t.about, value: one.about }] : []),
  ]
}

const About = ({ partner: one, mayChange }: { readonly partner: Organisation; readonly mayChange: boolean }) => {
  const t = useText(partnersText)
  const facts = useFacts(one)
  const [open, setOpen] = useState(false)
  const change = useAct(changeOrganisation, {
    onDone: () => {
      setOpen(false)
      toast(t.saved)
    },
  })
  const initial = {
    name: one.name,
    kind: one.kind,
    nameEn: one.nameEn,
    about: one.about,
    state: one.state,
    ...(one.phone && { phone: one.phone }),
    ...(one.agreementFrom && { agreementFrom: one.agreementFrom }),
    ...(one.agreementTo && { agreementTo: one.agreementTo }),
  }
  return (
    <div className="lb-stack">
      <div className="lb-row">
        <Chip tone={one.state === 'approved' ? 'success' : 'neutral'}>{t.state[one.state]}</Chip>
        <Chip>{t.kind[one.kind]}</Chip>
        {one.rating !== null && <Stars average={one.rating} count={one.ratingCount} />}
        <span className="lb-grow" />
        {mayChange && (
          <Button size="sm" kind="secondary" icon="pen" onClick={() => setOpen(true)}>
            {t.change}
          </Button>
        )}
      </div>
      <Facts plain facts={facts} />
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={one.name}
        actions={
          <Button type="submit" form="change-partner" busy={change.busy}>
            {t.save}
          </Button>
        }
      >
        <Form
          key={one.version}
          id="change-partner"
          schema={changeOrganisation.body}
          initial={initial}
          complete={(values) => ({ ...values, version: one.version })}
          onSend={(body) => change.send({ params: { organisationId: one.id }, body })}
        >
          <PartnerFields />
          <Select name="state" label={t.stateLabel}>
            {MembershipState.options.map((state) => (
              <option key={state} value={state}>
                {t.state[state]}
              </option>
            ))}
          </Select>
        </Form>
      </Dialog>
    </div>
  )
}

const StaffList = ({ organisationId, mayChange }: { readonly organisationId: string; readonly mayChange: boolean }) => {
  const t = useText(partnersText)
  const staff = useQuery(query(listStaff, { params: { organisationId } }))
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<{ readonly id: string; readonly name: string }>()
  const add = useAct(addStaff, { onDone: () => setAdding(false) })
  const end = useAct(endStaff, { onDone: () => setLeaving(undefined) })
  return (
    <Section
      title={t.staff}
      action={
        mayChange && (
          <Button size="sm" kind="secondary" icon="plus" onClick={() => setAdding(true)}>
            {t.addStaff}
          </Button>
        )
      }
    >
      <Loaded
        from={staff}
        shape="rows"
        empty={({ items }) => (items.length === 0 ? <p className="lb-soft">{t.noStaff}</p> : undefined)}
      >
        {({ items }) => (
          <ul className="lb-partner-lines">
            {items.map((one) => (
              <li key={one.id}>
                <Portrait seed={one.personId} size={2} />
                <span className="lb-grow">
                  <b>{one.name}</b> <span className="lb-soft">{one.phoneMasked}</span>{' '}
                  <span className="lb-soft">{one.badgeNumber}</span>
                </span>
                {one.manager && <Chip tone="primary">{t.manager}</Chip>}
                {mayChange && (
                  <Button size="sm" kind="quiet" onClick={() => setLeaving(one)}>
                    {t.remove}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {adding && (
        <Dialog
          open
          onClose={() => setAdding(false)}
          title={t.addStaff}
          actions={
            <Button type="submit" form="add-staff" busy={add.busy}>
              {t.save}
            </Button>
          }
        >
          <Form id="add-staff" schema={addStaff.body} onSend={(body) => add.send({ params: { organisationId }, body })}>
            <TextField name="name" label={t.staffName} maxLength={40} />
            <TextField name="phone" type="tel" label={t.phone} />
            <CheckBox name="manager" label={t.isManager} framed />
          </Form>
        </Dialog>
      )}
      {leaving && (
        <Dialog
          open
          onClose={() => setLeaving(undefined)}
          title={t.removeTitle(leaving.name)}
          actions={
            <Button
              kind="danger"
              busy={end.busy}
              onClick={() => end.press({ params: { organisationId, staffId: leaving.id } })}
            >
              {t.remove}
            </Button>
          }
        >
          {end.refused && <RefusalLines error={end.refused} />}
          <p>{t.removeLine}</p>
        </Dialog>
      )}
    </Section>
  )
}
