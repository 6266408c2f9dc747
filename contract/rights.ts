// The rights desk: what people may demand of whoever keeps their data, a move of home, and what helpers need to get in.
import * as z from 'zod/mini'
import { Purpose } from './consents.ts'
import { endpoint } from './endpoint.ts'
import { Id, Line, Moment, Occurred, page, PageQuery, Text } from './values.ts'

export const RightKind = z.enum(['view', 'copy', 'correct', 'erase', 'withdraw', 'close', 'move'])
export type RightKind = z.infer<typeof RightKind>
export const RightState = z.enum(['open', 'granted', 'refused', 'taken_back'])
export const Right = z.object({
  id: Id,
  kind: RightKind,
  words: z.string(),
  purpose: z.nullable(Purpose),
  /** Where to, for a move; the building alone for staff. */
  place: z.nullable(z.string()),
  state: RightState,
  askedAt: Moment,
  /** 24:00 of the 15th working day after the day it was asked (rules.md §9). */
  dueAt: Moment,
  decidedAt: z.nullable(Moment),
  answer: z.nullable(z.string()),
  /** Until when what was asked to be seen or copied lies ready. */
  readyUntil: z.nullable(Moment),
})
export type Right = z.infer<typeof Right>
export const DeskRight = z.extend(Right, {
  personId: Id,
  callName: z.string(),
  name: z.string(),
  buildingName: z.nullable(z.string()),
  late: z.boolean(),
  decidedByName: z.nullable(z.string()),
  can: z.object({ decide: z.boolean() }),
})
export type DeskRight = z.infer<typeof DeskRight>

export const listMyRights = endpoint({
  method: 'GET',
  path: '/me/rights',
  summary: 'What I asked of my data, and what became of it',
  allow: 'signed-in',
  returns: z.object({ items: z.array(Right) }),
})
export const askRight = endpoint({
  method: 'POST',
  path: '/me/rights',
  summary: 'View, copy, correct, erase, withdraw, close: answered within 15 working days',
  allow: 'signed-in',
  body: z.object({
    kind: z.enum(['view', 'copy', 'correct', 'erase', 'withdraw', 'close']),
    words: z.optional(Text(1000)),
    purpose: z.optional(Purpose),
    ...Occurred,
  }),
  returns: Right,
  errors: ['right.asked_already', 'right.words_needed'],
})
export const takeBackRight = endpoint({
  method: 'POST',
  path: '/me/rights/:rightId/take-back',
  summary: 'I no longer ask for it',
  allow: 'signed-in',
  params: z.object({ rightId: Id }),
  body: z.object({}),
  returns: Right,
  errors: ['not_found', 'right.decided'],
})
/** Everything kept about a person, in sections people can read. */
export const MyData = z.object({
  sections: z.array(
    z.object({
      title: z.string(),
      columns: z.array(z.string()),
      rows: z.array(z.array(z.string())),
      more: z.boolean(),
    }),
  ),
})
export const readMyData = endpoint({
  method: 'GET',
  path: '/me/rights/:rightId/data',
  summary: 'What is kept about me, once it was granted',
  allow: 'signed-in',
  params: z.object({ rightId: Id }),
  returns: MyData,
  errors: ['not_found'],
})
export const copyMyData = endpoint({
  method: 'GET',
  path: '/me/rights/:rightId/data.xlsx',
  summary: 'The same as a file to keep: watermarked and logged',
  allow: 'signed-in',
  params: z.object({ rightId: Id }),
  returns: 'file',
  errors: ['not_found'],
})
export const askToMove = endpoint({
  method: 'POST',
  path: '/me/moves',
  summary: 'I have moved; staff or the building leader confirm it',
  allow: 'signed-in',
  body: z.object({
    doorCode: z.optional(z.string().check(z.maxLength(200))),
    buildingId: z.optional(Id),
    doorName: z.optional(Line(20)),
    words: z.optional(Text(200)),
    ...Occurred,
  }),
  returns: Right,
  errors: ['not_found', 'area.unknown_card', 'right.asked_already', 'right.place_needed', 'right.lives_there'],
})
export const getEntrance = endpoint({
  method: 'GET',
  path: '/me/entrance',
  summary: 'How a helper gets in: told to who comes, after the yes',
  allow: 'signed-in',
  returns: z.object({ howToGetIn: z.string() }),
})
export const setEntrance = endpoint({
  method: 'PUT',
  path: '/me/entrance',
  summary: 'Say how a helper gets in',
  allow: 'signed-in',
  body: z.object({ howToGetIn: Text(200) }),
  returns: z.object({ howToGetIn: z.string() }),
  errors: ['account.no_home'],
})
export const listRights = endpoint({
  method: 'GET',
  path: '/rights',
  summary: 'Demands to answer, the nearest deadline first; building leaders see moves',
  allow: 'rights.read',
  query: z.object({ state: z.optional(z.enum(['open', 'closed'])), ...PageQuery }),
  returns: page(DeskRight),
})
const RightRef = z.object({ rightId: Id })
export const grantRight = endpoint({
  method: 'POST',
  path: '/rights/:rightId/grant',
  summary: 'Done as asked: the data lie ready, the home is changed, the account is closed',
  allow: 'rights.read',
  params: RightRef,
  body: z.object({ answer: z.optional(Text(500)) }),
  returns: DeskRight,
  errors: ['not_found', 'auth.forbidden', 'right.decided', 'right.still_open_work'],
})
export const refuseRight = endpoint({
  method: 'POST',
  path: '/rights/:rightId/refuse',
  summary: 'Not done, with the reason, which is told',
  allow: 'rights.read',
  params: RightRef,
  body: z.object({ answer: Line(500) }),
  returns: DeskRight,
  errors: ['not_found', 'auth.forbidden', 'right.decided'],
})
