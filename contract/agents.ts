// Agents of the hotline: who is there, who speaks, who is away, and which dialects they speak.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Id, Moment } from './values.ts'

/** `talking` follows from the call; the others are pressed. */
export const AgentState = z.enum(['free', 'talking', 'wrap_up', 'away'])
export type AgentState = z.infer<typeof AgentState>
export const Agent = z.object({
  personId: Id,
  callName: z.string(),
  state: AgentState,
  since: Moment,
  speaks: z.array(z.string()),
  me: z.boolean(),
})
export type Agent = z.infer<typeof Agent>
export const AgentDesk = z.object({
  /** On duty at a console. */
  items: z.array(Agent),
  /** Mine, whether I am on duty or not. */
  state: AgentState,
  /** My calls of today. */
  today: z.object({ answered: z.int(), missed: z.int(), averageWaitSeconds: z.nullable(z.int()) }),
})
export type AgentDesk = z.infer<typeof AgentDesk>
export const getAgentDesk = endpoint({
  method: 'GET',
  path: '/agents',
  summary: 'Who is at the desk, what they do, and which dialects they speak',
  allow: 'calls.take',
  returns: AgentDesk,
})
export const setAgentState = endpoint({
  method: 'POST',
  path: '/agents/me',
  summary: 'I am free, away, or still writing down the last call',
  allow: 'calls.take',
  body: z.object({ state: z.enum(['free', 'wrap_up', 'away']) }),
  returns: z.object({ state: AgentState }),
})
