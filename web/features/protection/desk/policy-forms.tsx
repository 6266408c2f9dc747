// A policy entered as it stands on paper, and one that ends earlier than written.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { addInsurance, endInsurance, InsuranceCovers, InsuranceKind } from '@linbang/contract/insurance'
import type { InsurancePolicy } from '@linbang/contract/insurance'
import { listTeams } from '@linbang/contract/teams'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select, TextArea, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { doneIn } from '../../../ui/toast.tsx'
import { useServiceNames } from '../../team-desk/desk/service-names.ts'
import { insuranceText } from '../insurance-text.ts'

const refreshes = ['/insurance-cover', '/insurance-policies']
type Closing = { readonly onClose: () => void }

const TeamChoice = ({ areaId }: { readonly areaId: string | undefined }) => {
  const t = useText(insuranceText)
  const teams = useQuery(query(listTeams, { query: { areaId, limit: '100' } }))
  return (
    <Select name="teamId" label={t.team}>
      <option value="">{t.chooseTeam}</option>
      {teams.data?.items.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  )
}

const ServiceChoice = () => {
  const t = useText(insuranceText)
  const { nameOf, all } = useServiceNames()
  return (
    <Select name="serviceCode" label={t.service} optional>
      <option value="">{t.everyService}</option>
      {all
        .filter(({ bodilyRisk }) => bodilyRisk)
        .map(({ code }) => (
          <option key={code} value={code}>
            {nameOf(code)}
          </option>
        ))}
    </Select>
  )
}

export const AddPolicy = ({ onClose }: Closing) => {
  const t = useText(insuranceText)
  const areaId = useDeskAreaId(useSignedIn())
  const [covers, setCovers] = useState<string>('people')
  const add = useAct(addInsurance, { refreshes, onDone: doneIn(onClose, t.done) })
  return (
    <Dialog open onClose={onClose} title={t.addTitle}>
      <Form
        schema={addInsurance.body}
        label={t.addTitle}
        draft="insurance-policy"
        complete={(values) => ({ ...values, areaId })}
        onSend={(body) => add.send({ body })}
      >
        {(form) => (
          <>
            <div className="lb-two">
              <TextField name="insurer" label={t.insurer} maxLength={60} />
              <TextField name="number" label={t.number} maxLength={60} />
            </div>
            <Select name="kind" label={t.kind} hint={t.kindHint}>
              {InsuranceKind.options.map((kind) => (
                <option key={kind} value={kind}>
                  {t.kinds[kind]}
                </option>
              ))}
            </Select>
            <div className="lb-two">
              <TextField name="fromOn" type="date" label={t.fromDay} />
              <TextField name="toOn" type="date" label={t.toDay} />
            </div>
            <Select name="covers" label={t.covers} value={covers} onChange={({ target }) => setCovers(target.value)}>
              {InsuranceCovers.options.map((one) => (
                <option key={one} value={one}>
                  {t.coversOf[one]}
                </option>
              ))}
            </Select>
            {covers === 'team' && <TeamChoice areaId={areaId} />}
            <ServiceChoice />
            <TextArea name="note" label={t.note} rows={2} maxLength={300} optional />
            <Button type="submit" busy={form.busy}>
              {t.save}
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  )
}

export const EndPolicy = ({ one, onClose }: Closing & { readonly one: InsurancePolicy }) => {
  const t = useText(insuranceText)
  const end = useAct(endInsurance, { refreshes, onDone: doneIn(onClose, t.done) })
  return (
    <Dialog open onClose={onClose} title={t.endTitle}>
      <Form
        schema={endInsurance.body}
        label={t.endTitle}
        complete={(values) => ({ ...values, version: one.version })}
        onSend={(body) => end.send({ params: { policyId: one.id }, body })}
      >
        {(form) => (
          <>
            <p>{`${one.insurer} ${one.number}`}</p>
            <TextField name="lastDay" type="date" label={t.lastDay} hint={t.endHint} />
            <TextArea name="reason" label={t.reason} rows={2} maxLength={200} />
            <Button type="submit" kind="danger" busy={form.busy}>
              {t.end}
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  )
}
