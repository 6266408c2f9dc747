// What is to be done: the catalogue by a few letters, the usual ones one press away, and whose price it is.
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { listServices } from '@linbang/contract/catalog'
import type { Service } from '@linbang/contract/catalog'
import { listOrganisations } from '@linbang/contract/partners'
import { query } from '../../../kit/api.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, Pill } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Select } from '../../../ui/field.tsx'
import { IconBox } from '../../../ui/icon.tsx'
import type { IconName } from '../../../ui/icon.tsx'
import { PickList } from '../../people/desk/pick-list.tsx'
import { intakeText } from '../text.ts'
import type { IntakeDraft } from './draft.ts'

type Props = { readonly draft: IntakeDraft; readonly onChange: (part: Partial<IntakeDraft>) => void }

export const useServiceList = () => useQuery({ ...query(listServices), staleTime: 5 * 60_000 })

const matches = (service: Service, words: string): boolean => {
  const text = `${service.zh} ${service.en} ${service.example} ${service.code}`.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((part) => text.includes(part))
}

const PriceChip = ({ service }: { readonly service: Service }) => {
  const t = useText(intakeText)
  const say = useSay()
  if (service.credit === 'neighbourly') return <Chip tone="success">{t.free}</Chip>
  if (service.credit === 'timebank') return <Chip tone="info">{t.timebank}</Chip>
  const { fromCents, toCents, unit } = service.priceRule
  return (
    <Chip>
      {fromCents !== undefined && toCents !== undefined
        ? t.priced(say.money(fromCents), say.money(toCents), unit ?? '')
        : t.pricedPlain}
    </Chip>
  )
}

export const ServicePick = ({ draft, onChange }: Props) => {
  const t = useText(intakeText)
  const say = useWords()
  const services = useServiceList()
  const [words, setWords] = useState('')
  const all = useMemo(() => (services.data?.items ?? []).filter(({ active }) => active), [services.data])
  const chosen = all.find(({ code }) => code === draft.serviceCode)
  const pick = (service: Service) => {
    setWords('')
    onChange({ serviceCode: service.code, providerId: '' })
  }
  if (chosen)
    return (
      <>
        <div className="lb-field">
          <span className="lb-field-label">{t.service}</span>
          <div className="lb-intake-service">
            <IconBox name={chosen.icon as IconName} />
            <span className="lb-grow">
              <b>{say(chosen)}</b>
            </span>
            <PriceChip service={chosen} />
            <Button kind="quiet" size="sm" onClick={() => onChange({ serviceCode: '', providerId: '' })}>
              {t.serviceOther}
            </Button>
          </div>
        </div>
        {chosen.credit === 'priced' && <Provider code={chosen.code} draft={draft} onChange={onChange} />}
      </>
    )
  const items = words.trim() === '' ? [] : all.filter((one) => matches(one, words.trim())).slice(0, 7)
  const usual = [...all].sort((one, other) => other.asked - one.asked).slice(0, 8)
  return (
    <div className="lb-stack" data-tight="">
      <PickList
        label={t.service}
        placeholder={t.serviceHint}
        words={words}
        onWords={setWords}
        items={items}
        keyOf={({ code }) => code}
        onPick={pick}
        none={words.trim() !== '' && services.data ? t.serviceNone : undefined}
      >
        {(one) => (
          <>
            <IconBox name={one.icon as IconName} size="sm" />
            <span className="lb-grow">
              <b>{say(one)}</b>
              <small>{one.example}</small>
            </span>
            <PriceChip service={one} />
          </>
        )}
      </PickList>
      {words === '' && (
        <div className="lb-filters" role="group" aria-label={t.usual}>
          {usual.map((one) => (
            <Pill key={one.code} icon={one.icon as IconName} onClick={() => pick(one)}>
              {say(one)}
            </Pill>
          ))}
        </div>
      )}
    </div>
  )
}

const Provider = ({ code, draft, onChange }: Props & { readonly code: string }) => {
  const t = useText(intakeText)
  const say = useSay()
  const words = useWords()
  const found = useQuery(query(listOrganisations, { query: { serviceCode: code, limit: '30' } }))
  const items = found.data?.items ?? []
  if (found.data && items.length === 0) return <p className="lb-sm lb-soft">{t.providerNone}</p>
  return (
    <Select
      name="providerId"
      label={t.provider}
      value={draft.providerId}
      onChange={(event) => onChange({ providerId: event.target.value })}
    >
      <option value="">{t.providerLater}</option>
      {items.map((one) => {
        const offered = one.services.find(({ serviceCode }) => serviceCode === code)
        const price = offered && t.providerLine(say.money(offered.priceCents), offered.priceUnit)
        const rating = one.rating === null ? undefined : t.providerRated(say.decimal(one.rating, 1))
        return (
          <option key={one.id} value={one.id}>
            {[words({ zh: one.name, en: one.nameEn }), price, rating].filter(Boolean).join(' · ')}
          </option>
        )
      })}
    </Select>
  )
}
