// One account: the roles it holds, giving one more, taking one away.
import { useState } from 'react'
import { endRole, grantRole } from '@linbang/contract/accounts'
import type { listAccounts } from '@linbang/contract/accounts'
import { useAct } from '../../../kit/act.ts'
import type { Answer } from '../../../kit/api.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Facts, Section } from '../../../ui/card.tsx'
import { Dialog, Drawer } from '../../../ui/dialog.tsx'
import { Form } from '../../../ui/form.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { toast } from '../../../ui/toast.tsx'
import { accountsText, roleText } from '../text.ts'
import { RoleFields } from './role-fields.tsx'

type Row = Answer<typeof listAccounts>['items'][number]
type Held = Row['roles'][number]

export const AccountDrawer = ({ account, onClose }: { readonly account: Row; readonly onClose: () => void }) => {
  const t = useText(accountsText)
  const roles = useText(roleText)
  const [taking, setTaking] = useState<Held>()
  const [giving, setGiving] = useState(false)
  const params = { accountId: account.accountId }
  const give = useAct(grantRole, {
    onDone: () => {
      setGiving(false)
      toast(t.given)
    },
  })
  const take = useAct(endRole, {
    onDone: () => {
      setTaking(undefined)
      toast(t.taken)
    },
  })
  const facts = [
    { label: t.username, value: account.username ?? '–' },
    { label: t.phone, value: account.phoneMasked ?? '–' },
    { label: t.factor, value: account.secondFactor ? t.hasFactor : t.noFactor },
    ...account.roles.map((held) => ({
      label: roles[held.role],
      value: held.organisationName ?? held.areaName,
      action: held.role !== 'resident' && (
        <Button size="sm" kind="quiet" onClick={() => setTaking(held)}>
          {t.take}
        </Button>
      ),
    })),
  ]
  return (
    <Drawer open onClose={onClose} title={account.name}>
      <div className="lb-stack" data-wide="">
        <Section title={t.since}>
          <Facts plain facts={facts.slice(0, 3)} />
        </Section>
        <Section
          title={t.held}
          action={
            <Button size="sm" kind="secondary" icon="plus" onClick={() => setGiving(true)}>
              {t.give}
            </Button>
          }
        >
          <Facts facts={facts.slice(3)} />
        </Section>
      </div>
      {giving && (
        <Dialog
          open
          onClose={() => setGiving(false)}
          title={t.give}
          actions={
            <Button type="submit" form="give-role" busy={give.busy}>
              {t.give}
            </Button>
          }
        >
          <Form id="give-role" schema={grantRole.body} onSend={(body) => give.send({ params, body })}>
            <RoleFields />
          </Form>
        </Dialog>
      )}
      {taking && (
        <Dialog
          open
          onClose={() => setTaking(undefined)}
          title={t.takeTitle(roles[taking.role], account.name)}
          actions={
            <Button
              kind="danger"
              busy={take.busy}
              onClick={() => take.press({ params: { ...params, holdingId: taking.holdingId } })}
            >
              {t.take}
            </Button>
          }
        >
          {take.refused && <RefusalLines error={take.refused} />}
          <p>{t.takeLine}</p>
        </Dialog>
      )}
    </Drawer>
  )
}
