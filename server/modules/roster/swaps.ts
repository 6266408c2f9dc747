// A shift changes hands when two people want it: asked, agreed by exactly one, told to whoever plans.
import type { Input } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/roster'
import type { Swap } from '@linbang/contract/roster'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, heldFor, inTransaction, isUnder, type PersonActor } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { newId } from '../../kit/ids.ts'
import { staffAt } from '../accounts/service.ts'
import { notify } from '../notices/service.ts'
import { briefs } from '../people/service.ts'
import { handShifts, lockShifts, type ShiftRow, shiftsWhere } from './queries.ts'
import { holdersFor } from './show-roster.ts'
import { answerSwaps, insertSwap, lockSwap, type SwapRow, swapsWhere } from './swap-queries.ts'

export const selfOf = ({ actor }: Context): PersonActor => {
  ensure(actor.kind === 'person', 'auth.required')
  return actor
}

/** Does the actor hold the post of this shift? */
const holdsPost = (ctx: Context, shift: Pick<ShiftRow, 'role' | 'areaPath'>): boolean =>
  heldFor(ctx.actor, 'duty.self').some((held) => held.role === shift.role && isUnder(shift.areaPath, held.areaPath))

const present = async (ctx: Context, swaps: readonly SwapRow[]): Promise<Swap[]> => {
  const { personId } = selfOf(ctx)
  const ids = swaps.flatMap(({ shiftId, returnShiftId }) => (returnShiftId ? [shiftId, returnShiftId] : [shiftId]))
  const shifts = new Map((await shiftsWhere(ctx, { ids })).map((shift) => [shift.id, shift]))
  return swaps.flatMap(({ returnShiftId, ...swap }) => {
    const shift = shifts.get(swap.shiftId)
    const back = returnShiftId ? shifts.get(returnShiftId) : undefined
    if (!shift) return []
    const open = swap.state === 'asked' && shift.openedAt === null && shift.fromAt > ctx.now
    const mine = swap.askedBy === personId
    const asked = swap.toPersonId === personId || (swap.toPersonId === null && !mine && holdsPost(ctx, shift))
    const { kindName, areaName, fromAt, toAt } = shift
    return [
      {
        ...swap,
        returns: back
          ? {
              shiftId: back.id,
              kindName: back.kindName,
              fromAt: back.fromAt,
              toAt: back.toAt,
            }
          : null,
        kindName,
        areaName,
        fromAt,
        toAt,
        can: {
          agree: open && asked,
          refuse: open && swap.toPersonId === personId,
          withdraw: open && mine,
        },
      },
    ]
  })
}

/** Swaps the actor may agree to, or has asked for. */
export const swapsForMe = async (ctx: Context): Promise<Swap[]> =>
  (await present(ctx, await swapsWhere(ctx, { openFor: selfOf(ctx).personId }))).filter(
    ({ can }) => can.agree || can.refuse || can.withdraw,
  )

const swapNow = async (ctx: Context, id: string): Promise<Swap> =>
  found((await present(ctx, await swapsWhere(ctx, { id })))[0])

const ownShift = async (ctx: Context, shiftId: string): Promise<ShiftRow> => {
  await lockShifts(ctx, [shiftId])
  const shift = found((await shiftsWhere(ctx, { ids: [shiftId] }))[0])
  ensure(shift.personId === selfOf(ctx).personId, 'not_found')
  ensure(shift.openedAt === null && shift.fromAt > ctx.now, 'shift.begun')
  return shift
}

const wordsOf = ({ kindName, areaName, fromAt, toAt }: ShiftRow) => ({
  shift: kindName,
  area: areaName,
  from: fromAt,
  to: toAt,
})

export const askSwap = (ctx: Context, shiftId: string, body: Input<typeof contract.askSwap>['body']): Promise<Swap> =>
  inTransaction(ctx, async (ctx) => {
    const shift = await ownShift(ctx, shiftId)
    const { personId } = selfOf(ctx)
    const { toPersonId = null, returnShiftId = null, reason } = body
    const holders = (await holdersFor(ctx, shift.areaPath)).filter(
      (one) => one.role === shift.role && isUnder(shift.areaPath, one.path) && one.personId !== personId,
    )
    ensure(toPersonId === null || holders.some((one) => one.personId === toPersonId), 'swap.not_theirs')
    if (returnShiftId) {
      const [back] = await shiftsWhere(ctx, { ids: [returnShiftId], endsAfter: ctx.now })
      ensure(
        back && back.personId === toPersonId && back.role === shift.role && back.openedAt === null,
        'swap.not_theirs',
      )
    }
    const id = newId()
    const row = { tenantId: ctx.tenantId, id, shiftId, askedBy: personId, toPersonId, returnShiftId, reason }
    await insertSwap(ctx, { ...row, askedAt: ctx.now })
    const callName = (await briefs(ctx, [personId])).get(personId)?.callName ?? ''
    await notify(ctx, {
      personIds: toPersonId ? [toPersonId] : [...new Set(holders.map((one) => one.personId))],
      kind: 'shift.swap_asked',
      subjectKind: 'shift',
      subjectId: shiftId,
      params: { ...wordsOf(shift), callName, reason },
    })
    await changed(ctx, shift)
    return swapNow(ctx, id)
  })

