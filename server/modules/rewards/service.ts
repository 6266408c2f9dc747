// The door of rewards: the exchange shop, its orders, and using them. 不可提现、不可买卖、不计息.
export { addReward, changeReward, getReward, listRewards } from './keep-shop.ts'
export {
  cancelRewardOrder,
  endOrdersOf,
  getRewardOrder,
  lapseOrders,
  listRewardOrders,
  orderReward,
} from './order-reward.ts'
export { findRewardOrder, followDelivery, redeemReward, useAtVisit } from './redeem.ts'
export { getCounter, listVoucherClashes, redeemShown, reviewVoucherClash, showVoucher } from './vouchers.ts'
