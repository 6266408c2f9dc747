// Agents: free, away, writing down; who talks is known by the call. Who is at the desk, and how the day goes.
import type { Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/agents'
import type { AgentState } from '@linbang/contract/agents'
import { type Context, inTransaction, type PersonActor } from '../../kit/context.ts'
import { ensure } from '../../kit/errors.ts'
import { announce } from '../../kit/events.ts'
import { dayOf, startOfDay } from '../../kit/time.ts'
import { agentRows, dayOfAgent, keepState, pressedState } from './agent-queries.ts'
import { agentsOnDuty } from './return-queries.ts'

export const agentOf = ({ actor }: Context): PersonActor => {
  ensure(actor.kind === 'person', 'auth.required')
  return actor
}

export const getAgentDesk = async (ctx: Context): Promise<Output<typeof contract.getAgentDesk>> => {
  const me = agentOf(ctx).personId
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const [rows, pressed, today] = await Promise.all([
    agentRows(ctx),
    pressedState(ctx, me),
    dayOfAgent(ctx, me, startOfDay(dayOf(ctx.now, timeZone), timeZone)),
  ])
  const mine = rows.find(({ personId }) => personId === me)
  return {
    items: rows.map((row) => ({ ...row, me: row.personId === me })),
    state: mine?.state ?? pressed ?? 'free',
    today,
  }
}

/** Told to everybody at the desk. */
export const setAgentState = (ctx: Context, personId: string, state: AgentState): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    await keepState(ctx, personId, state)
    await announce(ctx, 'agent.changed', { personId, personIds: await agentsOnDuty(ctx) })
  })
