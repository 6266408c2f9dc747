// My certificates: each unit certifies what it recorded itself; whoever is shown one checks it by its QR or number and code.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { issueCertificate, listCertificates, listCertifyingUnits } from '@linbang/contract/certificates'
import type { Certificate } from '@linbang/contract/certificates'
import { useAct } from '../../../kit/act.ts'
import { base, query } from '../../../kit/api.ts'
import type { Answer } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { usePages } from '../../../kit/pages.ts'
import { partsOf } from '../../../kit/say.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card, Facts, Note, Section } from '../../../ui/card.tsx'
import { ChoiceList } from '../../../ui/choice.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { EmptyState, ErrorState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { recordsText } from '../text.ts'

type Unit = Answer<typeof listCertifyingUnits>['items'][number]
type Period = 'all' | 'year' | 'other'

export const certificateTone = { valid: 'success', revoked: 'danger', superseded: 'neutral' } as const
const icons = { valid: 'checkc', revoked: 'x', superseded: 'refresh' } as const

const One = ({ one }: { readonly one: Certificate }) => {
  const t = useText(recordsText)
  const say = useSay()
  return (
    <Card label={t.numbered(one.number)}>
      <div className="lb-row" data-between="">
        <b className="lb-num">{t.numbered(one.number)}</b>
        <Chip icon={icons[one.state]} tone={certificateTone[one.state]}>
          {t.state[one.state]}
        </Chip>
      </div>
      <Facts
        plain
        facts={[
          { label: t.unit, value: one.unit },
          { label: t.period, value: `${one.fromOn} – ${one.toOn}` },
          { label: t.total, value: t.timesAndHours(say.number(one.times), say.hours(one.minutes)) },
          { label: t.code, value: <span className="lb-num">{`${one.code.slice(0, 4)}-${one.code.slice(4)}`}</span> },
        ]}
      />
      {one.state === 'revoked' && one.endReason && <p className="lb-sm lb-soft">{t.because(one.endReason)}</p>}
      <div className="lb-row">
        <ButtonLink
          icon="download"
          kind={one.state === 'valid' ? 'main' : 'secondary'}
          href={`${base}/certificates/${one.number}/pdf`}
          target="_blank"
        >
          {t.openPdf}
        </ButtonLink>
        <ButtonLink kind="secondary" href={new URL(one.verifyUrl).pathname} target="_blank">
          {t.check}
        </ButtonLink>
      </div>
    </Card>
  )
}

const Ask = ({ units }: { readonly units: readonly Unit[] }) => {
  const t = useText(recordsText)
  const say = useSay()
  const year = partsOf(useNow(3600)).key.slice(0, 4)
  const [period, setPeriod] = useState<Period>('all')
  const [unit, setUnit] = useState(units[0]?.unitAreaId)
  const issue = useAct(issueCertificate, { onDone: () => toast(t.issued) })
  const span = period === 'year' ? { from: `${year}-01-01`, to: `${year}-12-31` } : {}
  return (
    <Card label={t.ask}>
      <Form
        schema={issueCertificate.body}
        label={t.ask}
        complete={(values) => ({ ...values, ...span, unitAreaId: unit })}
        onSend={(body) => issue.send({ body })}
      >
        {(form) => (
          <>
            {units.length > 1 && (
              <ChoiceList
                name="unit"
                legend={t.whichUnit}
                options={units.map((one) => ({
                  value: one.unitAreaId,
                  title: one.unit,
                  help: t.timesAndHours(say.number(one.records), say.hours(one.minutes)),
                }))}
                {...(unit !== undefined && { value: unit })}
                onChoose={setUnit}
              />
            )}
            <ChoiceList
              name="period"
              legend={t.whichPeriod}
              options={(['all', 'year', 'other'] as const).map((value) => ({ value, title: t.periods[value] }))}
              value={period}
              onChoose={(value) => setPeriod(value as Period)}
            />
            {period === 'other' && (
              <div className="lb-two">
                <TextField name="from" type="date" label={t.from} />
                <TextField name="to" type="date" label={t.to} />
              </div>
            )}
            <Button type="submit" wide size="lg" busy={form.busy}>
              {t.issue}
            </Button>
          </>
        )}
      </Form>
    </Card>
  )
}

export const CertificatesPage = () => {
  const t = useText(recordsText)
  const units = useQuery(query(listCertifyingUnits, { query: {} }))
  const { rows, loading, hasMore, fetchingMore, more } = usePages(listCertificates, { query: { mine: 'true' } })
  return (
    <ResidentPage title={t.certificates} back="/me/records">
      <Loaded
        from={units}
        shape="page"
        empty={({ items }) => (items.length === 0 ? <EmptyState>{t.empty}</EmptyState> : undefined)}
      >
        {({ items }) => <Ask units={items} />}
      </Loaded>
      <Note icon="shield" title={t.whoSees}>
        {t.whoSeesLine}
      </Note>
      {loading.error && <ErrorState error={loading.error} onRetry={() => void loading.refetch()} />}
      {rows && rows.length > 0 && (
        <Section title={t.mine}>
          {rows.map((one) => (
            <One key={one.id} one={one} />
          ))}
          {hasMore && (
            <Button kind="secondary" wide busy={fetchingMore} onClick={more}>
              {t.more}
            </Button>
          )}
        </Section>
      )}
    </ResidentPage>
  )
}
