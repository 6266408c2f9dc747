// One job in the list: invited ones carry the amber edge, the time to reply and the two buttons.
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Offer } from '@linbang/contract/dispatch'
import { useNow } from '../../../kit/clock.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { CardLink } from '../../../ui/card.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { UrgencyChip } from '../../../ui/status.tsx'
import { TaskCard } from '../../../ui/task-card.tsx'
import { iconOf, shortName } from '../../requests/phone/service-look.ts'
import { tasksText } from '../text.ts'
import { useClaim } from './claim.ts'
import { DeclineSheet } from './decline-sheet.tsx'
import { useAsWhom, useTaskWords } from './task-words.ts'

export const hrefOf = ({
  id,
  invited,
  requestId,
  organisationId,
}: Pick<Offer, 'id' | 'invited' | 'requestId' | 'organisationId'>): string =>
  id && invited ? `/offers/${id}` : `/help/requests/${requestId}${organisationId ? `?as=${organisationId}` : ''}`

const useInvited = (offer: Offer) => {
  const t = useText(tasksText)
  const say = useSay()
  const now = useNow(30)
  if (!offer.invited || !offer.replyBy) return undefined
  return {
    words: offer.helpers > 1 ? t.askedYouOf(say.number(offer.helpers)) : t.askedYou,
    replyBy: offer.replyBy > now ? t.reply(say.by(offer.replyBy)) : t.replySoon,
  }
}

export const OfferCard = ({ offer }: { readonly offer: Offer }) => {
  const t = useText(tasksText)
  const words = useWords()
  const task = useTaskWords()
  const whom = useAsWhom()(offer)
  const claim = useClaim()
  const [, go] = useLocation()
  const [declining, setDeclining] = useState(false)
  const invited = useInvited(offer)
  // an organisation says who goes, which the page asks
  const help = () => (offer.organisationId || !offer.canClaim ? go(hrefOf(offer)) : claim.press(offer))
  const when = task.when(offer)
  return (
    <>
      <TaskCard
        title={words(shortName({ zh: offer.serviceZh, en: offer.serviceEn }))}
        href={hrefOf(offer)}
        chip={<UrgencyChip urgency={offer.urgency} when={when} />}
        meta={[...(whom ? [{ icon: 'building' as const, text: whom }] : []), ...task.meta(offer)]}
        why={task.why(offer)}
        {...(invited && { invited })}
        actions={
          invited && (
            <>
              <Button busy={claim.busy} onClick={help}>
                {t.help}
              </Button>
              <Button kind="secondary" onClick={() => setDeclining(true)}>
                {t.decline}
              </Button>
            </>
          )
        }
      />
      {claim.refused && <ErrorState error={claim.refused} />}
      {declining && offer.id && <DeclineSheet offerId={offer.id} onClose={() => setDeclining(false)} />}
    </>
  )
}

/** What was asked before, with what became of it. */
export const PastOffer = ({ offer }: { readonly offer: Offer }) => {
  const t = useText(tasksText)
  const say = useSay()
  const words = useWords()
  const state = (t.states as Readonly<Record<string, string>>)[offer.state] ?? t.gone
  return (
    <CardLink
      href={hrefOf(offer)}
      icon={iconOf(offer.icon)}
      tone={offer.state === 'accepted' ? 'lamp' : 'neutral'}
      title={words(shortName({ zh: offer.serviceZh, en: offer.serviceEn }))}
      detail={[state, t.nearBy(offer.nearName), ...(offer.sentAt ? [say.moment(offer.sentAt)] : [])].join(' · ')}
    />
  )
}