const changed = (ctx: Context, shift: ShiftRow) =>
  announce(ctx, 'roster.changed', { areaId: shift.areaId, areaPath: shift.areaPath, personIds: [shift.personId] })

/** Locks shifts, then the swap: two who agree at once wait for each other, and the second finds it taken. */
const stepUp = async (ctx: Context, swapId: string, ability: keyof Swap['can']) => {
  const seen = found((await swapsWhere(ctx, { id: swapId }))[0])
  await lockShifts(ctx, [seen.shiftId, ...(seen.returnShiftId ? [seen.returnShiftId] : [])])
  await lockSwap(ctx, swapId)
  const row = found((await swapsWhere(ctx, { id: swapId }))[0])
  const [shift] = await shiftsWhere(ctx, { ids: [row.shiftId] })
  const mine = row.askedBy === selfOf(ctx).personId
  const forMe = row.toPersonId === selfOf(ctx).personId
  ensure(mine || forMe || (row.toPersonId === null && shift && holdsPost(ctx, shift)), 'not_found')
  ensure(row.state === 'asked', 'swap.taken')
  const swap = await swapNow(ctx, swapId)
  ensure(shift && shift.openedAt === null && shift.fromAt > ctx.now, 'shift.begun')
  ensure(swap.can[ability], 'not_found')
  return { row, shift }
}

export const agreeSwap = (ctx: Context, swapId: string): Promise<Swap> =>
  inTransaction(ctx, async (ctx) => {
    const { row, shift } = await stepUp(ctx, swapId, 'agree')
    const { personId } = selfOf(ctx)
    if (row.returnShiftId) {
      const [back] = await shiftsWhere(ctx, { ids: [row.returnShiftId] })
      ensure(back && back.personId === personId && back.openedAt === null && back.fromAt > ctx.now, 'swap.taken')
    }
    await handShifts(ctx, [
      { id: shift.id, to: personId },
      ...(row.returnShiftId ? [{ id: row.returnShiftId, to: row.askedBy }] : []),
    ])
    await answerSwaps(ctx, [swapId], 'agreed', personId)
    const others = row.returnShiftId ? await swapsWhere(ctx, { shiftIds: [row.returnShiftId] }) : []
    await answerSwaps(
      ctx,
      others.map(({ id }) => id),
      'withdrawn',
      personId,
    )
    const detail = { from: row.askedBy, to: personId, shiftId: shift.id, returnShiftId: row.returnShiftId }
    await recordAudit(ctx, {
      act: 'shift.swapped',
      subjectKind: 'shift',
      subjectId: shift.id,
      areaPath: shift.areaPath,
      detail,
    })
    await tellAgreed(ctx, row, shift, personId)
    await changed(ctx, shift)
    return swapNow(ctx, swapId)
  })

const tellAgreed = async (ctx: Context, row: SwapRow, shift: ShiftRow, takerId: string) => {
  const leads = await staffAt(ctx, shift.areaPath, ['grid_lead', 'community_lead'])
  const names = await briefs(ctx, [takerId, row.askedBy])
  await notify(ctx, {
    personIds: [...new Set([row.askedBy, ...leads.slice(0, 1).map((one) => one.personId)])].filter(
      (id) => id !== takerId,
    ),
    kind: 'shift.swap_agreed',
    subjectKind: 'shift',
    subjectId: shift.id,
    params: {
      ...wordsOf(shift),
      callName: names.get(takerId)?.callName ?? '',
      absent: names.get(row.askedBy)?.callName ?? '',
    },
  })
}

const answered = (state: 'refused' | 'withdrawn', ability: 'refuse' | 'withdraw') => (ctx: Context, swapId: string) =>
  inTransaction(ctx, async (ctx) => {
    const { row, shift } = await stepUp(ctx, swapId, ability)
    await answerSwaps(ctx, [swapId], state, selfOf(ctx).personId)
    if (state === 'refused')
      await notify(ctx, {
        personIds: [row.askedBy],
        kind: 'shift.swap_refused',
        subjectKind: 'shift',
        subjectId: shift.id,
        params: { ...wordsOf(shift), callName: row.toName ?? '' },
      })
    await changed(ctx, shift)
    return swapNow(ctx, swapId)
  })
export const refuseSwap = answered('refused', 'refuse')
export const withdrawSwap = answered('withdrawn', 'withdraw')
