// The names on a policy; who is taken off is insured until tonight.
import { useState } from 'react'
import { listInsured, uninsurePerson } from '@linbang/contract/insurance'
import type { InsurancePolicy } from '@linbang/contract/insurance'
import { useAct } from '../../../kit/act.ts'
import { usePages } from '../../../kit/pages.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { PagedTable } from '../../../ui/desk/list-table.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { insuranceText } from '../insurance-text.ts'

type Props = { readonly one: InsurancePolicy; readonly onClose: () => void }
type Leaving = { readonly personId: string; readonly name: string }

export const PolicyPeople = ({ one, onClose }: Props) => {
  const t = useText(insuranceText)
  const people = usePages(listInsured, { params: { policyId: one.id }, query: { limit: '50' } })
  const [leaving, setLeaving] = useState<Leaving>()
  const takeOff = useAct(uninsurePerson, {
    refreshes: ['/insurance-cover', '/insurance-policies', '/insurance-policies/:policyId/people'],
    onDone: () => {
      setLeaving(undefined)
      toast(t.done)
    },
  })
  return (
    <Dialog open onClose={onClose} title={t.listTitle(one.number)}>
      {takeOff.refused && <RefusalLines error={takeOff.refused} />}
      {leaving && (
        <div className="lb-stack" role="alert">
          <p>{t.takeOffLine(leaving.name)}</p>
          <Button
            kind="danger"
            busy={takeOff.busy}
            onClick={() => takeOff.press({ params: { policyId: one.id, personId: leaving.personId } })}
          >
            {t.takeOff}
            <span className="lb-sr">{leaving.name}</span>
          </Button>
        </div>
      )}
      <PagedTable
        label={t.listTitle(one.number)}
        pages={people}
        empty={<EmptyState>{t.listEmpty}</EmptyState>}
        rowKey={({ personId, fromOn }) => `${personId}${fromOn}`}
        columns={[
          { key: 'who', title: t.columns.who, show: ({ name, volunteerNumber }) => `${name} ${volunteerNumber}` },
          { key: 'from', title: t.columns.from, number: true, show: ({ fromOn }) => fromOn },
          { key: 'until', title: t.columns.until, number: true, show: ({ toOn }) => toOn ?? one.endedOn ?? one.toOn },
          {
            key: 'act',
            title: t.columns.act,
            quiet: true,
            show: ({ toOn, personId, name }) =>
              toOn === null && (
                <Button size="sm" kind="quiet" onClick={() => setLeaving({ personId, name })}>
                  {t.takeOff}
                  <span className="lb-sr">{name}</span>
                </Button>
              ),
          },
        ]}
      />
    </Dialog>
  )
}
