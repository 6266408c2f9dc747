// The door of teams: 10 to 50 volunteers with a leader and a fixed set of services. Above 50 is refused, below 10 the page says so.
import type { Input, Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/teams'
import { recordAudit } from '../../kit/audit.ts'
import type { Context } from '../../kit/context.ts'
import { heldFor, inTransaction, isUnder, reaches, reachOf } from '../../kit/context.ts'
import { ensure, found, refusedAs } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { pageOf, pageSize, readCursor } from '../../kit/paging.ts'
import { giveRole, takeRole } from '../accounts/service.ts'
import { areaOf } from '../areas/service.ts'
import { serviceByCode } from '../catalog/service.ts'
import { personOf, todayOf } from '../people/service.ts'
import {
  endMembers,
  insertMembers,
  insertTeam,
  lockTeam,
  memberIds,
  setServices,
  teamList,
  teamPeople,
  updateTeam,
} from './queries.ts'
import type { TeamRow } from './queries.ts'

const mostMembers = 50
type Change = Omit<Input<typeof contract.changeTeam>['body'], 'version'>
type Team = Output<typeof contract.changeTeam>

const present = ({ areaPath: _path, leaderPersonId: _leader, sortKey: _key, ...team }: TeamRow): Team => team

/** A leader manages the own team; staff manage those in their reach. */
const mayManage = (ctx: Context, team: { readonly id: string; readonly areaPath: string }): boolean =>
  ctx.actor.kind === 'system' ||
  heldFor(ctx.actor, 'teams.manage').some((held) =>
    held.role === 'team_leader' ? held.teamId === team.id : isUnder(team.areaPath, held.areaPath),
  )

export const listTeams = async (ctx: Context, { areaId, limit, cursor }: Input<typeof contract.listTeams>['query']) => {
  const reach = reachOf(ctx.actor, 'teams.read')
  const paths = areaId ? [(await areaOf(ctx, areaId)).path] : reach
  ensure(
    paths.every((path) => reach.some((above) => isUnder(path, above) || isUnder(above, path))),
    'not_found',
  )
  const size = pageSize(limit)
  const page = pageOf(
    await teamList(ctx, { paths, after: readCursor(cursor, ['text', 'text']), limit: size + 1 }),
    size,
    (row) => [row.sortKey, row.id],
  )
  return { ...page, items: page.items.map(present) }
}

const teamById = async (ctx: Context, teamId: string): Promise<TeamRow> =>
  found((await teamList(ctx, { teamId, limit: 1 }))[0])

export const getTeam = async (ctx: Context, teamId: string): Promise<Output<typeof contract.getTeam>> => {
  const team = await teamById(ctx, teamId)
  ensure(
    reachOf(ctx.actor, 'teams.read').some((path) => isUnder(team.areaPath, path) || isUnder(path, team.areaPath)),
    'not_found',
  )
  return { ...present(team), people: await teamPeople(ctx, teamId) }
}

export const addTeam = (ctx: Context, body: Input<typeof contract.addTeam>['body']): Promise<Team> =>
  inTransaction(ctx, async (inner) => {
    const area = await areaOf(inner, body.areaId)
    ensure(reaches(inner.actor, 'teams.manage', area.path), 'not_found')
    const id = newId()
    const row = {
      tenantId: inner.tenantId,
      id,
      areaId: area.id,
      name: body.name,
      nameEn: body.nameEn ?? '',
      kind: body.kind,
      brand: body.brand ?? '',
      about: body.about ?? '',
      foundedOn: await todayOf(inner),
    }
    await refusedAs(insertTeam(inner, row), { team_name: 'team.name_taken' })
    const { areaId: _area, ...change } = body
    await applyChange(inner, id, area.id, change)
    await recordAudit(inner, { act: 'team.added', subjectKind: 'team', subjectId: id, areaPath: area.path })
    return present(await teamById(inner, id))
  })

export const changeTeam = (
  ctx: Context,
  teamId: string,
  { version, ...change }: Input<typeof contract.changeTeam>['body'],
): Promise<Team> =>
  inTransaction(ctx, async (inner) => {
    const row = found(await lockTeam(inner, teamId))
    const team = await teamById(inner, teamId)
    ensure(mayManage(inner, team), 'not_found')
    ensure(row.version === version, 'row.stale')
    const { name = row.name, nameEn = row.nameEn, kind = row.kind, brand = row.brand, about = row.about } = change
    await refusedAs(updateTeam(inner, teamId, { name, nameEn, kind, brand, about, version: version + 1 }), {
      team_name: 'team.name_taken',
    })
    await applyChange(inner, teamId, row.areaId, change)
    await recordAudit(inner, {
      act: 'team.changed',
      subjectKind: 'team',
      subjectId: teamId,
      areaPath: team.areaPath,
      detail: { fields: Object.keys(change) },
    })
    return present(await teamById(inner, teamId))
  })

/** Leader, members and services; the leader is always a member. */
const applyChange = async (ctx: Context, teamId: string, areaId: string, change: Change) => {
  if (change.serviceCodes)
    await setServices(
      ctx,
      teamId,
      (await Promise.all(change.serviceCodes.map((code) => serviceByCode(ctx, code)))).map((service) => service.id),
    )
  const today = await todayOf(ctx)
  const leaving = (change.removePersonIds ?? []).filter((id) => id !== change.leaderPersonId)
  await endMembers(ctx, teamId, leaving, today)
  const present = new Set(await memberIds(ctx, teamId))
  const coming = [
    ...new Set([...(change.addPersonIds ?? []), ...(change.leaderPersonId ? [change.leaderPersonId] : [])]),
  ].filter((id) => !present.has(id))
  for (const personId of coming) await personOf(ctx, personId)
  ensure(present.size + coming.length <= mostMembers, 'team.too_large')
  await insertMembers(
    ctx,
    coming.map((personId) => ({ tenantId: ctx.tenantId, id: newId(), teamId, personId, fromOn: today })),
  )
  await setLeader(ctx, teamId, areaId, leaving, change.leaderPersonId)
}

/** The named leader takes over; a leader who leaves the team without a successor leads no longer. */
const setLeader = async (ctx: Context, teamId: string, areaId: string, leaving: readonly string[], next?: string) => {
  const { leaderPersonId: now } = found(await lockTeam(ctx, teamId))
  const leader = next ?? (now && leaving.includes(now) ? null : now)
  if (leader === now) return
  if (now) await takeRole(ctx, now, { role: 'team_leader', teamId })
  if (leader) await giveRole(ctx, leader, { role: 'team_leader', areaId, teamId })
  await updateTeam(ctx, teamId, { leaderPersonId: leader })
}
