// Vouchers without a line: sealed for one shop and one hour when shown (Ed25519), used by its phone alone, told to us later.
// What was used, called off or over meanwhile cannot be undone at the door: it is written down and looked at by staff.
import { claimOf, readToken, tokenOf, type VoucherToken } from '@linbang/contract/voucher-token'
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/vouchers'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, momentOf, reaches, reachOf } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { qrSvg } from '../../kit/qr.ts'
import { addMinutes } from '../../kit/time.ts'
import { linkTo } from '../areas/service.ts'
import { contentHolds, publicKeys, sealingKey, signed } from '../records/service.ts'
import { meOf } from './keep-shop.ts'
import { orderList, updateOrder } from './order-queries.ts'
import { keeperOf, lockBoth, mineOf, presentOrder } from './order-reward.ts'
import { ensureNotInRequest, ensureSlow, use } from './redeem.ts'
import { clashList, type ClashRow, insertClash, reviewClash, rewardsAt, shopsNamed } from './voucher-queries.ts'

const shownMinutes = 60

export const showVoucher = (
  ctx: Context,
  id: string,
  organisationId: string,
): Promise<Output<typeof contract.showVoucher>> =>
  inTransaction(ctx, async (ctx) => {
    const row = found((await orderList(ctx, { id, limit: 1 }))[0])
    ensure((await mineOf(ctx)).includes(row.personId) && row.way === 'voucher', 'not_found')
    const shop = found(
      row.shops.find((one) => one.organisationId === organisationId),
      'reward.other_shop',
    )
    const { state } = await lockBoth(ctx, id)
    ensure(state !== 'used', 'reward.used')
    ensure(state === 'open' && row.lastsUntil > ctx.now, 'reward.ended')
    await ensureNotInRequest(ctx, id)
    const until = new Date(Math.floor(addMinutes(ctx.now, shownMinutes).getTime() / 1000) * 1000)
    await updateOrder(ctx, id, { shownTo: organisationId, shownUntil: until })
    const claim = claimOf({ orderId: id, rewardId: row.rewardId, organisationId, until })
    const token = tokenOf(claim, signed(await sealingKey(ctx), claim))
    return { organisationName: shop.name, until, token, svg: await qrSvg(await linkTo(ctx, `/redeem?v=${token}`)) }
  })

export const getCounter = async (ctx: Context): Promise<Output<typeof contract.getCounter>> => {
  const { organisationIds } = keeperOf(ctx, '')
  // the first voucher that is shown would make the key; a counter that keeps none could judge nothing
  await sealingKey(ctx)
  const [shops, rewards, { keys }] = await Promise.all([
    shopsNamed(ctx, organisationIds),
    rewardsAt(ctx, organisationIds),
    publicKeys(ctx),
  ])
  return { shops, rewards, keys: keys.map(({ id, publicKey }) => ({ id, publicKey })) }
}

/** Sealed by us, for a shop of the actor, and used within its hour. */
const ensureGood = async (ctx: Context, text: string): Promise<VoucherToken> => {
  const token = found(readToken(text), 'reward.wrong_code')
  const { keys } = await publicKeys(ctx)
  const holds = await Promise.all(keys.map(({ id }) => contentHolds(ctx, id, token.claim, token.signature)))
  ensure(holds.includes(true), 'reward.wrong_code')
  ensure(keeperOf(ctx, '').organisationIds.includes(token.organisationId), 'reward.other_shop')
  ensure(momentOf(ctx) <= token.until, 'reward.shown_too_long')
  return token
}

export const redeemShown = (ctx: Context, text: string): Promise<Output<typeof contract.redeemShown>> =>
  inTransaction(ctx, async (ctx) => {
    ensureSlow(ctx)
    const { orderId, organisationId } = await ensureGood(ctx, text)
    const row = found((await orderList(ctx, { id: orderId, limit: 1 }))[0], 'reward.wrong_code')
    const { state } = await lockBoth(ctx, orderId)
    const free =
      state === 'open' &&
      (await ensureNotInRequest(ctx, orderId).then(
        () => true,
        () => false,
      ))
    if (free) await use(ctx, row, organisationId)
    else {
      const id = newId()
      await insertClash(ctx, { id, orderId, organisationId, staffPersonId: meOf(ctx), occurredAt: momentOf(ctx) })
      await recordAudit(ctx, {
        act: 'voucher.clashed',
        subjectKind: 'reward_order',
        subjectId: orderId,
        areaPath: row.areaPath,
        detail: { organisationId, state },
      })
    }
    const order = presentOrder(ctx, found((await orderList(ctx, { id: orderId, limit: 1 }))[0]), await mineOf(ctx))
    return { order, clash: !free }
  })

const present = (ctx: Context, { areaPath, ...row }: ClashRow): Output<typeof contract.reviewVoucherClash> => ({
  ...row,
  can: { review: row.outcome === null && reaches(ctx.actor, 'rewards.manage', areaPath) },
})

export const listVoucherClashes = async (
  ctx: Context,
  { open = false, limit, cursor }: Input<typeof contract.listVoucherClashes>['query'],
): Promise<Output<typeof contract.listVoucherClashes>> => {
  const size = pageSize(limit)
  const after = readCursor(cursor, ['moment', 'text'])
  const rows = await clashList(ctx, { paths: reachOf(ctx.actor, 'rewards.manage'), open, after, limit: size + 1 })
  const { items, nextCursor } = pageOf(rows, size, (row) => [row.heardAt, row.id])
  return { nextCursor, items: items.map((row) => present(ctx, row)) }
}

export const reviewVoucherClash = (
  ctx: Context,
  id: string,
  { outcome, words }: Input<typeof contract.reviewVoucherClash>['body'],
): Promise<Output<typeof contract.reviewVoucherClash>> =>
  inTransaction(ctx, async (ctx) => {
    const paths = reachOf(ctx.actor, 'rewards.manage')
    const row = found((await clashList(ctx, { paths, id, open: false, limit: 1 }))[0])
    ensure(await reviewClash(ctx, id, { outcome, words, reviewedBy: meOf(ctx) }), 'reward.reviewed')
    const { areaPath } = row
    await recordAudit(ctx, {
      act: 'voucher.reviewed',
      subjectKind: 'voucher_clash',
      subjectId: id,
      areaPath,
      detail: { outcome },
    })
    return present(ctx, found((await clashList(ctx, { paths, id, open: false, limit: 1 }))[0]))
  })
