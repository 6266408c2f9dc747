// Points and time-bank minutes: the dusk panel with both figures, what they buy, what they are not, and giving them away.
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { listRewards } from '@linbang/contract/rewards'
import { getMyStars } from '@linbang/contract/stars'
import { query } from '../../../kit/api.ts'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Card, Note, Section } from '../../../ui/card.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { ShareBar } from '../../../ui/progress.tsx'
import { ServiceGrid } from '../../../ui/service-grid.tsx'
import { Skyline } from '../../../ui/skyline.tsx'
import { StarsHeld } from '../../../ui/stars-held.tsx'
import { starText } from '../../records/star-text.ts'
import { RewardCards } from '../../rewards/phone/reward-card.tsx'
import { rewardText } from '../../rewards/text.ts'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { ledgerText } from '../text.ts'
import { Giving } from './giving.tsx'
import './ledger.css'

const Figure = ({
  icon,
  label,
  children,
}: {
  readonly icon: 'coin' | 'hour'
  readonly label: string
  readonly children: ReactNode
}) => (
  <div>
    <dt>
      <Icon name={icon} size="sm" />
      {label}
    </dt>
    <dd className="lb-num">{children}</dd>
  </div>
)

const Panel = () => {
  const t = useText(ledgerText)
  const say = useSay()
  const { personId, balances } = useSignedIn()
  const { points, minutes, pointsHeld, minutesHeld } = balances
  return (
    <section className="lb-ledger-panel" aria-label={t.title}>
      <dl>
        <Figure icon="coin" label={t.points}>
          {say.number(points)}
        </Figure>
        <Figure icon="hour" label={t.bank}>
          {say.number(Math.floor(minutes / 60))}
          <small>{t.hours}</small> {minutes % 60}
          <small>{t.minutes}</small>
        </Figure>
      </dl>
      {pointsHeld > 0 && <p>{t.held(t.amount.points(say.number(pointsHeld)))}</p>}
      {minutesHeld > 0 && <p>{t.held(say.duration(minutesHeld))}</p>}
      <Skyline seed={personId} height={64} />
    </section>
  )
}

const Tiles = () => {
  const t = useText(ledgerText)
  const ways = [
    { code: 'shop', name: t.toShop, icon: 'gift', href: '/shop' },
    { code: 'services', name: t.toServices, icon: 'swap', href: '/ask?all=1' },
    { code: 'orders', name: t.toOrders, icon: 'qr', href: '/me/orders' },
  ] as const
  return (
    <nav className="lb-ledger-ways" aria-label={t.spend}>
      <Card snug>
        <ServiceGrid look="tiles" label={t.spend} services={ways} />
      </Card>
    </nav>
  )
}

/** How far the next lasting star is; only who helps has one. */
const NextStar = () => {
  const t = useText(starText)
  const say = useSay()
  const { data } = useQuery(query(getMyStars))
  const chance = data?.chances.find(({ kind }) => kind === 'lasting')
  if (!data || !chance) return null
  const words = data.held > 0 ? t.star(data.held, null) : t.none
  const far = t.have.lasting(say.hours(chance.have), say.hours(chance.need))
  return (
    <Card label={words}>
      <div className="lb-stack" data-tight="">
        <div className="lb-row" data-between="">
          <b className="lb-lg">{words}</b>
          <StarsHeld stars={data.held} label={words} />
        </div>
        <ShareBar share={Math.min(1, chance.have / chance.need)} label={far} />
        <p className="lb-sm lb-soft">
          {chance.have < chance.need ? `${far}，${t.missing.lasting(say.hours(chance.need - chance.have))}` : far}
        </p>
      </div>
    </Card>
  )
}

const shownRewards = '4'
const CanHave = () => {
  const t = useText(rewardText)
  const { data } = useQuery(query(listRewards, { query: { limit: shownRewards } }))
  if (!data || data.items.length === 0) return null
  return (
    <Section
      title={t.canHave}
      action={
        <ButtonLink kind="quiet" size="sm" href="/shop">
          {t.all}
        </ButtonLink>
      }
    >
      <RewardCards rewards={data.items} />
    </Section>
  )
}

export const PointsPage = () => {
  const t = useText(ledgerText)
  const me = useSignedIn()
  return (
    <ResidentPage
      title={t.title}
      back="/me"
      aside={
        <ButtonLink kind="quiet" size="sm" href="/me/points/entries">
          {t.history}
        </ButtonLink>
      }
    >
      <div>
        <Panel />
        <Tiles />
      </div>
      {mayDo(me, 'records.self') && <NextStar />}
      <CanHave />
      <Note icon="shield" title={t.rule}>
        {t.ruleLine}
      </Note>
      <Giving unit="minutes" />
      <Giving unit="points" />
      <ButtonLink kind="quiet" wide href="/me/points/entries">
        {t.history}
      </ButtonLink>
    </ResidentPage>
  )
}
