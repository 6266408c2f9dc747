// The sign-in page: phone and code for everybody, password for staff, in a demo the people one can be.
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import type { Installation } from '@linbang/contract/installation'
import type { Me } from '@linbang/contract/accounts'
import { safeNext } from '../../../kit/next.ts'
import { likesLargeType, usePreference } from '../../../kit/preference.ts'
import { hasDesk, prefer, useInstallation, welcomeBack } from '../../../kit/session.tsx'
import { useText, useWords } from '../../../kit/text.ts'
import { Button, Pill } from '../../../ui/button.tsx'
import { CardLink, Note, Section } from '../../../ui/card.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { Skyline } from '../../../ui/skyline.tsx'
import { sessionText } from '../text.ts'
import { CodeStep, PhoneStep } from './by-code.tsx'
import type { Sent } from './by-code.tsx'
import { ByPassword } from './by-password.tsx'
import type { Known } from './by-password.tsx'
import { ResidentPage } from './resident-page.tsx'

/** Takes the person to where they wanted to go; staff without a wish to their desk. */
export const useEnter = () => {
  const [, go] = useLocation()
  const search = useSearch()
  return (me: Me) => {
    const wanted = new URLSearchParams(search).get('next')
    welcomeBack(me)
    go(wanted === null && hasDesk(me) ? '/desk' : safeNext(wanted), { replace: true })
  }
}

export const LanguagePill = () => {
  const t = useText(sessionText)
  const { locale } = usePreference()
  return <Pill onClick={() => void prefer({ locale: locale === 'en' ? 'zh-CN' : 'en' })}>{t.language}</Pill>
}

const LargeOffer = () => {
  const t = useText(sessionText)
  const { elder } = usePreference()
  const [large] = useState(likesLargeType)
  if (elder || !large) return null
  return (
    <Note tone="lamp" icon="aa" title={t.largeOffer}>
      <Button kind="secondary" onClick={() => void prefer({ elder: true })}>
        {t.largeYes}
      </Button>
    </Note>
  )
}

type Account = Installation['demoAccounts'][number]

const DemoAccounts = ({
  accounts,
  onPick,
}: {
  readonly accounts: readonly Account[]
  readonly onPick: (one: Account) => void
}) => {
  const t = useText(sessionText)
  const words = useWords()
  return (
    <Section title={t.demoTitle}>
      <p className="lb-sm lb-soft">{t.demoLine}</p>
      <div className="lb-session-demo">
        {accounts.map((one) => (
          <CardLink
            key={one.phone ?? one.username ?? one.zh}
            onClick={() => onPick(one)}
            picture={<Portrait seed={one.phone ?? one.username ?? one.zh} cap={one.role === 'volunteer'} size={2.5} />}
            title={words(one)}
            detail={one.phone ?? one.username}
            end={<></>}
          />
        ))}
      </div>
    </Section>
  )
}

const Art = () => {
  const t = useText(sessionText)
  return (
    <section className="lb-session-art" aria-label={t.hello}>
      <h2>{t.hello}</h2>
      <p>{t.helloLine}</p>
      <Skyline seed="sign-in" height={64} />
    </section>
  )
}

export const SignInPage = () => {
  const t = useText(sessionText)
  const installation = useInstallation()
  const enter = useEnter()
  const { elder } = usePreference()
  const [by, setBy] = useState<'phone' | 'password'>('phone')
  const [sent, setSent] = useState<Sent>()
  const [phone, setPhone] = useState<string>()
  const [staff, setStaff] = useState<Known>()
  const pick = ({ phone, username, password, totp }: Account) => {
    setSent(undefined)
    setBy(phone === undefined ? 'password' : 'phone')
    setPhone(phone)
    if (username !== undefined) setStaff({ username, password, totp })
    scrollTo(0, 0)
  }
  // neighbours before staff
  const accounts = [...(installation?.demoAccounts ?? [])].sort(
    (one, other) => Number(one.phone === undefined) - Number(other.phone === undefined),
  )
  return (
    <ResidentPage
      title={sent ? t.codeTitle : by === 'password' ? t.staff : t.title}
      home
      aside={
        <>
          <LanguagePill />
          <Pill icon="aa" onClick={() => void prefer({ elder: !elder })}>
            {t.elder}
          </Pill>
        </>
      }
    >
      {!sent && by === 'phone' && <Art />}
      <LargeOffer />
      {sent ? (
        <CodeStep sent={sent} onSent={setSent} onIn={enter} onOther={() => setSent(undefined)} />
      ) : by === 'phone' ? (
        <PhoneStep known={phone} onSent={setSent} />
      ) : (
        <ByPassword known={staff} onIn={enter} />
      )}
      {!sent && (
        <>
          <Button kind="quiet" wide onClick={() => setBy(by === 'phone' ? 'password' : 'phone')}>
            {by === 'phone' ? t.staff : t.resident}
          </Button>
          {elder && (
            <div className="lb-row">
              <LanguagePill />
            </div>
          )}
          <p className="lb-sm lb-soft">{t.cannotRead}</p>
        </>
      )}
      {accounts.length > 0 && !sent && <DemoAccounts accounts={accounts} onPick={pick} />}
    </ResidentPage>
  )
}
