// 捐出去: one's own minutes to the public pool or to a team, points as a donation; a leader gives on what the team holds.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getCommon, giveCredit } from '@linbang/contract/ledger'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, Facts, Section } from '../../../ui/card.tsx'
import { ChoiceList } from '../../../ui/choice.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ledgerText } from '../text.ts'

type Unit = 'points' | 'minutes'

/** What belongs to everybody, and the way to give to it. */
export const Giving = ({ unit }: { readonly unit: Unit }) => {
  const t = useText(ledgerText)
  const say = useSay()
  const me = useSignedIn()
  const [open, setOpen] = useState(false)
  const { data } = useQuery(query(getCommon, {}))
  const { points, minutes, pointsHeld, minutesHeld } = me.balances
  const mine = unit === 'points' ? points - pointsHeld : minutes - minutesHeld
  const led = me.roles.flatMap(({ role, teamId }) => (role === 'team_leader' && teamId ? [teamId] : []))
  const teams = (data?.teams ?? []).filter((one) => led.includes(one.teamId) && one[unit] > 0)
  if (!data) return null
  return (
    <Section title={unit === 'minutes' ? t.giveTitle : t.giveAwayPoints}>
      <Card>
        <div className="lb-stack">
          {unit === 'minutes' && (
            <Facts
              plain
              facts={[
                { label: t.pool, value: say.duration(data.pool.minutes) },
                ...(data.pool.held > 0 ? [{ label: t.poolHeld, value: say.duration(data.pool.held) }] : []),
              ]}
            />
          )}
          <p className="lb-sm lb-soft">{unit === 'minutes' ? t.poolLine : t.donateLine}</p>
          <Button kind="secondary" wide disabled={mine <= 0 && teams.length === 0} onClick={() => setOpen(true)}>
            {unit === 'minutes' ? t.give : t.giveAwayPoints}
          </Button>
          {mine <= 0 && teams.length === 0 && <p className="lb-sm lb-soft">{t.giveNothing}</p>}
        </div>
      </Card>
      {open && <GiveDialog unit={unit} mine={mine} led={led} onClose={() => setOpen(false)} />}
    </Section>
  )
}

type Props = {
  readonly unit: Unit
  readonly mine: number
  readonly led: readonly string[]
  readonly onClose: () => void
}

const GiveDialog = ({ unit, mine, led, onClose }: Props) => {
  const t = useText(ledgerText)
  const say = useSay()
  const { data } = useQuery(query(getCommon, {}))
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [amount, setAmount] = useState('')
  const give = useAct(giveCredit, {
    refreshes: ['/ledger', '/me'],
    onDone: () => {
      toast(t.thanks)
      onClose()
    },
  })
  const teams = data?.teams ?? []
  const own = teams.filter((one) => led.includes(one.teamId) && one[unit] > 0)
  const has = from === '' ? mine : (own.find((one) => one.teamId === from)?.[unit] ?? 0)
  const shown = (n: number) => (unit === 'minutes' ? say.duration(n) : t.amount.points(say.number(n)))
  const figure = Number(amount)
  const fits = figure >= 1 && figure <= has
  const body = { unit, amount: figure, ...(from && { fromTeamId: from }), ...(!from && to && { toTeamId: to }) }
  return (
    <Dialog
      open
      onClose={onClose}
      title={unit === 'minutes' ? t.give : t.giveAwayPoints}
      actions={
        <>
          <Button kind="secondary" onClick={onClose}>
            {t.giveNot}
          </Button>
          <Button busy={give.busy} disabled={!fits} onClick={() => give.press({ body })}>
            {t.giveDo}
          </Button>
        </>
      }
    >
      {own.length > 0 && (
        <ChoiceList
          name="from"
          legend={t.giveFrom}
          value={from}
          onChoose={setFrom}
          options={[
            { value: '', title: t.giveMine, help: shown(mine) },
            ...own.map((one) => ({ value: one.teamId, title: one.name, help: shown(one[unit]) })),
          ]}
        />
      )}
      {from === '' && teams.length > 0 && unit === 'minutes' && <ToWhom to={to} onChoose={setTo} />}
      <TextField
        name="amount"
        label={unit === 'minutes' ? t.giveMinutes : t.givePoints}
        hint={t.giveHas(shown(has))}
        inputMode="numeric"
        value={amount}
        onChange={(event) => setAmount(event.target.value.replace(/\D/g, ''))}
      />
      {amount !== '' && !fits && <p className="lb-sm">{t.giveTooMuch(shown(has))}</p>}
      <p className="lb-sm lb-soft">{t.giveLine}</p>
      {give.refused && <ErrorState error={give.refused} />}
    </Dialog>
  )
}

const ToWhom = ({ to, onChoose }: { readonly to: string; readonly onChoose: (teamId: string) => void }) => {
  const t = useText(ledgerText)
  const { data } = useQuery(query(getCommon, {}))
  const mine = (data?.teams ?? []).filter((one) => one.mine)
  if (mine.length === 0) return null
  return (
    <ChoiceList
      name="to"
      legend={t.giveTo}
      value={to}
      onChoose={onChoose}
      options={[
        { value: '', title: t.pool, help: t.poolLine },
        ...mine.map(({ teamId, name }) => ({ value: teamId, title: name, help: t.teamLine })),
      ]}
    />
  )
}
