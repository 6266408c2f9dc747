// Certificates issued in the area: open, revoke; and one for everybody of a team.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { listCertificates, revokeCertificate, startBatch } from '@linbang/contract/certificates'
import type { Certificate } from '@linbang/contract/certificates'
import { listTeams } from '@linbang/contract/teams'
import { useAct } from '../../../kit/act.ts'
import { base, query } from '../../../kit/api.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { usePages } from '../../../kit/pages.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { PagedTable } from '../../../ui/desk/list-table.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select, TextArea, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { recordDeskText } from '../text.ts'
import { BatchDialog } from './batch.tsx'

const tones = { valid: 'success', revoked: 'danger', superseded: 'neutral' } as const

/** A batch stands in the address, so that the notice that it is made opens it. */
const useBatch = () => {
  const [path, go] = useLocation()
  const batch = new URLSearchParams(useSearch()).get('batch') ?? undefined
  const open = (id?: string) => go(`${path}?show=certificates${id ? `&batch=${id}` : ''}`, { replace: true })
  return [batch, open] as const
}

export const Certificates = () => {
  const t = useText(recordDeskText)
  const say = useSay()
  const areaId = useDeskAreaId(useSignedIn())
  const found = usePages(listCertificates, { query: { areaId, limit: '40' } })
  const [revoking, setRevoking] = useState<Certificate>()
  const [starting, setStarting] = useState(false)
  const [batch, openBatch] = useBatch()
  return (
    <Panel
      label={t.tabs.certificates}
      head={
        <>
          <span className="lb-grow" />
          <Button size="sm" kind="secondary" icon="users" onClick={() => setStarting(true)}>
            {t.batch}
          </Button>
        </>
      }
    >
      <PagedTable
        label={t.tabs.certificates}
        pages={found}
        empty={<EmptyState>{t.certificatesEmpty}</EmptyState>}
        rowKey={({ id }) => id}
        columns={[
          { key: 'number', title: t.columns.number, show: ({ number }) => <b className="lb-num">{number}</b> },
          { key: 'who', title: t.columns.who, show: ({ name, volunteerNumber }) => `${name} ${volunteerNumber}` },
          { key: 'unit', title: t.columns.unit, show: ({ unit }) => unit },
          { key: 'period', title: t.columns.period, show: ({ fromOn, toOn }) => `${fromOn} – ${toOn}` },
          { key: 'hours', title: t.columns.hours, number: true, show: ({ minutes }) => say.hours(minutes) },
          { key: 'issued', title: t.columns.issued, number: true, show: ({ issuedAt }) => say.date(issuedAt) },
          {
            key: 'state',
            title: t.columns.state,
            show: ({ state, endReason }) => (
              <>
                <Chip tone={tones[state]}>{t.certificateState[state]}</Chip>{' '}
                {state === 'revoked' && <small>{endReason}</small>}
              </>
            ),
          },
          {
            key: 'act',
            title: t.columns.act,
            quiet: true,
            show: (one) => (
              <div className="lb-row" data-tight="">
                <ButtonLink size="sm" kind="secondary" href={`${base}/certificates/${one.number}/pdf`} target="_blank">
                  {t.openPdf}
                </ButtonLink>
                {one.can.revoke && (
                  <Button size="sm" kind="danger-line" onClick={() => setRevoking(one)}>
                    {t.revoke}
                  </Button>
                )}
              </div>
            ),
          },
        ]}
      />
      {revoking && <Revoke one={revoking} onClose={() => setRevoking(undefined)} />}
      {starting && (
        <Start
          onClose={() => setStarting(false)}
          onStarted={(id) => {
            setStarting(false)
            openBatch(id)
          }}
        />
      )}
      {batch && <BatchDialog batchId={batch} onClose={() => openBatch()} />}
    </Panel>
  )
}

const Revoke = ({ one, onClose }: { readonly one: Certificate; readonly onClose: () => void }) => {
  const t = useText(recordDeskText)
  const revoke = useAct(revokeCertificate, {
    onDone: () => {
      toast(t.done)
      onClose()
    },
  })
  return (
    <Dialog open onClose={onClose} title={t.revokeTitle(one.number)}>
      <Form
        schema={revokeCertificate.body}
        label={t.revoke}
        onSend={(body) => revoke.send({ params: { number: one.number }, body })}
      >
        {(form) => (
          <>
            <TextArea name="reason" label={t.reason} hint={t.revokeHint} maxLength={200} />
            <Button type="submit" kind="danger" busy={form.busy}>
              {t.revoke}
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  )
}

type StartProps = { readonly onClose: () => void; readonly onStarted: (batchId: string) => void }

const Start = ({ onClose, onStarted }: StartProps) => {
  const t = useText(recordDeskText)
  const areaId = useDeskAreaId(useSignedIn())
  const teams = useQuery(query(listTeams, { query: { areaId, limit: '100' } }))
  const start = useAct(startBatch, { onDone: ({ id }) => onStarted(id) })
  return (
    <Dialog open onClose={onClose} title={t.batchTitle}>
      <Form schema={startBatch.body} label={t.batchTitle} onSend={(body) => start.send({ body })}>
        {(form) => (
          <>
            <Select name="teamId" label={t.team}>
              <option value="">{t.chooseTeam}</option>
              {teams.data?.items.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </Select>
            <div className="lb-two">
              <TextField name="from" type="date" label={t.fromDay} optional />
              <TextField name="to" type="date" label={t.toDay} optional />
            </div>
            <Button type="submit" busy={form.busy}>
              {t.start}
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  )
}
