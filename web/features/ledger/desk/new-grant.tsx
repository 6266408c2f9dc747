// A batch is made: who is eligible, how much each, why; somebody else grants it.
import { useState } from 'react'
import { listEligible, proposeGrant } from '@linbang/contract/ledger'
import { useAct } from '../../../kit/act.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { CheckBox, FilterChips } from '../../../ui/choice.tsx'
import { Drawer } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { EmptyState, ErrorState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useRows } from '../../people/desk/rows.ts'
import { grantText } from '../grant-text.ts'

type Picked = Readonly<Record<string, { readonly inNeed: boolean }>>

export const NewGrant = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useText(grantText)
  const say = useSay()
  const areaId = useDeskAreaId(useSignedIn()) ?? ''
  const [picked, setPicked] = useState<Picked>({})
  const [hours, setHours] = useState('10')
  const [reason, setReason] = useState('')
  const propose = useAct(proposeGrant, {
    onDone: () => {
      toast(t.proposed)
      onClose()
    },
  })
  const minutes = Math.round(Number(hours) * 60)
  const ids = Object.keys(picked)
  const ready = ids.length > 0 && reason.trim() !== '' && minutes >= 1 && minutes <= 6000
  const send = () =>
    propose.press({
      body: {
        areaId,
        reason: reason.trim(),
        people: ids.map((personId) => ({
          personId,
          minutes,
          basis: picked[personId]?.inNeed ? t.basisNeed : t.basisAge,
        })),
      },
    })
  return (
    <Drawer open onClose={onClose} title={t.propose}>
      <p className="lb-sm lb-soft">{t.proposeLine}</p>
      <TextField
        name="reason"
        label={t.reason}
        hint={t.reasonHint}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <TextField
        name="hours"
        label={t.hoursEach}
        inputMode="decimal"
        value={hours}
        onChange={(event) => setHours(event.target.value.replace(/[^\d.]/g, ''))}
      />
      <Eligible areaId={areaId} picked={picked} onPick={setPicked} />
      {propose.refused && <ErrorState error={propose.refused} />}
      <Button busy={propose.busy} disabled={!ready} onClick={send}>
        {ids.length === 0 ? t.pickSome : t.send(say.number(ids.length), say.duration(minutes * ids.length))}
      </Button>
    </Drawer>
  )
}

const Eligible = ({
  areaId,
  picked,
  onPick,
}: {
  readonly areaId: string
  readonly picked: Picked
  readonly onPick: (picked: Picked) => void
}) => {
  const t = useText(grantText)
  const say = useSay()
  const [whom, setWhom] = useState('need')
  const { from, more } = useRows(
    listEligible,
    { query: { areaId, limit: '50', ...(whom === 'all' && { all: 'true' as const }) } },
    (page) => page,
  )
  const choose = (personId: string, inNeed: boolean, chosen: boolean) => {
    const { [personId]: _dropped, ...rest } = picked
    onPick(chosen ? { ...rest, [personId]: { inNeed } } : rest)
  }
  return (
    <section aria-label={t.eligible}>
      <h3 className="lb-strong">{t.eligible}</h3>
      <FilterChips
        label={t.eligible}
        chosen={[whom]}
        onChoose={setWhom}
        options={[
          { value: 'need', title: t.inNeed },
          { value: 'all', title: t.everyone },
        ]}
      />
      <Loaded
        from={from}
        shape="rows"
        empty={(rows) => (rows.length === 0 ? <EmptyState>{t.nobody}</EmptyState> : undefined)}
      >
        {(rows) => (
          <>
            <Button
              kind="quiet"
              size="sm"
              onClick={() =>
                onPick({
                  ...picked,
                  ...Object.fromEntries(rows.map(({ personId, inNeed }) => [personId, { inNeed }])),
                })
              }
            >
              {t.pickAll(say.number(rows.length))}
            </Button>
            {rows.map((one) => (
              <CheckBox
                key={one.personId}
                name={`person-${one.personId}`}
                label={t.person(one.name, say.number(one.age), one.buildingName)}
                help={[
                  one.inNeed ? t.needMark : '',
                  t.has(say.duration(one.minutes)),
                  one.grantedAt ? t.lastGrant(say.brief(one.grantedAt)) : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
                checked={picked[one.personId] !== undefined}
                onChoose={(chosen) => choose(one.personId, one.inNeed, chosen)}
              />
            ))}
            {more && (
              <Button kind="secondary" size="sm" busy={more.busy} onClick={more.onMore}>
                {t.more}
              </Button>
            )}
          </>
        )}
      </Loaded>
    </section>
  )
}
