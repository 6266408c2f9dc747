// The resources of an area for the desk: one search over people, organisations, teams and services, and who is free now.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/resources'
import type { Context } from '../../kit/context.ts'
import { reaches } from '../../kit/context.ts'
import { ensure } from '../../kit/errors.ts'
import { dayOf, timeOf } from '../../kit/time.ts'
import { areaOf } from '../areas/service.ts'
import { resources } from './resource-queries.ts'

const shown = 100

export const listResources = async (
  ctx: Context,
  query: Input<typeof contract.listResources>['query'],
): Promise<Output<typeof contract.listResources>> => {
  const area = await areaOf(ctx, query.areaId)
  ensure(reaches(ctx.actor, 'dispatch.candidates', area.path), 'not_found')
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const day = dayOf(ctx.now, timeZone)
  const clock = timeOf(ctx.now, timeZone)
  return resources(ctx, {
    underPath: area.path,
    kind: query.kind ?? null,
    words: query.q?.trim() || null,
    tag: query.tag ?? null,
    free: query.free === 'true',
    weekday: new Date(`${day}T00:00:00Z`).getUTCDay() || 7,
    minute: Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5)),
    day,
    most: shown,
  })
}
