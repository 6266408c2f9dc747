// My stars: what I hold, what the next one takes, asking for it, and how far each wish has come. People decide.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { askForStar, getMyStars, withdrawStar } from '@linbang/contract/stars'
import type { MyStars, Star, StarChance, StarFault } from '@linbang/contract/stars'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card, DuskPanel, Note, Section } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ShareBar } from '../../../ui/progress.tsx'
import { StarsHeld } from '../../../ui/stars-held.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { starText } from '../star-text.ts'

const starTones = {
  proposed: 'info',
  asked: 'warn',
  noticed: 'info',
  granted: 'success',
  refused: 'danger',
  withdrawn: 'neutral',
} as const

type Stars = { readonly mine: MyStars }

const Held = ({ mine: { held, yearly } }: Stars) => {
  const t = useText(starText)
  const words = held > 0 ? t.star(held, null) : t.none
  return (
    <DuskPanel label={t.title}>
      <div className="lb-stack">
        <StarsHeld stars={held} label={words} />
        <b className="lb-title">{words}</b>
        {yearly && <small>{t.star(yearly.stars, yearly.year)}</small>}
      </div>
    </DuskPanel>
  )
}

const useFaultWords = ({ leastRating, complaintMonths }: MyStars) => {
  const t = useText(starText)
  const say = useSay()
  return (fault: StarFault): string => {
    if (fault === 'rating') return t.fault.rating(say.decimal(leastRating, 1))
    return fault === 'complaint' ? t.fault.complaint(say.number(complaintMonths)) : t.fault[fault]
  }
}

type ChanceProps = Stars & { readonly chance: StarChance; readonly onAsk: () => void }

const Chance = ({ mine, chance, onAsk }: ChanceProps) => {
  const t = useText(starText)
  const say = useSay()
  const faultWords = useFaultWords(mine)
  const { kind, year, stars, have, need, faults, running, can } = chance
  const amount = (value: number) => (kind === 'lasting' ? say.hours(value) : say.number(value))
  const far = t.have[kind](amount(have), amount(need))
  const title = t.star(stars, year)
  return (
    <Card label={title}>
      <div className="lb-row" data-between="">
        <b>{title}</b>
        {running && (
          <Chip icon="clock" tone="info">
            {mine.items.some((one) => one.state === 'noticed' && one.kind === kind && one.year === year)
              ? t.running.noticed
              : t.running.asked}
          </Chip>
        )}
      </div>
      <p className="lb-sm">{far}</p>
      <ShareBar share={have / need} label={far} />
      {have < need && <p className="lb-sm lb-soft">{t.missing[kind](amount(need - have))}</p>}
      {faults
        .filter((fault) => fault !== 'hours' && fault !== 'points')
        .map((fault) => (
          <Note key={fault} tone="warn" icon="info">
            {faultWords(fault)}
          </Note>
        ))}
      {can.ask && (
        <>
          <p className="lb-sm">{t.reached}</p>
          <Button wide size="lg" icon="star" onClick={onAsk}>
            {t.ask}
          </Button>
        </>
      )}
    </Card>
  )
}

const Ask = ({ mine, chance, onClose }: Stars & { readonly chance: StarChance; readonly onClose: () => void }) => {
  const t = useText(starText)
  const say = useSay()
  const { kind, year, stars } = chance
  const ask = useAct(askForStar, {
    onDone: () => {
      toast(t.asked)
      onClose()
    },
  })
  return (
    <Dialog open onClose={onClose} title={t.askTitle(t.star(stars, year))}>
      <div className="lb-stack">
        <Note icon="eye" title={t.shownTitle}>
          {t.shownLine(say.number(mine.noticeDays))}
        </Note>
        <p className="lb-sm lb-soft">{t.process}</p>
        {ask.refused && <RefusalLines error={ask.refused} />}
        <div className="lb-row">
          <Button
            busy={ask.busy}
            onClick={() => ask.press({ body: { kind, shown: true, ...(year !== null && { year }) } })}
          >
            {t.agree}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t.back}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

const Wish = ({ one, onWithdraw }: { readonly one: Star; readonly onWithdraw: () => void }) => {
  const t = useText(starText)
  const title = t.star(one.stars, one.year)
  return (
    <Card label={title}>
      <div className="lb-row" data-between="">
        <b>{title}</b>
        <Chip tone={starTones[one.state]}>{t.state[one.state]}</Chip>
      </div>
      {one.noticeFrom && one.noticeTo && <p className="lb-sm lb-soft">{t.until(one.noticeFrom, one.noticeTo)}</p>}
      {one.decision && <p className="lb-sm">{one.decision}</p>}
      <div className="lb-row">
        {one.state === 'noticed' && (
          <ButtonLink kind="secondary" href="/stars" target="_blank">
            {t.seeNotice}
          </ButtonLink>
        )}
        {one.can.withdraw && (
          <Button kind="quiet" onClick={onWithdraw}>
            {t.withdraw}
            <span className="lb-sr">{title}</span>
          </Button>
        )}
      </div>
    </Card>
  )
}

const Withdraw = ({ one, onClose }: { readonly one: Star; readonly onClose: () => void }) => {
  const t = useText(starText)
  const act = useAct(withdrawStar, {
    onDone: () => {
      toast(t.withdrawn)
      onClose()
    },
  })
  return (
    <Dialog open onClose={onClose} title={t.withdrawTitle}>
      <div className="lb-stack">
        <p>{t.withdrawLine}</p>
        {act.refused && <RefusalLines error={act.refused} />}
        <div className="lb-row">
          <Button kind="danger" busy={act.busy} onClick={() => act.press({ params: { starId: one.id } })}>
            {t.withdraw}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t.back}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

const Quality = ({ mine: { basis } }: Stars) => {
  const t = useText(starText)
  const say = useSay()
  const { average, rated, complaints } = basis
  return (
    <Card label={t.quality}>
      <b>{t.quality}</b>
      <p className="lb-sm">
        {average === null || rated === 0 ? t.unrated : t.rated(say.decimal(average, 1), say.number(rated))}
        {complaints === 0 && ` · ${t.noComplaint}`}
      </p>
    </Card>
  )
}

export const StarsPage = () => {
  const t = useText(starText)
  const stars = useQuery(query(getMyStars))
  const [asking, setAsking] = useState<StarChance>()
  const [leaving, setLeaving] = useState<Star>()
  return (
    <ResidentPage title={t.title} back="/me/records">
      <Loaded
        from={stars}
        shape="page"
        empty={({ chances, items, held }) =>
          chances.length + items.length + held === 0 ? (
            <EmptyState action={<ButtonLink href="/volunteer">{t.register}</ButtonLink>}>{t.notVolunteer}</EmptyState>
          ) : undefined
        }
      >
        {(mine) => (
          <>
            <Held mine={mine} />
            {mine.chances.map((chance) => (
              <Chance
                key={`${chance.kind}${chance.year}`}
                mine={mine}
                chance={chance}
                onAsk={() => setAsking(chance)}
              />
            ))}
            <Quality mine={mine} />
            {mine.items.length > 0 && (
              <Section title={t.mine}>
                {mine.items.map((one) => (
                  <Wish key={one.id} one={one} onWithdraw={() => setLeaving(one)} />
                ))}
              </Section>
            )}
            <p className="lb-sm lb-soft">{t.never}</p>
            {asking && <Ask mine={mine} chance={asking} onClose={() => setAsking(undefined)} />}
          </>
        )}
      </Loaded>
      {leaving && <Withdraw one={leaving} onClose={() => setLeaving(undefined)} />}
    </ResidentPage>
  )
}
