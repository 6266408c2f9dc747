// People and households: the register, masked by default; each reveal is logged and the person can read the log.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Day, Id, Line, Moment, Nothing, PageQuery, Phone, QueryFlag, Text, Version, page } from './values.ts'

export const Sex = z.enum(['female', 'male'])
export const PersonRow = z.object({
  id: Id,
  name: z.string(),
  callName: z.string(),
  sex: z.nullable(Sex),
  age: z.nullable(z.int()),
  phoneMasked: z.nullable(z.string()),
  idNumberMasked: z.nullable(z.string()),
  confirmed: z.boolean(),
  volunteer: z.boolean(),
  buildingName: z.nullable(z.string()),
  areaId: z.nullable(Id),
  householdId: z.nullable(Id),
})
export type PersonRow = z.infer<typeof PersonRow>
export const Tag = z.object({
  id: Id,
  tag: z.string(),
  source: z.string(),
  basis: z.string(),
  validFrom: Day,
  validTo: z.nullable(Day),
})
export const FamilyRight = z.object({
  id: Id,
  personId: Id,
  callName: z.string(),
  relation: z.string(),
  mayAsk: z.boolean(),
  maySee: z.boolean(),
  grantedAt: Moment,
})
export const Person = z.extend(PersonRow, {
  bornOn: z.nullable(Day),
  speaks: z.array(z.string()),
  confirmedHow: z.nullable(z.string()),
  mergedInto: z.nullable(Id),
  households: z.array(
    z.object({ householdId: Id, areaId: Id, buildingName: z.string(), relation: z.string(), livesThere: z.boolean() }),
  ),
  families: z.array(FamilyRight),
  tags: z.array(Tag),
  requestsOpen: z.int(),
  requestsAll: z.int(),
  version: Version,
  can: z.object({ change: z.boolean(), reveal: z.boolean(), confirm: z.boolean(), merge: z.boolean() }),
})
export type Person = z.infer<typeof Person>
const PersonRef = z.object({ personId: Id })

export const listPeople = endpoint({
  method: 'GET',
  path: '/people',
  summary: 'People I may see, found by name, pinyin, whole phone or its last four',
  allow: 'people.read',
  query: z.object({
    areaId: z.optional(Id),
    q: z.optional(z.string().check(z.maxLength(40))),
    unconfirmed: z.optional(QueryFlag),
    ...PageQuery,
  }),
  returns: page(PersonRow),
})
export const getPerson = endpoint({
  method: 'GET',
  path: '/people/:personId',
  summary: 'One person',
  allow: 'people.read',
  params: PersonRef,
  returns: Person,
  errors: ['not_found'],
})
export const NewPerson = z.object({
  name: Line(40),
  callName: z.optional(Line(20)),
  sex: z.optional(Sex),
  bornOn: z.optional(Day),
  phone: z.optional(Phone),
  idNumber: z.optional(z.string().check(z.regex(/^\d{17}[\dXx]$/))),
  speaks: z.optional(z.array(Line(20)).check(z.maxLength(5))),
  buildingId: z.optional(Id),
  doorAreaId: z.optional(Id),
  doorName: z.optional(Line(20)),
  relation: z.optional(Line(20)),
})
export const addPerson = endpoint({
  method: 'POST',
  path: '/people',
  summary: 'Enter a person',
  allow: 'people.manage',
  body: NewPerson,
  returns: Person,
  errors: ['person.id_number_wrong', 'person.id_number_taken', 'not_found'],
})
export const changePerson = endpoint({
  method: 'PATCH',
  path: '/people/:personId',
  summary: 'Correct a person',
  allow: 'people.manage',
  params: PersonRef,
  body: z.extend(z.partial(NewPerson), { version: Version }),
  returns: Person,
  errors: ['row.stale', 'person.id_number_wrong', 'person.id_number_taken', 'not_found'],
})
export const confirmPerson = endpoint({
  method: 'POST',
  path: '/people/:personId/confirm',
  summary: 'I know this person and where they live',
  allow: 'people.confirm',
  params: PersonRef,
  body: z.object({ how: Line(100) }),
  returns: Person,
  errors: ['not_found'],
})
export const mergePeople = endpoint({
  method: 'POST',
  path: '/people/:personId/merge',
  summary: 'Two entries are one person; undone by unmerge',
  allow: 'people.manage',
  params: PersonRef,
  body: z.object({ intoPersonId: Id, reason: Line(200) }),
  returns: Person,
  errors: ['not_found', 'person.merge_itself', 'person.merged_already'],
})
export const unmergePerson = endpoint({
  method: 'POST',
  path: '/people/:personId/unmerge',
  summary: 'They are two people after all',
  allow: 'people.manage',
  params: PersonRef,
  body: Nothing,
  returns: Person,
  errors: ['not_found'],
})

