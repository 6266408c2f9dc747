// 我的: who I am here, how the phone looks, and the doors to everything about me.
import { useState } from 'react'
import { secondFactorRoles } from '@linbang/contract/permissions'
import { useElder, usePreference } from '../../../kit/preference.ts'
import type { TextSize } from '../../../kit/preference.ts'
import { hasDesk, holds, leave, prefer, useSignedIn, mayDo } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card, CardLink, Section } from '../../../ui/card.tsx'
import { ChoiceList, Switch } from '../../../ui/choice.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { rewardText } from '../../rewards/text.ts'
import { rosterText } from '../../roster/text.ts'
import { roundsText } from '../../rounds/text.ts'
import { meText } from '../text.ts'
import './me.css'

const Profile = () => {
  const t = useText(meText)
  const me = useSignedIn()
  const home = me.home && [me.home.communityName, me.home.buildingName, me.home.doorName].filter(Boolean).join(' ')
  return (
    <Card label={me.callName}>
      <div className="lb-row">
        <Portrait seed={me.personId} cap={me.volunteer !== null} size={4} />
        <div className="lb-grow">
          <p className="lb-title">{me.callName}</p>
          <p className="lb-soft">{me.phoneMasked ?? t.noPhone}</p>
          <Chip icon={me.confirmed ? 'shield' : 'info'} tone={me.confirmed ? 'success' : 'warn'}>
            {me.confirmed ? t.confirmed : t.notConfirmed}
          </Chip>
        </div>
      </div>
      <hr className="lb-divider lb-me-line" />
      <p className="lb-sm lb-soft">{t.home}</p>
      <p>{home || t.noHome}</p>
      {home ? (
        <ButtonLink kind="secondary" href="/me/home">
          {t.changeHome}
        </ButtonLink>
      ) : (
        <ButtonLink kind="secondary" href="/welcome?next=/me">
          {t.addHome}
        </ButtonLink>
      )}
    </Card>
  )
}

const Doors = () => {
  const t = useText(meText)
  const say = useSay()
  const me = useSignedIn()
  const { points, minutes } = me.balances
  const rounds = useText(roundsText)
  const roster = useText(rosterText)
  const rewards = useText(rewardText)
  return (
    <>
      <CardLink
        href="/me/points"
        icon="coin"
        tone="lamp"
        title={t.points}
        detail={t.pointsLine(say.number(points), say.duration(minutes))}
      />
      <CardLink href="/me/family" icon="users" title={t.family} detail={t.familyLine} />
      <CardLink href="/me/looks" icon="eye" tone="info" title={t.looks} detail={t.looksLine} />
      <CardLink href="/me/consents" icon="lock" tone="info" title={t.consents} detail={t.consentsLine} />
      <CardLink href="/me/rights" icon="file" tone="info" title={t.rights} detail={t.rightsLine} />
      <CardLink href="/me/messages" icon="bell" tone="info" title={t.messages} detail={t.messagesLine} />
      <CardLink href="/me/sessions" icon="phone" tone="neutral" title={t.sessions} detail={t.sessionsLine} />
      {holds(me, ...secondFactorRoles) && (
        <CardLink
          href="/me/second-factor"
          icon="key"
          tone="neutral"
          title={t.factor}
          detail={me.secondFactor ? t.factorOn : t.factorOff}
        />
      )}
      {mayDo(me, 'rounds.walk') && <CardLink href="/rounds" icon="walk" title={rounds.mine} />}
      {mayDo(me, 'rewards.redeem') && (
        <CardLink href="/redeem" icon="qr" title={rewards.redeem} detail={rewards.redeemLine} />
      )}
      {mayDo(me, 'duty.self') && <CardLink href="/me/shifts" icon="calendar" title={roster.mine} />}
      {hasDesk(me) && <CardLink href="/desk" icon="headset" tone="neutral" title={t.desk} />}
    </>
  )
}

const sizes = ['normal', 'large', 'largest'] as const satisfies readonly TextSize[]
const locales = ['zh-CN', 'en'] as const

const Look = () => {
  const t = useText(meText)
  const { elder, textSize, locale, theme } = usePreference()
  return (
    <Section title={t.look}>
      <Card>
        <div className="lb-stack">
          <div className="lb-row" data-between="">
            <span className="lb-grow">
              <b>{t.elder}</b>
              <span className="lb-sm lb-soft lb-me-help">{t.elderLine}</span>
            </span>
            <Switch label={t.elder} on={elder} onSwitch={(on) => void prefer({ elder: on })} />
          </div>
          <ChoiceList
            name="textSize"
            legend={t.size}
            options={sizes.map((size) => ({ value: size, title: t.sizes[size] }))}
            value={textSize}
            onChoose={(size) => void prefer({ textSize: size as TextSize })}
          />
          <ChoiceList
            name="locale"
            legend={t.language}
            options={locales.map((one) => ({ value: one, title: <span lang={one}>{t.languages[one]}</span> }))}
            value={locale}
            onChoose={(one) => void prefer({ locale: one === 'en' ? 'en' : 'zh-CN' })}
          />
          <div className="lb-row" data-between="">
            <span className="lb-grow">
              <b>{t.theme}</b>
              <span className="lb-sm lb-soft lb-me-help">{t.themeLine}</span>
            </span>
            <Switch
              label={t.theme}
              on={theme === 'dark'}
              onSwitch={(on) => void prefer({ theme: on ? 'dark' : 'light' })}
            />
          </div>
        </div>
      </Card>
    </Section>
  )
}

const Leave = () => {
  const t = useText(meText)
  const [asking, setAsking] = useState(false)
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const go = async () => {
    setBusy(true)
    try {
      await leave()
    } catch (failed) {
      setError(failed)
      setBusy(false)
    }
  }
  return (
    <>
      <Button kind="secondary" wide onClick={() => setAsking(true)}>
        {t.signOut}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t.signOutTitle}
        actions={
          <>
            <Button kind="secondary" onClick={() => setAsking(false)}>
              {t.signOutKeep}
            </Button>
            <Button busy={busy} onClick={() => void go()}>
              {t.signOut}
            </Button>
          </>
        }
      >
        <p>{t.signOutLine}</p>
        {error !== undefined && <ErrorState error={error} />}
      </Dialog>
    </>
  )
}

export const MePage = () => {
  const t = useText(meText)
  const elder = useElder()
  const me = useSignedIn()
  return (
    <ResidentPage title={t.title} tabs>
      <Profile />
      {me.volunteer ? (
        <CardLink
          href="/me/volunteer"
          icon="heart"
          tone="lamp"
          title={t.volunteering}
          detail={t.volunteeringLine(me.volunteer.number)}
        />
      ) : (
        !elder && <CardLink href="/volunteer" icon="heart" tone="lamp" title={t.volunteer} detail={t.volunteerLine} />
      )}
      <Doors />
      <Look />
      <Leave />
    </ResidentPage>
  )
}
