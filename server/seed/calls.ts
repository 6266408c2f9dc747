// The demo's calls of the last four weeks: most answered within seconds, some given up, two still owed, one promised.
import type { Context } from '../kit/context.ts'
import { newId } from '../kit/ids.ts'
import { addDays, addMinutes, dayOf, momentAt } from '../kit/time.ts'
import { numberColumns, returnColumns } from '../modules/hotline/service.ts'
import type { Draw } from './draw.ts'
import { insertRows } from './insert.ts'
import type { Town } from './town.ts'

const days = 28
type Caller = { readonly personId: string; readonly phone: string; readonly areaPath: string }

const callersOf = ({ residents }: Town): readonly Caller[] =>
  residents.households.flatMap(({ door, members }) =>
    members.flatMap(({ id, phone }) => (phone === null ? [] : [{ personId: id, phone, areaPath: door.building.path }])),
  )

const addSeconds = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000)

const callRow = (ctx: Context, caller: Caller, rangAt: Date, draw: Draw, agents: readonly string[]) => {
  const answered = draw.chance(0.965)
  const waited = answered ? Math.min(40, Math.round(draw.lognormal(6, 0.6))) : draw.between(3, 45)
  const talked = Math.round(draw.lognormal(150, 0.7))
  const id = newId()
  return {
    tenantId: ctx.tenantId,
    id,
    way: 'centre',
    reference: `demo-${id}`,
    direction: 'in',
    ...numberColumns(ctx, caller.phone),
    personId: caller.personId,
    areaPath: caller.areaPath,
    rangAt,
    answeredAt: answered ? addSeconds(rangAt, waited) : null,
    endedAt: addSeconds(rangAt, answered ? waited + talked : waited),
    answeredBy: answered ? draw.pick(agents) : null,
    endedBy: 'caller',
    noticeAt: answered ? addSeconds(rangAt, waited) : null,
  }
}

type Owed = { readonly kind: 'missed' | 'promised'; readonly words: string; readonly minutes: number }
const owed: readonly Owed[] = [
  { kind: 'missed', words: '', minutes: -4 },
  { kind: 'missed', words: '', minutes: 6 },
  { kind: 'promised', words: '问医保报销的材料，查到了告诉她', minutes: 90 },
]

const owedRow = (ctx: Context, caller: Caller, { kind, words, minutes }: Owed, agent: string) => ({
  tenantId: ctx.tenantId,
  id: newId(),
  kind,
  ...returnColumns(ctx, caller.phone),
  personId: caller.personId,
  areaPath: caller.areaPath,
  words,
  dueAt: addMinutes(ctx.now, minutes),
  warnedAt: minutes < 0 ? ctx.now : null,
  madeBy: kind === 'promised' ? agent : null,
  createdAt: addMinutes(ctx.now, minutes - 10 > 0 ? -5 : minutes - 10),
})

/** More in the morning than at night. */
const hours = [0, 3, 6, 7, 8, 8, 9, 9, 9, 10, 10, 10, 11, 11, 14, 15, 15, 16, 16, 17, 18, 19, 20, 22] as const

type Staff = { readonly role: string; readonly person: { readonly id: string } }

export const seedCalls = async (ctx: Context, town: Town, draw: Draw, staff: readonly Staff[], aDay: number) => {
  const agents = staff.filter(({ role }) => role === 'operator').map(({ person }) => person.id)
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const callers = callersOf(town)
  const today = dayOf(ctx.now, timeZone)
  const two = (value: number) => String(value).padStart(2, '0')
  const moments = Array.from({ length: days * aDay }, (_, place) => {
    const day = addDays(today, -Math.floor(place / aDay))
    return momentAt(day, `${two(draw.pick(hours))}:${two(draw.between(0, 59))}`, timeZone)
  }).filter((at) => at < addMinutes(ctx.now, -20))
  await insertRows(
    ctx.db,
    'call',
    moments.map((at) => callRow(ctx, draw.pick(callers), at, draw, agents)),
  )
  const waiting = draw.shuffled(callers).slice(0, owed.length)
  await insertRows(
    ctx.db,
    'returnCall',
    waiting.map((caller, place) => owedRow(ctx, caller, owed[place]!, agents[0]!)),
  )
}
