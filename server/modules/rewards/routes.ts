// The exchange shop: contract → use case.
import * as contract from '@linbang/contract/rewards'
import * as vouchers from '@linbang/contract/vouchers'
import { serve } from '../../kit/http.ts'
import * as rewards from './service.ts'

export const rewardRoutes = [
  serve(contract.listRewards, (ctx, { query }) => rewards.listRewards(ctx, query)),
  serve(contract.getReward, (ctx, { params }) => rewards.getReward(ctx, params.rewardId)),
  serve(contract.addReward, (ctx, { body }) => rewards.addReward(ctx, body)),
  serve(contract.changeReward, (ctx, { params, body }) => rewards.changeReward(ctx, params.rewardId, body)),
  serve(contract.orderReward, (ctx, { params, body }) => rewards.orderReward(ctx, params.rewardId, body)),
  serve(contract.listRewardOrders, (ctx, { query }) => rewards.listRewardOrders(ctx, query)),
  serve(contract.getRewardOrder, (ctx, { params }) => rewards.getRewardOrder(ctx, params.orderId)),
  serve(contract.cancelRewardOrder, (ctx, { params, body }) =>
    rewards.cancelRewardOrder(ctx, params.orderId, body.reason),
  ),
  serve(contract.findRewardOrder, (ctx, { params }) => rewards.findRewardOrder(ctx, params.code)),
  serve(vouchers.showVoucher, (ctx, { params, body }) => rewards.showVoucher(ctx, params.orderId, body.organisationId)),
  serve(vouchers.getCounter, (ctx) => rewards.getCounter(ctx)),
  serve(vouchers.redeemShown, (ctx, { body }) => rewards.redeemShown(ctx, body.token)),
  serve(vouchers.listVoucherClashes, (ctx, { query }) => rewards.listVoucherClashes(ctx, query)),
  serve(vouchers.reviewVoucherClash, (ctx, { params, body }) => rewards.reviewVoucherClash(ctx, params.clashId, body)),
  serve(contract.redeemReward, (ctx, { body }) => rewards.redeemReward(ctx, body.code)),
]
