// The course of a request as the person who asked reads it: which windows are lit, which one now, which to come.
import type { HelperCard, Request, RequestState } from '@linbang/contract/requests'

export type StepName =
  | 'reported'
  | 'seen'
  | 'asking'
  | 'accepted'
  | 'replaced'
  | 'set_out'
  | 'on_site'
  | 'sealed'
  | 'confirmed'
  | 'closed'
  | 'dropped'
  | 'reopened'
  | 'moved'
  | 'paused'
  | 'resumed'
  | 'extended'
  | 'meeting'
  | 'answered'
  | 'declined'
  | 'merged'
  | 'unmet'
  | 'cancelled'
  | 'wrong_person'
  | 'complained'
  | 'comes'
  | 'visit'
  | 'confirm'

export type CourseStep = {
  readonly id: string
  readonly name: StepName
  readonly at?: Date
  readonly actor?: string | undefined
  readonly why?: string | undefined
  readonly state: 'done' | 'now' | 'coming'
}

const names: Readonly<Record<string, StepName>> = {
  report: 'reported',
  accept: 'accepted',
  set_out: 'set_out',
  check_in: 'on_site',
  seal: 'sealed',
  confirm: 'confirmed',
  close: 'closed',
  drop: 'dropped',
  no_show: 'dropped',
  reopen: 'reopened',
  move: 'moved',
  pause: 'paused',
  resume: 'resumed',
  extend: 'extended',
  convene: 'meeting',
  answer: 'answered',
  decline: 'declined',
  merge: 'merged',
  unmet: 'unmet',
  cancel: 'cancelled',
  wrong_person: 'wrong_person',
  complained: 'complained',
}

type Row = Pick<Request['timeline'][number], 'id' | 'act' | 'fromState' | 'toState' | 'actor' | 'why' | 'occurredAt'>

const nameOf = (row: Row, before: readonly CourseStep[]): StepName | undefined => {
  if (
    row.toState === 'dispatching' &&
    row.fromState !== 'dispatching' &&
    !['drop', 'no_show', 'rule'].includes(row.act)
  )
    return 'asking'
  if (row.act === 'look') return 'seen'
  if (row.act === 'accept' && before.some(({ name }) => name === 'dropped')) return 'replaced'
  // confirmed and filed in one breath are one window
  if (row.act === 'close' && before.some(({ name }) => name === 'confirmed')) return undefined
  return names[row.act]
}

const open: readonly RequestState[] = [
  'reported',
  'dispatching',
  'in_meeting',
  'assigned',
  'under_way',
  'done',
  'reopened',
]
export const isOpen = (state: RequestState): boolean => open.includes(state)

const toCome: Partial<Record<RequestState, readonly StepName[]>> = {
  reported: ['comes', 'visit', 'confirm'],
  reopened: ['comes', 'visit', 'confirm'],
  in_meeting: ['comes', 'visit', 'confirm'],
  dispatching: ['comes', 'visit', 'confirm'],
  assigned: ['visit', 'confirm'],
  under_way: ['visit', 'confirm'],
  done: ['confirm'],
}

type Course = Pick<Request, 'state'> & { readonly timeline: readonly Row[] }

export const courseOf = ({ state, timeline }: Course, onSite: boolean): readonly CourseStep[] => {
  const steps: CourseStep[] = []
  for (const row of timeline) {
    const name = nameOf(row, steps)
    if (name === undefined) continue
    steps.push({
      id: row.id,
      name,
      at: row.occurredAt,
      actor: row.actor ?? undefined,
      why: row.why ?? undefined,
      state: 'done',
    })
  }
  const last = steps[steps.length - 1]
  if (last && isOpen(state)) steps[steps.length - 1] = { ...last, state: 'now' }
  const coming = (toCome[state] ?? []).filter((name) => !(onSite && name === 'visit'))
  return [...steps, ...coming.map((name): CourseStep => ({ id: name, name, state: 'coming' }))]
}

/** 收到了 · 有人接 · 在路上 · 办好了: which of the four is now; 4 when all are lit. */
export const stageOf = (state: RequestState): number => {
  if (state === 'assigned') return 1
  if (state === 'under_way') return 2
  if (state === 'done') return 3
  return isOpen(state) ? 0 : 4
}

const there: readonly string[] = ['on_site', 'finished']
export const helpersOf = (request: Pick<Request, 'visit' | 'pastVisits'>): readonly HelperCard[] =>
  request.visit?.helpers ?? request.pastVisits.find(({ state }) => state === 'signed')?.helpers ?? []
export const isOnSite = (request: Pick<Request, 'visit'>): boolean =>
  request.visit?.helpers.some(({ state }) => there.includes(state)) ?? false
