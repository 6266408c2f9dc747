// Member organisations (O4): list with services, prices, agreement and rating; one of them in the drawer.
import { useDeferredValue, useState } from 'react'
import { addOrganisation, listOrganisations, OrganisationKind } from '@linbang/contract/partners'
import type { Organisation } from '@linbang/contract/partners'
import { useAct } from '../../../kit/act.ts'
import { useNow } from '../../../kit/clock.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { usePages } from '../../../kit/pages.ts'
import { partsOf } from '../../../kit/say.ts'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { PagedTable } from '../../../ui/desk/list-table.tsx'
import type { ListColumn } from '../../../ui/desk/list-table.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Stars } from '../../../ui/rating.tsx'
import { DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { partnersText } from '../text.ts'
import { PartnerDrawer } from './partner-drawer.tsx'
import { PartnerFields } from './partner-fields.tsx'

const kinds = OrganisationKind.options

export const PartnersPage = () => {
  const t = useText(partnersText)
  const me = useSignedIn()
  const areaId = useDeskAreaId(me)
  const [kind, setKind] = useState<(typeof kinds)[number]>()
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const [opened, setOpened] = useState<string>()
  const [adding, setAdding] = useState(false)
  const found = usePages(listOrganisations, { query: { areaId, q, ...(kind && { kind }), limit: '40' } })
  const columns = useColumns()
  const mayChange = mayDo(me, 'partners.manage')
  return (
    <DeskPage
      title={t.title}
      fill
      beside={
        <div className="lb-row" data-tight="">
          <Select
            name="kind"
            label={t.kindLabel}
            hideLabel
            value={kind ?? ''}
            onChange={(event) => setKind(kinds.find((one) => one === event.target.value))}
          >
            <option value="">{t.anyKind}</option>
            {kinds.map((one) => (
              <option key={one} value={one}>
                {t.kind[one]}
              </option>
            ))}
          </Select>
          <TextField
            name="q"
            type="search"
            label={t.search}
            hideLabel
            placeholder={t.searchHint}
            value={words}
            maxLength={40}
            onChange={(event) => setWords(event.target.value)}
          />
        </div>
      }
      actions={
        mayChange && (
          <Button icon="plus" onClick={() => setAdding(true)}>
            {t.add}
          </Button>
        )
      }
    >
      <Panel label={t.title}>
        <PagedTable
          label={t.name}
          pages={found}
          empty={<EmptyState>{t.empty}</EmptyState>}
          columns={columns}
          rowKey={({ id }) => id}
          openKey={opened}
          onOpen={({ id }) => setOpened(id)}
        />
      </Panel>
      {opened && <PartnerDrawer id={opened} mayChange={mayChange} onClose={() => setOpened(undefined)} />}
      {adding && areaId && <AddPartner areaId={areaId} onClose={() => setAdding(false)} />}
    </DeskPage>
  )
}

const soonMs = 60 * 86_400_000
const shownServices = 2

const useColumns = (): readonly ListColumn<Organisation>[] => {
  const t = useText(partnersText)
  const say = useSay()
  const words = useWords()
  const now = useNow(3600)
  const today = partsOf(now).key
  const soon = partsOf(new Date(now.getTime() + soonMs)).key
  return [
    {
      key: 'name',
      title: t.name,
      show: (one) => (
        <>
          {words({ zh: one.name, en: one.nameEn })}
          <small>{`${t.kind[one.kind]} · ${one.areaName}`}</small>
        </>
      ),
    },
    {
      key: 'services',
      title: t.services,
      show: ({ services }) =>
        services.length === 0 ? (
          <span className="lb-faint">{t.noServices}</span>
        ) : (
          <>
            {say.list(services.slice(0, shownServices).map((one) => `${words(one)} ${say.money(one.priceCents)}`))}
            {services.length > shownServices && <small>{t.more(say.number(services.length))}</small>}
          </>
        ),
    },
    {
      key: 'agreement',
      title: t.agreement,
      show: ({ agreementTo }) =>
        agreementTo === null ? (
          <span className="lb-faint">{t.noAgreement}</span>
        ) : (
          <span className="lb-row" data-tight="">
            <span className="lb-nowrap">{t.agreementTo(agreementTo)}</span>
            {agreementTo < today ? (
              <Chip icon="warn" tone="danger">
                {t.ended}
              </Chip>
            ) : (
              agreementTo < soon && (
                <Chip icon="clock" tone="warn">
                  {t.endsSoon}
                </Chip>
              )
            )}
          </span>
        ),
    },
    {
      key: 'rating',
      title: t.rating,
      show: ({ rating, ratingCount }) =>
        rating === null ? (
          <span className="lb-faint">{t.noRating}</span>
        ) : (
          <Stars average={rating} count={ratingCount} />
        ),
    },
    { key: 'jobs', title: t.jobs, number: true, show: ({ jobsDone }) => say.number(jobsDone) },
    {
      key: 'state',
      title: t.stateLabel,
      show: ({ state }) => <Chip tone={state === 'approved' ? 'success' : 'neutral'}>{t.state[state]}</Chip>,
    },
  ]
}

const AddPartner = ({ areaId, onClose }: { readonly areaId: string; readonly onClose: () => void }) => {
  const t = useText(partnersText)
  const add = useAct(addOrganisation, {
    onDone: ({ name }) => {
      toast(t.added(name))
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.add}
      actions={
        <Button type="submit" form="add-partner" busy={add.busy}>
          {t.save}
        </Button>
      }
    >
      <Form
        id="add-partner"
        schema={addOrganisation.body}
        initial={{ kind: 'shop' }}
        complete={(values) => ({ ...values, areaId })}
        onSend={(body) => add.send({ body })}
      >
        <PartnerFields />
      </Form>
    </Dialog>
  )
}
