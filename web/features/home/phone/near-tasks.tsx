// On the home of a volunteer: what is asked of them, or what they could do nearby.
import { useQuery } from '@tanstack/react-query'
import { listOffers } from '@linbang/contract/dispatch'
import { query } from '../../../kit/api.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { CardLink } from '../../../ui/card.tsx'
import { shortName } from '../../requests/phone/service-look.ts'
import { homeText } from '../text.ts'

export const NearTasks = () => {
  const t = useText(homeText)
  const say = useSay()
  const words = useWords()
  const { data } = useQuery(query(listOffers, { query: { state: 'open' } }))
  if (!data) return null
  const { asked, near } = data
  const names = [
    ...new Set([...asked, ...near].map((one) => words(shortName({ zh: one.serviceZh, en: one.serviceEn })))),
  ]
  const title = asked.length > 0 ? t.asked(asked.length) : near.length > 0 ? t.near(near.length) : t.nobodyNear
  return (
    <CardLink
      href="/help"
      icon="heart"
      tone="lamp"
      live={asked.length > 0}
      title={title}
      detail={names.length > 0 ? say.list(names.slice(0, 3)) : undefined}
    />
  )
}
