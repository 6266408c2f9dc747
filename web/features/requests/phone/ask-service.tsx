// Asking, page one: say it, the same as last time, or choose a service. In 长辈版 at most four things to choose from.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { openDoorCard } from '@linbang/contract/areas'
import type { Service } from '@linbang/contract/catalog'
import { listRequests } from '@linbang/contract/request-lists'
import { query } from '../../../kit/api.ts'
import { useElder, usePreference } from '../../../kit/preference.ts'
import { useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink, PillLink } from '../../../ui/button.tsx'
import { CardLink } from '../../../ui/card.tsx'
import { TextField } from '../../../ui/field.tsx'
import { StepBars, StepWords } from '../../../ui/progress.tsx'
import { ServiceGrid } from '../../../ui/service-grid.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { askText } from '../ask-text.ts'
import { useAskDraft } from './ask-draft.ts'
import { SpeakButton } from './ask-voice.tsx'
import { iconOf, shortName, toneOf, useServices } from './service-look.ts'
import { useActingDraft } from './use-acting-draft.ts'
import './requests.css'

const many = 10

const detailsOf = (code: string) => `/ask/details?service=${code}`

/** A scanned door card and the family member chosen on the home page begin the draft. */
const useStart = () => {
  const code = new URLSearchParams(useSearch()).get('door') ?? ''
  const [, change] = useAskDraft()
  useActingDraft(change)
  const { data: door } = useQuery({ ...query(openDoorCard, { params: { code } }), enabled: code !== '' })
  useEffect(() => {
    if (door) change({ areaId: door.areaId, placeName: `${door.buildingName} ${door.doorName}` })
  }, [change, door])
}

const LastTime = () => {
  const t = useText(askText)
  const words = useWords()
  const { data } = useQuery(query(listRequests, { query: { mine: 'true', state: 'confirmed,closed', limit: '6' } }))
  const seen = new Set<string>()
  const last = (data?.items ?? [])
    .filter(({ serviceCode, helperNames }) => helperNames.length > 0 && !seen.has(serviceCode) && seen.add(serviceCode))
    .slice(0, 2)
  if (last.length === 0) return null
  return (
    <>
      <p className="lb-sm lb-soft">{t.lastTime}</p>
      <div className="lb-row" data-tight="">
        {last.map(({ id, serviceCode, serviceZh, serviceEn, icon, helperNames }) => (
          <PillLink key={id} icon={iconOf(icon)} href={`${detailsOf(serviceCode)}&again=${id}`}>
            {t.again(words(shortName({ zh: serviceZh, en: serviceEn })), helperNames[0] ?? '')}
          </PillLink>
        ))}
      </div>
    </>
  )
}

/** Examples are the neighbours' own words, in their language. */
const useGrid = () => {
  const words = useWords()
  const { locale } = usePreference()
  return (services: readonly Service[]) =>
    services.map((one) => ({
      code: one.code,
      name: words(shortName(one)),
      example: locale === 'en' ? undefined : one.example,
      icon: iconOf(one.icon),
      tone: toneOf(one.icon),
      href: detailsOf(one.code),
    }))
}

const Chooser = ({ services }: { readonly services: readonly Service[] }) => {
  const t = useText(askText)
  const grid = useGrid()
  const search = new URLSearchParams(useSearch())
  const [, go] = useLocation()
  const [wanted, setWanted] = useState('')
  const all = search.has('all')
  const word = wanted.trim().toLowerCase()
  const found = services.filter(({ zh, en, example }) => `${zh} ${en} ${example}`.toLowerCase().includes(word))
  return (
    <>
      <p className="lb-sm lb-soft">{t.orChoose}</p>
      {all && (
        <TextField
          name="find"
          label={t.find}
          hint={t.findHint}
          type="search"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      <ServiceGrid label={t.services} services={grid(all ? found : services.slice(0, many))} />
      {all && found.length === 0 && <p role="status">{t.noSuch}</p>}
      {!all && services.length > many && (
        <Button kind="secondary" size="lg" wide onClick={() => go('/ask?all=1', { replace: true })}>
          {t.all(services.length)}
        </Button>
      )}
    </>
  )
}

const perScreen = 4

/** Four at a time; speaking counts as one on the first screen. */
const ElderChooser = ({ services }: { readonly services: readonly Service[] }) => {
  const t = useText(askText)
  const words = useWords()
  const screen = Number(new URLSearchParams(useSearch()).get('more') ?? 0)
  const from = screen === 0 ? 0 : 2 + (screen - 1) * perScreen
  const shown = services.slice(from, from + (screen === 0 ? 2 : perScreen))
  const over = from + shown.length >= services.length
  return (
    <>
      {screen === 0 && <SpeakButton />}
      {shown.map((one) => (
        <CardLink
          key={one.code}
          href={detailsOf(one.code)}
          icon={iconOf(one.icon)}
          tone={toneOf(one.icon)}
          title={words(shortName(one))}
          detail={one.example}
        />
      ))}
      {screen === 0 ? (
        <CardLink href="/ask?more=1" icon="grid" tone="neutral" title={t.others} />
      ) : (
        <ButtonLink kind="secondary" size="lg" wide href={over ? '/ask' : `/ask?more=${screen + 1}`}>
          {over ? t.fromStart : t.moreOf}
        </ButtonLink>
      )}
    </>
  )
}

export const AskPage = () => {
  const t = useText(askText)
  const elder = useElder()
  const services = useServices()
  useStart()
  return (
    <ResidentPage
      title={elder ? t.what : t.title}
      back="/"
      aside={
        <span className="lb-requests-steps">
          <StepWords now={1} of={3} />
        </span>
      }
      foot={
        elder ? (
          <ButtonLink kind="secondary" size="lg" icon="phone" href="/ask/call">
            {t.callMe}
          </ButtonLink>
        ) : undefined
      }
    >
      {!elder && <StepBars now={1} of={3} />}
      {!elder && (
        <>
          <h2 className="lb-title">{t.what}</h2>
          <SpeakButton />
          <LastTime />
        </>
      )}
      <Loaded from={services} count={4}>
        {(items) => (elder ? <ElderChooser services={items} /> : <Chooser services={items} />)}
      </Loaded>
    </ResidentPage>
  )
}
