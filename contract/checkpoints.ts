// Places a patrol passes, each with a code that hangs there.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id, Line, Moment } from './values.ts'

export const Checkpoint = z.object({
  id: Id,
  areaId: Id,
  areaName: z.string(),
  name: z.string(),
  lastAt: z.nullable(Moment),
})
export const listCheckpoints = endpoint({
  method: 'GET',
  path: '/checkpoints',
  summary: 'Places a patrol passes',
  allow: 'rounds.read',
  query: z.object({ areaId: Id }),
  returns: z.object({ items: z.array(Checkpoint) }),
  errors: ['not_found', 'area.unknown'],
})
export const addCheckpoint = endpoint({
  method: 'POST',
  path: '/checkpoints',
  summary: 'A new place to pass, with a code to hang up there',
  allow: 'rounds.plan',
  body: z.object({ areaId: Id, name: Line(40) }),
  returns: Checkpoint,
  errors: ['not_found', 'area.unknown'],
})
export const endCheckpoint = endpoint({
  method: 'POST',
  path: '/checkpoints/:checkpointId/end',
  summary: 'No longer passed; its code ends',
  allow: 'rounds.plan',
  params: z.object({ checkpointId: Id }),
  body: z.object({}),
  returns: z.object({}),
  errors: ['not_found'],
})
export const printCheckpoints = endpoint({
  method: 'GET',
  path: '/checkpoints/cards.pdf',
  summary: 'The codes to hang up',
  allow: 'rounds.plan',
  query: z.object({ areaId: Id }),
  returns: 'file',
  errors: ['not_found', 'area.unknown', 'area.nothing_to_print', 'print.missing_character'],
})
