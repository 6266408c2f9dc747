// Accounts and roles (X2): who signs in how, what they hold where; adding one shows the authenticator's QR once.
import { useDeferredValue, useState } from 'react'
import { addAccount, listAccounts } from '@linbang/contract/accounts'
import { staffRoles } from '@linbang/contract/permissions'
import type { Role } from '@linbang/contract/permissions'
import { useAct } from '../../../kit/act.ts'
import type { Answer } from '../../../kit/api.ts'
import { usePages } from '../../../kit/pages.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { PagedTable } from '../../../ui/desk/list-table.tsx'
import type { ListColumn } from '../../../ui/desk/list-table.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { QrCard } from '../../../ui/qr-card.tsx'
import { DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { accountsText, roleText } from '../text.ts'
import { AccountDrawer } from './account-drawer.tsx'
import { RoleFields } from './role-fields.tsx'

type Row = Answer<typeof listAccounts>['items'][number]
type Added = Answer<typeof addAccount>

export const AccountsPage = () => {
  const t = useText(accountsText)
  const roles = useText(roleText)
  const [role, setRole] = useState<Role>()
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const [opened, setOpened] = useState<string>()
  const [adding, setAdding] = useState(false)
  const found = usePages(listAccounts, { query: { q, ...(role && { role }), limit: '40' } })
  const columns = useColumns()
  const row = found.rows?.find(({ accountId }) => accountId === opened)
  return (
    <DeskPage
      title={t.title}
      fill
      beside={
        <div className="lb-row" data-tight="">
          <Select
            name="role"
            label={t.roleFilter}
            hideLabel
            value={role ?? ''}
            onChange={(event) => setRole(staffRoles.find((one) => one === event.target.value))}
          >
            <option value="">{t.anyRole}</option>
            {staffRoles.map((one) => (
              <option key={one} value={one}>
                {roles[one]}
              </option>
            ))}
          </Select>
          <TextField
            name="q"
            type="search"
            label={t.search}
            hideLabel
            placeholder={t.searchHint}
            value={words}
            maxLength={40}
            onChange={(event) => setWords(event.target.value)}
          />
        </div>
      }
      actions={
        <Button icon="plus" onClick={() => setAdding(true)}>
          {t.add}
        </Button>
      }
    >
      <Panel label={t.title}>
        <PagedTable
          label={t.name}
          pages={found}
          empty={<EmptyState>{t.empty}</EmptyState>}
          columns={columns}
          rowKey={({ accountId }) => accountId}
          openKey={opened}
          onOpen={({ accountId }) => setOpened(accountId)}
        />
      </Panel>
      {row && <AccountDrawer account={row} onClose={() => setOpened(undefined)} />}
      {adding && <AddAccount onClose={() => setAdding(false)} />}
    </DeskPage>
  )
}

const useColumns = (): readonly ListColumn<Row>[] => {
  const t = useText(accountsText)
  const roles = useText(roleText)
  const say = useSay()
  return [
    { key: 'name', title: t.name, show: ({ name }) => name },
    {
      key: 'signIn',
      title: t.signIn,
      show: ({ username, phoneMasked }) => (
        <>
          {username ?? (phoneMasked && t.byPhone(phoneMasked)) ?? '–'}
          {username && phoneMasked && <small>{t.byPhone(phoneMasked)}</small>}
        </>
      ),
    },
    {
      key: 'roles',
      title: t.roles,
      show: (row) => (
        <span className="lb-row" data-tight="">
          {row.roles
            .filter((one) => one.role !== 'resident' || row.roles.length === 1)
            .map((one) => (
              <Chip key={one.holdingId}>{t.roleAt(roles[one.role], one.organisationName ?? one.areaName)}</Chip>
            ))}
        </span>
      ),
    },
    {
      key: 'factor',
      title: t.factor,
      show: ({ secondFactor, lockedUntil }) => (
        <span className="lb-row" data-tight="">
          <Chip icon={secondFactor ? 'shield' : 'minus'} tone={secondFactor ? 'success' : 'neutral'}>
            {secondFactor ? t.hasFactor : t.noFactor}
          </Chip>
          {lockedUntil && lockedUntil > new Date() && (
            <Chip icon="lock" tone="danger">
              {t.locked(say.brief(lockedUntil))}
            </Chip>
          )}
        </span>
      ),
    },
  ]
}

const AddAccount = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useText(accountsText)
  const [made, setMade] = useState<Added>()
  const add = useAct(addAccount, { onDone: setMade })
  if (made)
    return (
      <Dialog
        open
        onClose={onClose}
        title={t.made(made.account.name)}
        actions={<Button onClick={onClose}>{made.totpQrSvg ? t.qrDone : t.back}</Button>}
      >
        {made.totpQrSvg && (
          <>
            <QrCard svg={made.totpQrSvg} label={t.qrLabel} title={t.qrTitle} />
            <Note tone="warn" icon="lock">
              {t.qrOnce}
            </Note>
          </>
        )}
      </Dialog>
    )
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.addTitle}
      actions={
        <Button type="submit" form="add-account" busy={add.busy}>
          {t.add}
        </Button>
      }
    >
      <Form id="add-account" schema={addAccount.body} onSend={(body) => add.send({ body })}>
        <TextField name="name" label={t.name} maxLength={40} autoComplete="off" />
        <TextField name="callName" label={t.callName} optional maxLength={20} autoComplete="off" />
        <TextField name="phone" type="tel" label={t.phone} optional autoComplete="off" />
        <TextField name="username" label={t.username} hint={t.usernameHint} optional autoComplete="off" />
        <TextField
          name="password"
          type="password"
          label={t.password}
          hint={t.passwordHint}
          optional
          autoComplete="new-password"
        />
        <RoleFields />
      </Form>
    </Dialog>
  )
}
