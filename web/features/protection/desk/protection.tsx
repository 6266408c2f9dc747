// Protection of volunteers at the desk: who is insured, and the policies.
import { useText } from '../../../kit/text.ts'
import { DeskListsPage } from '../../../ui/shell/desk-lists-page.tsx'
import { insuranceText } from '../insurance-text.ts'
import { Cover } from './cover.tsx'
import { Policies } from './policies.tsx'

export const ProtectionPage = () => {
  const t = useText(insuranceText)
  return (
    <DeskListsPage
      title={t.title}
      label={t.which}
      lists={[
        { value: 'cover', title: t.tabs.cover, Shown: Cover },
        { value: 'policies', title: t.tabs.policies, Shown: Policies },
      ]}
    />
  )
}
