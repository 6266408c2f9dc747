// The only door to people: who somebody is, where they live, who may act for them.
export {
  confirmPersonAs,
  enterPerson,
  identifyPerson,
  introducePerson,
  knownByPhone,
  personByPhone,
} from './enter-person.ts'
export { closePerson, hasOpenWork } from './close-queries.ts'
export { actsFor } from './families.ts'
export {
  briefs,
  careWordsFor,
  doorAreaOf,
  doorOf,
  entranceOf,
  homeOf,
  householdAtDoor,
  householdOf,
  mayAskFor,
  maySee,
  personOf,
  phoneOf,
  reachesPerson,
  samePerson,
  statusesOf,
  tagsOf,
  todayOf,
  wholeIdNumberOf,
} from './know-person.ts'
export { revealField } from './reveal.ts'
export { keepEntrance } from './households.ts'
export { moveHome, moveIn, type NamedPlace, placeNamed, placeOf } from './live-at.ts'
export { keepPreferences } from './preferences.ts'
export { ageOn, liftNumbers, maskPhone, plainPhone, searchTokens } from './rules.ts'
export { doorColumns, idNumberColumns, nameColumns, phoneColumns, tagColumns, tagHashes } from './seal-person.ts'
export { recognise, type Recognised } from './recognise.ts'
export { peopleMeant } from './people-meant.ts'
export { wordsQuery } from './show-person.ts'
