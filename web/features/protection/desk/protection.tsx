// Protection of volunteers at the desk: who is insured, the policies, allowances, and accidents.
import { useText } from '../../../kit/text.ts'
import { DeskListsPage } from '../../../ui/shell/desk-lists-page.tsx'
import { accidentText } from '../accident-text.ts'
import { allowanceText } from '../allowance-text.ts'
import { insuranceText } from '../insurance-text.ts'
import { Accidents } from './accidents.tsx'
import { Allowances } from './allowances.tsx'
import { Cover } from './cover.tsx'
import { Policies } from './policies.tsx'

export const ProtectionPage = () => {
  const t = useText(insuranceText)
  const accidents = useText(accidentText)
  const allowances = useText(allowanceText)
  return (
    <DeskListsPage
      title={t.title}
      label={t.which}
      lists={[
        { value: 'cover', title: t.tabs.cover, Shown: Cover },
        { value: 'policies', title: t.tabs.policies, Shown: Policies },
        { value: 'allowances', title: allowances.title, Shown: Allowances },
        { value: 'accidents', title: accidents.tab, Shown: Accidents },
      ]}
    />
  )
}
