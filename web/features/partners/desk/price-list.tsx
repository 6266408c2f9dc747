// What an organisation offers and for how much; changed as one list, because that is how it is agreed.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listServices } from '@linbang/contract/catalog'
import { changeOrganisation } from '@linbang/contract/partners'
import type { Organisation } from '@linbang/contract/partners'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { Refused } from '../../../kit/refused.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Note, Section } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { toast } from '../../../ui/toast.tsx'
import { partnersText } from '../text.ts'

type Line = {
  readonly serviceCode: string
  readonly yuan: string
  readonly priceUnit: string
  /** Empty where it takes none. */
  readonly points: string
}
type Props = { readonly partner: Organisation; readonly mayChange: boolean }

export const PriceList = ({ partner, mayChange }: Props) => {
  const t = useText(partnersText)
  const say = useSay()
  const words = useWords()
  const [open, setOpen] = useState(false)
  return (
    <Section
      title={t.services}
      action={
        mayChange && (
          <Button size="sm" kind="secondary" icon="pen" onClick={() => setOpen(true)}>
            {t.change}
          </Button>
        )
      }
    >
      {partner.services.length === 0 && <p className="lb-soft">{t.noServices}</p>}
      <ul className="lb-partner-lines">
        {partner.services.map((one) => (
          <li key={one.serviceCode}>
            <span className="lb-grow">{words(one)}</span>
            {one.pricePoints !== null && <Chip icon="coin">{t.orPoints(say.number(one.pricePoints))}</Chip>}
            <b className="lb-num">{t.price(say.money(one.priceCents), one.priceUnit)}</b>
          </li>
        ))}
      </ul>
      {open && <PriceDialog partner={partner} onClose={() => setOpen(false)} />}
    </Section>
  )
}

const PriceDialog = ({ partner, onClose }: { readonly partner: Organisation; readonly onClose: () => void }) => {
  const t = useText(partnersText)
  const words = useWords()
  const services = useQuery({ ...query(listServices, { query: { all: 'true' } }), staleTime: 10 * 60_000 })
  const [lines, setLines] = useState<readonly Line[]>(
    partner.services.map((one) => ({
      ...one,
      yuan: String(one.priceCents / 100),
      points: String(one.pricePoints ?? ''),
    })),
  )
  const change = useAct(changeOrganisation, {
    onDone: () => {
      toast(t.saved)
      onClose()
    },
  })
  const set = (place: number, part: Partial<Line>) =>
    setLines(lines.map((line, at) => (at === place ? { ...line, ...part } : line)))
  const send = () =>
    change.press({
      params: { organisationId: partner.id },
      body: {
        version: partner.version,
        services: lines
          .filter(({ serviceCode }) => serviceCode !== '')
          .map(({ serviceCode, yuan, priceUnit, points }) => ({
            serviceCode,
            priceCents: Math.round(Number(yuan) * 100),
            priceUnit,
            pricePoints: points === '' ? null : Number(points),
          })),
      },
    })
  const stale = change.refused instanceof Refused && change.refused.code === 'row.stale'
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.services}
      actions={
        <Button busy={change.busy} onClick={send}>
          {t.save}
        </Button>
      }
    >
      {change.refused && (
        <Note tone="warn" icon="warn">
          {stale ? t.stale : <RefusalLines error={change.refused} />}
        </Note>
      )}
      {lines.map((line, place) => (
        <div key={place} className="lb-partner-price" role="group" aria-label={`${t.service} ${place + 1}`}>
          <Select
            name={`service-${place}`}
            label={t.service}
            value={line.serviceCode}
            onChange={(event) => set(place, { serviceCode: event.target.value })}
          >
            <option value="">{t.choose}</option>
            {services.data?.items.map((one) => (
              <option key={one.code} value={one.code}>
                {words(one)}
              </option>
            ))}
          </Select>
          <TextField
            name={`price-${place}`}
            label={t.priceLabel}
            inputMode="decimal"
            value={line.yuan}
            onChange={(event) => set(place, { yuan: event.target.value.replace(/[^\d.]/g, '') })}
          />
          <TextField
            name={`unit-${place}`}
            label={t.unit}
            value={line.priceUnit}
            maxLength={10}
            onChange={(event) => set(place, { priceUnit: event.target.value })}
          />
          <IconButton icon="x" label={t.dropService} onClick={() => setLines(lines.filter((_, at) => at !== place))} />
          <TextField
            name={`points-${place}`}
            label={t.pointsLabel}
            optional
            inputMode="numeric"
            value={line.points}
            onChange={(event) => set(place, { points: event.target.value.replace(/\D/g, '') })}
          />
        </div>
      ))}
      <Button
        kind="secondary"
        icon="plus"
        onClick={() => setLines([...lines, { serviceCode: '', yuan: '', priceUnit: t.each, points: '' }])}
      >
        {t.addService}
      </Button>
    </Dialog>
  )
}
