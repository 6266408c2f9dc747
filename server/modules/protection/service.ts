// The only door to protection: what volunteers are insured by, who is covered on which day, accidents, and allowances.
export {
  followAccident,
  getAccident,
  listAccidents,
  printAccident,
  remindOfAccidents,
  reportAccident,
} from './accidents.ts'
export {
  askAllowance,
  decideAllowance,
  fillAllowanceFund,
  listAllowances,
  payAllowance,
  withdrawAllowance,
} from './allowances.ts'
export { isInsured } from './cover-queries.ts'
export { listCover, myCover } from './cover.ts'
export {
  addInsurance,
  endInsurance,
  insurePeople,
  listInsurance,
  listInsured,
  remindOfInsurance,
  uninsurePerson,
} from './insurance.ts'
