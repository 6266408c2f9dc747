// The first sign-in: what neighbours call me, where I live, the privacy text. In 长辈版 one question a screen.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import * as z from 'zod/mini'
import { welcome } from '@linbang/contract/accounts'
import type { Installation } from '@linbang/contract/installation'
import type { Me } from '@linbang/contract/accounts'
import { openDoorCard } from '@linbang/contract/areas'
import type { DoorCard } from '@linbang/contract/areas'
import { call, query } from '../../../kit/api.ts'
import { safeNext } from '../../../kit/next.ts'
import { useElder } from '../../../kit/preference.ts'
import { mayDo, setMe, useInstallation, useSignedIn } from '../../../kit/session.tsx'
import { useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, Facts, Note } from '../../../ui/card.tsx'
import { CheckBox } from '../../../ui/choice.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { StepBars } from '../../../ui/progress.tsx'
import { Skeleton } from '../../../ui/states.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { welcomeText } from '../text.ts'
import { BuildingChoice } from './building-choice.tsx'
import './welcome.css'

type Door = z.infer<typeof DoorCard>

/** The code of a door card somebody scanned before signing in travels in where they wanted to go. */
export const doorIn = (next: string): string | undefined =>
  /[?&]door=([A-Za-z0-9_-]{16,64})/.exec(next)?.[1] ?? /^\/d\/([A-Za-z0-9_-]{16,64})$/.exec(next)?.[1]

const useNext = () => safeNext(new URLSearchParams(useSearch()).get('next'))

type Place = 'known' | 'card' | 'typed'

const schemaFor = (place: Place, needed: boolean) =>
  z.object({
    callName: z.string().check(z.trim(), z.minLength(1), z.maxLength(20)),
    name: z.optional(z.string()),
    buildingId: place === 'typed' && needed ? z.uuid() : z.optional(z.string()),
    doorName: place === 'typed' && needed ? z.string().check(z.minLength(1)) : z.optional(z.string()),
    agreed: z.literal(true),
  })

const Where = ({
  me,
  door,
  place,
  onElsewhere,
}: {
  readonly me: Me
  readonly door: Door | undefined
  readonly place: Place
  readonly onElsewhere: () => void
}) => {
  const t = useText(welcomeText)
  const [community, setCommunity] = useState<string>()
  if (place === 'known' && me.home)
    return (
      <Facts
        facts={[{ label: t.homeKnown, value: `${me.home.communityName} ${me.home.buildingName} ${me.home.doorName}` }]}
      />
    )
  if (place === 'card' && door)
    return (
      <>
        <Facts facts={[{ label: t.card, value: t.doorAt(door.communityName, door.buildingName, door.doorName) }]} />
        <Button kind="quiet" onClick={onElsewhere}>
          {t.notHere}
        </Button>
      </>
    )
  return (
    <>
      <BuildingChoice communityId={community} onCommunity={setCommunity} />
      <TextField name="doorName" label={t.door} hint={t.doorHint} autoComplete="address-line2" />
      <p className="lb-sm lb-soft">{t.scanHint}</p>
    </>
  )
}

const Privacy = ({ installation }: { readonly installation: Installation }) => {
  const t = useText(welcomeText)
  const words = useWords()
  return (
    <>
      <Note tone="info" icon="lock">
        {t.privacyShort}
      </Note>
      <details className="lb-welcome-privacy">
        <summary>{t.readPrivacy}</summary>
        <p className="lb-text-lines">{words(installation.privacy)}</p>
      </details>
      <CheckBox name="agreed" label={t.agree} framed />
    </>
  )
}

const Questions = ({
  installation,
  door,
}: {
  readonly installation: Installation
  readonly door: Door | undefined
}) => {
  const t = useText(welcomeText)
  const me = useSignedIn()
  const [, go] = useLocation()
  const next = useNext()
  const elder = useElder()
  const [step, setStep] = useState(1)
  const [elsewhere, setElsewhere] = useState(false)
  const place: Place = me.home ? 'known' : door && !elsewhere ? 'card' : 'typed'
  const needed = !mayDo(me, 'requests.staff')
  const shown = (one: number) => !elder || step === one
  const faults: Readonly<Record<string, string>> = {
    callName: t.callNeeded,
    buildingId: t.buildingNeeded,
    doorName: t.doorNeeded,
    agreed: t.agreeNeeded,
  }
  const send = async ({ callName, name, buildingId, doorName }: z.output<ReturnType<typeof schemaFor>>) => {
    const code = place === 'card' ? doorIn(next) : undefined
    const where = code
      ? { doorCode: code }
      : place === 'typed' && buildingId
        ? { buildingId, ...(doorName && { doorName }) }
        : {}
    const body = { callName, ...(name && { name }), ...where, privacyVersion: installation.privacy.version }
    setMe(await call(welcome, { body }))
    go(next === '/' && needed ? '/ask' : next, { replace: true })
  }
  const titles = [t.call, t.place, t.privacy]
  return (
    <Form
      label={t.title}
      schema={schemaFor(place, needed)}
      draft="welcome"
      explain={(name) => {
        if (name === 'callName') setStep(1)
        else if (name !== 'agreed') setStep(2)
        return faults[name]
      }}
      onSend={send}
    >
      {(form) => (
        <>
          {elder && <StepBars now={step} of={3} words={[t.steps.call, t.steps.place, t.steps.privacy][step - 1]} />}
          <div className="lb-stack" hidden={!shown(1)}>
            <TextField name="callName" label={t.call} hint={t.callHint} autoComplete="nickname" />
            {!elder && <TextField name="name" label={t.name} hint={t.nameHint} optional autoComplete="name" />}
          </div>
          <div hidden={!shown(2)}>
            <h2 className="lb-heading">{titles[1]}</h2>
            {place === 'typed' && <p className="lb-sm lb-soft lb-welcome-hint">{t.placeHint}</p>}
            <Card>
              <div className="lb-stack">
                <Where me={me} door={door} place={place} onElsewhere={() => setElsewhere(true)} />
              </div>
            </Card>
          </div>
          <div className="lb-stack" hidden={!shown(3)}>
            <h2 className="lb-heading">{titles[2]}</h2>
            <Privacy installation={installation} />
          </div>
          {elder && step < 3 ? (
            <Button size="lg" wide onClick={() => setStep(step + 1)}>
              {t.next}
            </Button>
          ) : (
            <Button type="submit" size="lg" wide busy={form.busy}>
              {next.startsWith('/ask') || (next === '/' && needed) ? t.go : t.goOn}
            </Button>
          )}
          {elder && step > 1 && (
            <Button kind="secondary" size="lg" wide onClick={() => setStep(step - 1)}>
              {t.back}
            </Button>
          )}
        </>
      )}
    </Form>
  )
}

export const WelcomePage = () => {
  const t = useText(welcomeText)
  const installation = useInstallation()
  const code = doorIn(useNext())
  const door = useQuery({ ...query(openDoorCard, { params: { code: code ?? '' } }), enabled: code !== undefined })
  const ready = installation && (code === undefined || !door.isPending)
  return (
    <ResidentPage title={t.title} titleIn="page" home>
      <p className="lb-soft">{t.line}</p>
      {ready ? <Questions installation={installation} door={door.data} /> : <Skeleton shape="page" />}
    </ResidentPage>
  )
}
