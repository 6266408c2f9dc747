// Home: ask for help, what is under way, the usual services, and for volunteers what they could do nearby.
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Link } from 'wouter'
import { getLights } from '@linbang/contract/request-lists'
import { query } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { useElder } from '../../../kit/preference.ts'
import { partsOf } from '../../../kit/say.ts'
import { mayDo, useInstallation, useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Card, CardLink } from '../../../ui/card.tsx'
import { FilterChips } from '../../../ui/choice.tsx'
import { BigAsk, Hero } from '../../../ui/hero.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { ServiceGrid } from '../../../ui/service-grid.tsx'
import { HomeHeader } from '../../../ui/shell/home-header.tsx'
import { PhonePage } from '../../../ui/shell/phone-page.tsx'
import { iconOf, shortName, toneOf, useServices } from '../../requests/phone/service-look.ts'
import { actFor, useActing } from '../../session/phone/acting.ts'
import { homeText } from '../text.ts'
import { lightShareOf, timeOfDay } from './greeting.ts'
import { UnderWay, useUnderWayKnown } from './under-way.tsx'
import './home.css'

const usual = 7

/** Only the names in the tiles are short enough for four in a row. */
const Services = () => {
  const t = useText(homeText)
  const words = useWords()
  const { data } = useServices()
  if (!data) return null
  const tiles = data.slice(0, usual).map((one) => ({
    code: one.code,
    name: words(shortName(one)),
    icon: iconOf(one.icon),
    tone: toneOf(one.icon),
    href: `/ask/details?service=${one.code}`,
  }))
  const all = { code: 'all', name: t.allServices, icon: 'grid' as const, href: '/ask?all=1' }
  return (
    <Card label={t.services}>
      <ServiceGrid label={t.services} look="tiles" services={[...tiles, all]} />
    </Card>
  )
}

/** Only for those who help; whoever asks does not wait for its code. */
const NearTasks = lazy(async () => ({ default: (await import('./near-tasks.tsx')).NearTasks }))

const FamilySwitch = () => {
  const t = useText(homeText)
  const me = useSignedIn()
  const acting = useActing(me)
  if (me.families.length === 0) return null
  return (
    <FilterChips
      label={t.forWhom}
      options={[
        { value: '', title: t.self },
        ...me.families.map(({ personId, callName }) => ({ value: personId, title: t.family(callName) })),
      ]}
      chosen={[acting?.personId ?? '']}
      onChoose={actFor}
    />
  )
}

const useHome = () => {
  const me = useSignedIn()
  const installation = useInstallation()
  const acting = useActing(me)
  const communityId = me.home?.communityId ?? installation?.communities[0]?.areaId
  const { data: lights } = useQuery(query(getLights, { query: communityId ? { areaId: communityId } : {} }))
  return { me, installation, acting, communityId, lights, forPersonId: acting?.maySee ? acting.personId : undefined }
}

const UsualHome = () => {
  const t = useText(homeText)
  const say = useSay()
  const words = useWords()
  const now = useNow(60)
  const { me, installation, acting, communityId, lights, forPersonId } = useHome()
  const known = useUnderWayKnown(forPersonId)
  const done = lights?.doneToday ?? 0
  const place =
    me.home?.communityName || (installation && words({ zh: installation.operator, en: installation.operatorEn }))
  return (
    <PhonePage
      title={t.greet[timeOfDay(partsOf(now).hour)](me.callName)}
      titleIn="page"
      tabs
      home
      header={<HomeHeader place={place || t.place} noticesHref="/notices" />}
    >
      <FamilySwitch />
      <Hero
        title={acting ? t.heroFor(acting.callName) : t.hero}
        line={lights && (done > 0 ? t.lights(say.number(done)) : t.noLights)}
        seed={communityId ?? 'home'}
        lightShare={lightShareOf(done)}
      >
        <ButtonLink kind="lamp" size="lg" icon="help" href="/ask">
          {t.ask}
        </ButtonLink>
        {installation?.hotline && (
          <ButtonLink kind="glass" size="lg" icon="phone" href={`tel:${installation.hotline}`}>
            {t.hotline}
          </ButtonLink>
        )}
      </Hero>
      <UnderWay forPersonId={forPersonId} />
      {known && <Services />}
      {known && mayDo(me, 'offers.answer') && (
        <Suspense fallback={null}>
          <NearTasks />
        </Suspense>
      )}
    </PhonePage>
  )
}

const ElderHome = () => {
  const t = useText(homeText)
  const { me, installation, communityId, forPersonId } = useHome()
  return (
    <PhonePage title={t.hello(me.callName)} titleIn="page" home>
      <FamilySwitch />
      <BigAsk href="/ask" icon="help" title={t.askElder} line={t.askElderLine} seed={communityId ?? 'home'} />
      <UnderWay forPersonId={forPersonId} />
      {installation?.hotline && (
        <CardLink
          href={`tel:${installation.hotline}`}
          icon="phone"
          title={t.callCommunity}
          detail={t.callLine}
          end={<></>}
        />
      )}
      <Link className="lb-sos lb-home-sos" href="/emergency">
        <Icon name="sos" size="lg" />
        {t.emergency}
      </Link>
      <p className="lb-home-sos-line">{t.emergencyLine}</p>
    </PhonePage>
  )
}

export const HomePage = () => (useElder() ? <ElderHome /> : <UsualHome />)
