// The only door to protection: what volunteers are insured by, and who is covered on which day.
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
