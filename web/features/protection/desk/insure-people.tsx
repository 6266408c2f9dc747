// Putting volunteers on the list of a policy, from today or a later day.
import { useQuery } from '@tanstack/react-query'
import { insurePeople, listInsurance } from '@linbang/contract/insurance'
import type { CoverLine } from '@linbang/contract/insurance'
import * as z from 'zod/mini'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { insuranceText } from '../insurance-text.ts'

type Props = { readonly people: readonly CoverLine[]; readonly onClose: () => void }

const Chosen = z.object({ policyId: z.uuid(), fromOn: z.optional(z.iso.date()) })

export const InsurePeople = ({ people, onClose }: Props) => {
  const t = useText(insuranceText)
  const say = useSay()
  const areaId = useDeskAreaId(useSignedIn())
  const policies = useQuery(query(listInsurance, { query: { areaId, limit: '100' } }))
  const insure = useAct(insurePeople, {
    refreshes: ['/insurance-cover', '/insurance-policies'],
    onDone: ({ added }) => {
      toast(t.added(say.number(added)))
      onClose()
    },
  })
  const lists = policies.data?.items.filter(({ covers, state }) => covers === 'people' && state !== 'over')
  return (
    <Dialog open onClose={onClose} title={t.insureTitle}>
      <p>{say.list(people.map(({ name }) => name))}</p>
      <Loaded
        from={policies}
        shape="rows"
        empty={() => (lists?.length === 0 ? <EmptyState>{t.noLists}</EmptyState> : undefined)}
      >
        {() => (
          <Form
            schema={Chosen}
            label={t.insureTitle}
            onSend={({ policyId, fromOn }) =>
              insure.send({
                params: { policyId },
                body: { volunteerIds: people.map(({ volunteerId }) => volunteerId), ...(fromOn && { fromOn }) },
              })
            }
          >
            {(form) => (
              <>
                <Select name="policyId" label={t.columns.policy}>
                  <option value="">{t.choose}</option>
                  {lists?.map(({ id, insurer, number, fromOn, toOn }) => (
                    <option key={id} value={id}>
                      {`${insurer} ${number} (${fromOn} – ${toOn})`}
                    </option>
                  ))}
                </Select>
                <TextField name="fromOn" type="date" label={t.fromOn} hint={t.fromHint} optional />
                <Button type="submit" busy={form.busy}>
                  {t.insure}
                </Button>
              </>
            )}
          </Form>
        )}
      </Loaded>
    </Dialog>
  )
}
