// The states of a request and its urgency in words, icon and tone: one table for residents and staff (design.md §3).
import { defineText, useText } from '../kit/text.ts'
import { Chip } from './chip.tsx'
import type { IconName, Tone } from './icon.tsx'

export type RequestState =
  | 'reported'
  | 'dispatching'
  | 'assigned'
  | 'under_way'
  | 'done'
  | 'confirmed'
  | 'closed'
  | 'answered'
  | 'in_meeting'
  | 'reopened'
  | 'unmet'
  | 'declined'
  | 'duplicate'
  | 'cancelled'
/** A state as shown: `under_way` is on the road or at the door; three marks stand beside any state. */
export type ShownState = Exclude<RequestState, 'under_way'> | 'set_out' | 'on_site'
export type StateMark = 'handed_over' | 'late' | 'escalated' | 'paused'
export type Urgency = 'life' | 'basic' | 'ordinary' | 'complex' | 'advice'

export const shownState = (state: RequestState, onSite: boolean): ShownState =>
  state === 'under_way' ? (onSite ? 'on_site' : 'set_out') : state

export const stateText = defineText({
  zh: {
    resident: {
      reported: '收到了',
      dispatching: '正在找人',
      assigned: '有人接了',
      set_out: '正在路上',
      on_site: '正在帮您',
      done: '请您确认',
      confirmed: '办好了',
      closed: '办好了',
      answered: '当场答好了',
      in_meeting: '社区正在商量',
      reopened: '重新办',
      unmet: '这次没能办成',
      declined: '这件事社区办不了',
      duplicate: '和前面那件是一件事',
      cancelled: '取消了',
    },
    staff: {
      reported: '已登记',
      dispatching: '派单中',
      assigned: '已接单',
      set_out: '在途',
      on_site: '服务中',
      done: '待确认',
      confirmed: '已确认',
      closed: '已归档',
      answered: '已答复',
      in_meeting: '对接会',
      reopened: '已重开',
      unmet: '未满足',
      declined: '不予受理',
      duplicate: '已合并',
      cancelled: '已取消',
    },
    markResident: {
      handed_over: '换了一位来帮您',
      late: '晚了，社区正在催',
      escalated: '晚了，社区正在催',
      paused: '先等一等',
    },
    markStaff: { handed_over: '已转交', late: '已超时', escalated: '已上报', paused: '已暂停' },
    urgency: { life: '紧急', basic: '尽快', window: '约好时间', ordinary: '不急', complex: '要商量', advice: '咨询' },
  },
  en: {
    resident: {
      reported: 'Received',
      dispatching: 'Finding someone',
      assigned: 'Someone is coming',
      set_out: 'On the way',
      on_site: 'Helping you now',
      done: 'Please confirm',
      confirmed: 'Done',
      closed: 'Done',
      answered: 'Answered',
      in_meeting: 'Being talked over',
      reopened: 'Doing it again',
      unmet: 'Not possible this time',
      declined: 'Not for the community',
      duplicate: 'Same as the earlier one',
      cancelled: 'Cancelled',
    },
    staff: {
      reported: 'Registered',
      dispatching: 'Dispatching',
      assigned: 'Accepted',
      set_out: 'On the way',
      on_site: 'On site',
      done: 'To be confirmed',
      confirmed: 'Confirmed',
      closed: 'Archived',
      answered: 'Answered',
      in_meeting: 'In meeting',
      reopened: 'Reopened',
      unmet: 'Unmet',
      declined: 'Declined',
      duplicate: 'Merged',
      cancelled: 'Cancelled',
    },
    markResident: {
      handed_over: 'Another helper is coming',
      late: 'Late; we are chasing it',
      escalated: 'Late; we are chasing it',
      paused: 'Waiting',
    },
    markStaff: { handed_over: 'Handed over', late: 'Overdue', escalated: 'Escalated', paused: 'Paused' },
    urgency: {
      life: 'Urgent',
      basic: 'Soon',
      window: 'By appointment',
      ordinary: 'No hurry',
      complex: 'To talk over',
      advice: 'Advice',
    },
  },
})

const looks: Record<ShownState, readonly [IconName, Tone]> = {
  reported: ['check', 'lamp'],
  dispatching: ['search', 'info'],
  assigned: ['hand', 'info'],
  set_out: ['walk', 'primary'],
  on_site: ['wrench', 'primary'],
  done: ['pen', 'warn'],
  confirmed: ['lamp', 'lamp'],
  closed: ['lamp', 'lamp'],
  answered: ['lamp', 'lamp'],
  in_meeting: ['list', 'info'],
  reopened: ['refresh', 'warn'],
  unmet: ['info', 'neutral'],
  declined: ['info', 'neutral'],
  duplicate: ['list', 'neutral'],
  cancelled: ['x', 'neutral'],
}
const markLooks: Record<StateMark, readonly [IconName, Tone]> = {
  handed_over: ['swap', 'info'],
  late: ['warn', 'danger'],
  escalated: ['warn', 'danger'],
  paused: ['pause', 'neutral'],
}

type Props = {
  readonly state: RequestState
  readonly onSite?: boolean | undefined
  /** Staff words on the desk. */
  readonly staff?: boolean | undefined
  /** Said after the state: 第 1 批, a reason. */
  readonly more?: string | undefined
}

export const StatusChip = ({ state, onSite = false, staff = false, more }: Props) => {
  const t = useText(stateText)
  const shown = shownState(state, onSite)
  const [icon, tone] = looks[shown]
  return (
    <Chip icon={icon} tone={tone}>
      {(staff ? t.staff : t.resident)[shown]}
      {more && ` · ${more}`}
    </Chip>
  )
}

export const MarkChip = ({
  mark,
  staff = false,
}: {
  readonly mark: StateMark
  readonly staff?: boolean | undefined
}) => {
  const t = useText(stateText)
  const [icon, tone] = markLooks[mark]
  return (
    <Chip icon={icon} tone={tone}>
      {(staff ? t.markStaff : t.markResident)[mark]}
    </Chip>
  )
}

/** `when` replaces 约好时间 by the time itself: 今天 17:00 前. */
export const UrgencyChip = ({ urgency, when }: { readonly urgency: Urgency; readonly when?: string | undefined }) => {
  const { urgency: words } = useText(stateText)
  if (urgency === 'life')
    return (
      <Chip icon="bell" tone="danger" solid>
        {words.life}
      </Chip>
    )
  if (urgency === 'basic')
    return (
      <Chip icon="clock" tone="warn">
        {when ?? words.basic}
      </Chip>
    )
  if (urgency === 'ordinary')
    return when ? (
      <Chip icon="calendar" tone="info">
        {when}
      </Chip>
    ) : (
      <Chip>{words.ordinary}</Chip>
    )
  return <Chip icon={urgency === 'advice' ? 'chat' : 'users'}>{words[urgency]}</Chip>
}
