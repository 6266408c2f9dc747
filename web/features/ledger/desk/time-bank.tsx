// The time bank at the desk: what everybody holds together, batches given out by list, and the list a new one is made from.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { approveGrant, getCommon, listGrants, withdrawGrant } from '@linbang/contract/ledger'
import type { Grant } from '@linbang/contract/ledger'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Facts, Note } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, ErrorState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useRows } from '../../people/desk/rows.ts'
import { grantText } from '../grant-text.ts'
import { NewGrant } from './new-grant.tsx'
import './time-bank.css'

const tones = { proposed: 'warn', granted: 'success', withdrawn: 'neutral' } as const

export const TimeBankPage = () => {
  const t = useText(grantText)
  const [making, setMaking] = useState(false)
  const [shown, setShown] = useState<string>()
  const { from, more } = useRows(listGrants, { query: { limit: '20' } }, (page) => page)
  return (
    <DeskPage
      title={t.title}
      actions={
        <Button icon="plus" onClick={() => setMaking(true)}>
          {t.propose}
        </Button>
      }
    >
      <div className="lb-time-bank lb-stack">
        <Everybody />
        <Panel label={t.grants}>
          <h2 className="lb-heading">{t.grants}</h2>
          <Loaded
            from={from}
            shape="rows"
            empty={(rows) => (rows.length === 0 ? <EmptyState>{t.none}</EmptyState> : undefined)}
          >
            {(rows) => (
              <>
                <ul>
                  {rows.map((grant) => (
                    <Line key={grant.id} grant={grant} onOpen={() => setShown(grant.id)} />
                  ))}
                </ul>
                {more && (
                  <Button kind="secondary" busy={more.busy} onClick={more.onMore}>
                    {t.more}
                  </Button>
                )}
                {rows.some(({ id }) => id === shown) && (
                  <GrantDialog grant={rows.find(({ id }) => id === shown)} onClose={() => setShown(undefined)} />
                )}
              </>
            )}
          </Loaded>
        </Panel>
      </div>
      {making && <NewGrant onClose={() => setMaking(false)} />}
    </DeskPage>
  )
}

const Everybody = () => {
  const t = useText(grantText)
  const say = useSay()
  const common = useQuery(query(getCommon, {}))
  return (
    <Panel label={t.pool}>
      <Loaded from={common} shape="rows">
        {({ pool, teams }) => (
          <>
            <Facts
              plain
              facts={[
                { label: t.pool, value: say.duration(pool.minutes) },
                { label: t.held, value: say.duration(pool.held) },
                { label: t.reserve, value: say.duration(pool.reserve) },
                ...teams
                  .filter(({ minutes }) => minutes > 0)
                  .map(({ name, minutes }) => ({ label: name, value: say.duration(minutes) })),
              ]}
            />
            <p className="lb-sm lb-soft">{t.poolLine}</p>
          </>
        )}
      </Loaded>
    </Panel>
  )
}

const Line = ({ grant, onOpen }: { readonly grant: Grant; readonly onOpen: () => void }) => {
  const t = useText(grantText)
  const say = useSay()
  return (
    <li className="lb-grant-line">
      <span className="lb-grow">
        <b>{grant.reason}</b>
        <small className="lb-soft">
          {t.line(grant.areaName, say.number(grant.people.length), say.duration(grant.total))} ·{' '}
          {t.proposedBy(grant.proposedBy, say.brief(grant.proposedAt))}
          {grant.decidedBy &&
            grant.decidedAt &&
            ` · ${t.decidedBy[grant.state](grant.decidedBy, say.brief(grant.decidedAt))}`}
        </small>
      </span>
      <Chip tone={tones[grant.state]}>{t.states[grant.state]}</Chip>
      <Button kind="secondary" size="sm" onClick={onOpen}>
        {grant.can.approve ? t.lookAndApprove : t.look}
      </Button>
    </li>
  )
}

const GrantDialog = ({ grant, onClose }: { readonly grant: Grant | undefined; readonly onClose: () => void }) => {
  const t = useText(grantText)
  const say = useSay()
  const onDone = () => {
    toast(t.done)
    onClose()
  }
  const approve = useAct(approveGrant, { onDone })
  const withdraw = useAct(withdrawGrant, { onDone })
  if (!grant) return null
  const given = { params: { grantId: grant.id }, body: {} }
  const refused = approve.refused ?? withdraw.refused
  return (
    <Dialog
      open
      onClose={onClose}
      title={grant.reason}
      actions={
        <>
          {grant.can.withdraw && (
            <Button kind="secondary" busy={withdraw.busy} onClick={() => withdraw.press(given)}>
              {t.withdraw}
            </Button>
          )}
          {grant.can.approve && (
            <Button busy={approve.busy} onClick={() => approve.press(given)}>
              {t.approve(say.duration(grant.total))}
            </Button>
          )}
        </>
      }
    >
      {refused && <ErrorState error={refused} />}
      {grant.state === 'proposed' && !grant.can.approve && <Note icon="info">{t.secondPerson}</Note>}
      <ul>
        {grant.people.map(({ personId, name, amount, basis }) => (
          <li key={personId} className="lb-grant-line">
            <span className="lb-grow">
              {name}
              <small className="lb-soft">{basis}</small>
            </span>
            <b className="lb-num">{say.duration(amount)}</b>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
