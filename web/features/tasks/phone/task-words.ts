// One task in words: near where, how long, what it brings, why this person, and why not.
import type { Offer } from '@linbang/contract/dispatch'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import type { IconName } from '../../../ui/icon.tsx'
import { useSkillName } from '../../volunteers/phone/skill-words.ts'
import { tasksText } from '../text.ts'
import { whyNotText } from '../why-not-text.ts'

/** The most telling first. */
const order = ['familiarity', 'skill', 'distance', 'hours', 'balance'] as const
/** An easy walk, metres a minute. */
const pace = 65

export const walkMinutes = (metres: number): number => Math.max(1, Math.round(metres / pace))

/** Reasons worth saying, best first: how near it is stands beside them already. */
const reasonsOf = (offer: Pick<Offer, 'why' | 'cameBefore'>): readonly (typeof order)[number][] => {
  const given = new Set(offer.why.map(({ part }) => part))
  return order.filter((part) => (part === 'familiarity' ? offer.cameBefore > 0 : given.has(part)))
}

/** For which organisation; nothing for oneself. */
export const useAsWhom = (): ((offer: Offer) => string | undefined) => {
  const t = useText(tasksText)
  const { roles } = useSignedIn()
  return ({ organisationId }) => {
    const name = organisationId && roles.find((held) => held.organisationId === organisationId)?.organisationName
    return name ? t.asOrganisation(name) : undefined
  }
}

export const useTaskWords = () => {
  const t = useText(tasksText)
  const say = useSay()
  const skillName = useSkillName()
  const gain = ({ gain: { points, minutes, priceCents }, organisationId, free }: Offer): string | undefined => {
    if (organisationId && points === 0)
      return free ? t.gainFree : priceCents === null ? undefined : say.money(priceCents)
    if (points > 0) return t.gainPoints(say.number(points))
    return minutes > 0 ? t.gainMinutes(say.duration(minutes)) : undefined
  }
  const place = ({ nearName, metres }: Offer): string =>
    metres === null ? t.nearBy(nearName) : t.nearByAt(nearName, say.distance(metres))
  const reason = (offer: Offer, part: (typeof order)[number]): string => {
    if (part === 'familiarity') return t.whyParts.familiarity(say.number(offer.cameBefore))
    if (part === 'distance') return t.whyParts.distance(say.distance(offer.metres ?? 0))
    return t.whyParts[part]
  }
  return {
    gain,
    place,
    meta: (offer: Offer): { icon: IconName; text: string }[] => {
      const brings = gain(offer)
      return [
        { icon: 'pin', text: place(offer) },
        { icon: 'hour', text: say.duration(offer.minutes) },
        ...(brings ? [{ icon: 'coin' as const, text: brings }] : []),
      ]
    },
    when: ({ window }: Offer): string | undefined => (window ? say.window(window.from, window.to) : undefined),
    reasons: (offer: Offer): string[] => reasonsOf(offer).map((part) => reason(offer, part)),
    /** One line on the card, which says the distance already. */
    why: (offer: Offer): string | undefined =>
      reasonsOf(offer)
        .filter((part) => part !== 'distance')
        .slice(0, 2)
        .map((part) => reason(offer, part))
        .join(' · ') || undefined,
    needs: ({ needs }: Offer): string => say.list(needs.map(skillName)),
  }
}

/** What is missing for this person to take it. */
export const useWhyNot = (): ((offer: Offer) => string[]) => {
  const t = useText(whyNotText)
  const skillName = useSkillName()
  return (offer) =>
    offer.whyNot.map(({ reason, code }) => {
      const words = (t.reasons as Readonly<Record<string, (what: string) => string>>)[reason]
      // `electrician 2026-04-09`: the paper, and the day it ran out
      return words ? words(skillName(code?.split(' ')[0] ?? '')) : t.other
    })
}
