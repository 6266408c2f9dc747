// The only door to the ledger: points, time-bank minutes and money in double entry. 不可提现、不可买卖、不计息.
export {
  approveGrant,
  commonPurse,
  giveCredit,
  listEligible,
  listGrants,
  proposeGrant,
  withdrawGrant,
} from './give-credit.ts'
export { donate, earnedBetween, holdFor, issue, releaseHold, reverseCause, settleHold } from './move-credit.ts'
export { payOutMoney, takeInMoney } from './pay-money.ts'
export {
  balancesOf,
  listAccounts,
  listTransfers,
  poolBalance,
  proveBalances,
  reverseTransfer,
  statementOf,
} from './read-ledger.ts'
export { minutesFor, pointsFor } from './rules.ts'
