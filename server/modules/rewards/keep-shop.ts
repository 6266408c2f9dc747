// The shop as people see it and as staff keep it: what can be had, for how many points, in which time, and from whom.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/rewards'
import type { Reward } from '@linbang/contract/rewards'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, reaches, reachOf } from '../../kit/context.ts'
import { ensure, found, refusedAs } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { areaOf } from '../areas/service.ts'
import { registerFileReader, useFiles } from '../files/service.ts'
import { serviceByCode } from '../catalog/service.ts'
import { balancesOf } from '../ledger/service.ts'
import { organisationOf } from '../partners/service.ts'
import { personOf, samePerson } from '../people/service.ts'
import {
  insertReward,
  isPicture,
  lockReward,
  type RewardColumns,
  rewardList,
  type RewardRow,
  setShops,
  updateReward,
} from './queries.ts'
import { faultOf } from './rules.ts'

// What stands in a shop window is seen by everybody who may enter.
registerFileReader('reward', isPicture)

export const meOf = ({ actor }: Context): string => {
  ensure(actor.kind === 'person', 'auth.required')
  return actor.personId
}

type Buyer = { readonly home: string | null; readonly personIds: readonly string[]; readonly available: number }

export const buyerOf = async (ctx: Context): Promise<Buyer> => {
  const me = meOf(ctx)
  const [{ areaPath }, personIds, { points, pointsHeld }] = await Promise.all([
    personOf(ctx, me),
    samePerson(ctx, me),
    balancesOf(ctx, me),
  ])
  return { home: areaPath, personIds, available: points - pointsHeld }
}

const present = (ctx: Context, { available }: Buyer, { areaPath, shops, ...row }: RewardRow): Reward => {
  const fault = faultOf(row, { ordered: row.ordered, available, quantity: 1, now: ctx.now })
  return {
    ...row,
    shops: [...shops],
    fault,
    can: { order: fault === null, manage: reaches(ctx.actor, 'rewards.manage', areaPath) },
  }
}

export const listRewards = async (
  ctx: Context,
  { kind, all = false, limit, cursor }: Input<typeof contract.listRewards>['query'],
): Promise<Output<typeof contract.listRewards>> => {
  const buyer = await buyerOf(ctx)
  const size = pageSize(limit)
  const after = readCursor(cursor, ['number', 'text'])
  const kept = reachOf(ctx.actor, 'rewards.manage')
  const rows = await rewardList(ctx, { ...buyer, kind, all, kept, after, limit: size + 1 })
  const { items, nextCursor } = pageOf(rows, size, (row) => [row.points, row.id])
  return { nextCursor, items: items.map((row) => present(ctx, buyer, row)) }
}

/** What is kept elsewhere is not found, except for who keeps it. */
export const rewardSeen = async (ctx: Context, buyer: Buyer, id: string): Promise<RewardRow> => {
  const kept = reachOf(ctx.actor, 'rewards.manage')
  return found((await rewardList(ctx, { ...buyer, id, kept, all: false, limit: 1 }))[0])
}

export const getReward = async (ctx: Context, id: string): Promise<Reward> => {
  const buyer = await buyerOf(ctx)
  return present(ctx, buyer, await rewardSeen(ctx, buyer, id))
}

type Fields = Omit<Input<typeof contract.changeReward>['body'], 'version' | 'active' | 'addStock'>

/** Every shop is a member, the picture one's own; a window that never opens is refused by the table. */
const columnsOf = async (
  ctx: Context,
  { shopIds = [], serviceCode, ...fields }: Fields,
  pictureBefore: string | null = null,
) => {
  for (const id of shopIds) ensure((await organisationOf(ctx, id)).state === 'approved', 'organisation.unknown')
  if (fields.pictureId && fields.pictureId !== pictureBefore) await useFiles(ctx, [fields.pictureId])
  const serviceId = serviceCode ? (await serviceByCode(ctx, serviceCode)).id : serviceCode
  const given = Object.entries({ ...fields, serviceId }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as RewardColumns
}

const faults = { reward_window: 'reward.window_wrong', reward_stock: 'reward.stock_short' } as const

export const addReward = (
  ctx: Context,
  { areaId, stock = null, ...body }: Input<typeof contract.addReward>['body'],
): Promise<Reward> =>
  inTransaction(ctx, async (ctx) => {
    const area = await areaOf(ctx, areaId)
    ensure(reaches(ctx.actor, 'rewards.manage', area.path), 'not_found')
    const columns = await columnsOf(ctx, body)
    const id = newId()
    const made = { id, areaId, areaPath: area.path, stock, createdBy: meOf(ctx), createdAt: ctx.now }
    const { kind, zh, points } = body
    const row = { ...columns, ...made, kind, zh, points, fromAt: body.fromAt ?? ctx.now }
    await refusedAs(insertReward(ctx, row), faults)
    await setShops(ctx, id, body.shopIds ?? [])
    const detail = { points, stock }
    await recordAudit(ctx, { act: 'reward.added', subjectKind: 'reward', subjectId: id, areaPath: area.path, detail })
    return getReward(ctx, id)
  })

export const changeReward = (
  ctx: Context,
  id: string,
  { version, addStock = 0, active, ...body }: Input<typeof contract.changeReward>['body'],
): Promise<Reward> =>
  inTransaction(ctx, async (ctx) => {
    const before = found(await lockReward(ctx, id))
    ensure(reaches(ctx.actor, 'rewards.manage', before.areaPath), 'not_found')
    ensure(before.version === version, 'row.stale')
    const columns = await columnsOf(ctx, body, before.pictureId)
    const stock = addStock === 0 ? {} : { stock: (before.stock ?? 0) + addStock }
    const set = { ...columns, ...stock, ...(active !== undefined && { active }), version: version + 1 }
    await refusedAs(updateReward(ctx, id, set), faults)
    if (body.shopIds) await setShops(ctx, id, body.shopIds)
    await recordAudit(ctx, {
      act: 'reward.changed',
      subjectKind: 'reward',
      subjectId: id,
      areaPath: before.areaPath,
      detail: { ...set },
    })
    return getReward(ctx, id)
  })
