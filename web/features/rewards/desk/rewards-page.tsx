// The exchange shop at the desk: what is on offer, and who ordered what.
import { useText } from '../../../kit/text.ts'
import { DeskListsPage } from '../../../ui/shell/desk-lists-page.tsx'
import { rewardDeskText } from '../desk-text.ts'
import { Clashes } from './clashes.tsx'
import { Offers } from './offers.tsx'
import { Orders } from './orders.tsx'

export const RewardsPage = () => {
  const t = useText(rewardDeskText)
  return (
    <DeskListsPage
      title={t.title}
      label={t.which}
      lists={[
        { value: 'rewards', title: t.tabs.rewards, Shown: Offers },
        { value: 'orders', title: t.tabs.orders, Shown: Orders },
        { value: 'clashes', title: t.tabs.clashes, Shown: Clashes },
      ]}
    />
  )
}