export const RevealField = z.enum(['phone', 'id_number', 'door'])
export const revealField = endpoint({
  method: 'POST',
  path: '/people/:personId/reveal',
  summary: 'Show one protected field, with a reason; the person can read who looked',
  allow: 'people.reveal',
  params: PersonRef,
  body: z.object({ field: RevealField, reason: Line(200) }),
  returns: z.object({ field: RevealField, value: z.nullable(z.string()) }),
  errors: ['not_found'],
})
export const Look = z.object({ at: Moment, who: z.string(), what: z.string(), reason: z.string() })
export const listLooks = endpoint({
  method: 'GET',
  path: '/me/looks',
  summary: 'Who looked at my protected fields',
  allow: 'signed-in',
  query: z.object(PageQuery),
  returns: page(Look),
})

export const addTag = endpoint({
  method: 'POST',
  path: '/people/:personId/tags',
  summary: 'A status with source, basis and validity',
  allow: 'people.manage',
  params: PersonRef,
  body: z.object({
    tag: z.enum([
      'low_income',
      'extremely_poor',
      'disabled',
      'lives_alone',
      'empty_nest',
      'very_old',
      'left_behind_child',
      'child_in_hardship',
      'bereaved',
      'veteran',
      'hard_of_hearing',
      'sudden_hardship',
      'party_member',
    ]),
    source: Line(100),
    basis: Line(100),
    certificate: z.optional(Line(60)),
    validFrom: Day,
    validTo: z.optional(Day),
  }),
  returns: Person,
  errors: ['not_found'],
})
export const endTag = endpoint({
  method: 'DELETE',
  path: '/people/:personId/tags/:tagId',
  summary: 'A status has ended',
  allow: 'people.manage',
  params: z.object({ personId: Id, tagId: Id }),
  returns: Person,
  errors: ['not_found'],
})

export const grantFamilyRight = endpoint({
  method: 'POST',
  path: '/me/families',
  summary: 'Let a family member ask for me and see how it went',
  allow: 'signed-in',
  body: z.object({ phone: Phone, callName: Line(20), relation: Line(20), mayAsk: z.boolean(), maySee: z.boolean() }),
  returns: FamilyRight,
  errors: ['family.self'],
})
export const listMyFamily = endpoint({
  method: 'GET',
  path: '/me/families',
  summary: 'Whom I let act for me',
  allow: 'signed-in',
  returns: z.object({ items: z.array(FamilyRight) }),
})
export const endFamilyRight = endpoint({
  method: 'DELETE',
  path: '/me/families/:rightId',
  summary: 'Take the right back',
  allow: 'signed-in',
  params: z.object({ rightId: Id }),
  returns: Nothing,
  errors: ['not_found'],
})
export const recordFamilyRight = endpoint({
  method: 'POST',
  path: '/people/:personId/families',
  summary: 'Record a right the person granted in front of staff',
  allow: 'people.manage',
  params: PersonRef,
  body: z.object({
    phone: Phone,
    callName: Line(20),
    relation: Line(20),
    mayAsk: z.boolean(),
    maySee: z.boolean(),
    evidence: Line(200),
  }),
  returns: Person,
  errors: ['not_found', 'family.self'],
})

export const Household = z.object({
  id: Id,
  areaId: Id,
  buildingName: z.string(),
  doorMasked: z.string(),
  note: z.string(),
  hasHowToGetIn: z.boolean(),
  members: z.array(
    z.object({
      personId: Id,
      name: z.string(),
      callName: z.string(),
      relation: z.string(),
      age: z.nullable(z.int()),
      livesThere: z.boolean(),
    }),
  ),
  version: Version,
})
export const listHouseholds = endpoint({
  method: 'GET',
  path: '/households',
  summary: 'Households of a building',
  allow: 'people.read',
  query: z.object({ areaId: Id, ...PageQuery }),
  returns: page(Household),
})
export const getHousehold = endpoint({
  method: 'GET',
  path: '/households/:householdId',
  summary: 'One household',
  allow: 'people.read',
  params: z.object({ householdId: Id }),
  returns: Household,
  errors: ['not_found'],
})
export const changeHousehold = endpoint({
  method: 'PATCH',
  path: '/households/:householdId',
  summary: 'Who lives there, and a note',
  allow: 'people.manage',
  params: z.object({ householdId: Id }),
  body: z.object({
    version: Version,
    note: z.optional(Text(500)),
    /** Told to a helper after the yes; written here, not read back. */
    howToGetIn: z.optional(Text(200)),
    addPersonId: z.optional(Id),
    relation: z.optional(Line(20)),
    removePersonId: z.optional(Id),
  }),
  returns: Household,
  errors: ['row.stale', 'not_found', 'household.member_already'],
})
