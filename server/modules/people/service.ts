// The only door to people: who somebody is, where they live, who may act for them.
export { confirmPersonAs, enterPerson, identifyPerson, introducePerson, personByPhone } from './enter-person.ts'
export { actsFor } from './families.ts'
export {
  briefs,
  careWordsFor,
  doorAreaOf,
  doorOf,
  homeOf,
  householdAtDoor,
  householdOf,
  mayAskFor,
  maySee,
  personOf,
  phoneOf,
  reachesPerson,
  samePerson,
  tagsOf,
  todayOf,
} from './know-person.ts'
export { revealField } from './reveal.ts'
export { moveIn, placeOf } from './live-at.ts'
export { keepPreferences } from './preferences.ts'
export { ageOn, liftNumbers, plainPhone, searchTokens } from './rules.ts'
export { doorColumns, idNumberColumns, nameColumns, phoneColumns, tagColumns } from './seal-person.ts'
export { wordsQuery } from './show-person.ts'
