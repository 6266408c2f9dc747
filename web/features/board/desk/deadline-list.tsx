// The left panel of the board: requests in groups by what is left of their time; ↑ and ↓ walk through them.
import type { RequestRow } from '@linbang/contract/requests'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Chip } from '../../../ui/chip.tsx'
import { Icon } from '../../../ui/icon.tsx'
import type { IconName } from '../../../ui/icon.tsx'
import { StatusChip } from '../../../ui/status.tsx'
import { boardText } from '../text.ts'
import { groups, toneOf } from './urgent.ts'
import type { Group } from './urgent.ts'

type Props = {
  readonly rows: ReadonlyMap<Group, readonly RequestRow[]>
  readonly chosen: string | undefined
  readonly now: Date
  readonly onChoose: (id: string) => void
}

const names = { late: 'late', soon: 'within30', today: 'today', later: 'later', none: 'noDue' } as const

const TimeLeft = ({ row, group, now }: { readonly row: RequestRow; readonly group: Group; readonly now: Date }) => {
  const t = useText(boardText)
  const say = useSay()
  if (!row.nextDueAt) return null
  const minutes = Math.max(1, Math.round(Math.abs(row.nextDueAt.getTime() - now.getTime()) / 60_000))
  if (group === 'late') return <>{t.over(say.duration(minutes))}</>
  if (group === 'soon') return <>{t.left(say.duration(minutes))}</>
  return <>{t.before(group === 'today' ? say.clock(row.nextDueAt) : say.brief(row.nextDueAt))}</>
}

const Row = ({
  row,
  group,
  now,
  chosen,
  onChoose,
}: {
  readonly row: RequestRow
  readonly group: Group
  readonly now: Date
  readonly chosen: boolean
  readonly onChoose: (id: string) => void
}) => {
  const t = useText(boardText)
  const words = useWords()
  const service = words({ zh: row.serviceZh, en: row.serviceEn })
  return (
    <li>
      <button
        type="button"
        className="lb-board-row"
        aria-pressed={chosen}
        data-tone={toneOf(group)}
        data-request={row.id}
        onClick={() => onChoose(row.id)}
      >
        <span>
          <Icon name={(row.urgency === 'life' ? 'sos' : row.icon) as IconName} size="sm" />
        </span>
        <b>{row.description || service}</b>
        <span className="lb-board-time">
          <TimeLeft row={row} group={group} now={now} />
        </span>
        <small>{[row.areaName, row.doorName, row.callName].filter(Boolean).join(' · ')}</small>
        <span className="lb-board-end">
          {row.needsLook ? <Chip tone="warn">{t.needsLook}</Chip> : <StatusChip state={row.state} staff />}
        </span>
      </button>
    </li>
  )
}

export const DeadlineList = ({ rows, chosen, now, onChoose }: Props) => {
  const t = useText(boardText)
  const say = useSay()
  return groups.map((group) => {
    const here = rows.get(group) ?? []
    if (here.length === 0) return null
    return (
      <section key={group} aria-label={t[names[group]]}>
        <h3 className="lb-board-group" data-tone={toneOf(group)}>
          <Icon name={group === 'late' ? 'warn' : 'clock'} size="xs" />
          {t[names[group]]} · {t.pieces(say.number(here.length))}
        </h3>
        <ul>
          {here.map((row) => (
            <Row key={row.id} row={row} group={group} now={now} chosen={row.id === chosen} onChoose={onChoose} />
          ))}
        </ul>
      </section>
    )
  })
}
