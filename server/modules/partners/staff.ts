// Who comes for an organisation: entered by its manager or by the community, signed in by their phone like everybody.
import { randomInt } from 'node:crypto'
import type { Input } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/partners'
import { recordAudit } from '../../kit/audit.ts'
import type { Context } from '../../kit/context.ts'
import { heldFor, inTransaction, isUnder } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { giveRole, takeRole } from '../accounts/service.ts'
import { personByPhone, todayOf } from '../people/service.ts'
import { endStaffRow, insertStaff, organisationList, postsOf, staffList, staffWithBadge } from './queries.ts'
import type { StaffRow } from './queries.ts'
import { staffBadge } from './rules.ts'

/** Organisations the person comes for: `{ organisationId, name, manager, badgeNumber }`. */
export const staffOf = (ctx: Context, personId: string) => postsOf(ctx, personId)
/** Whose badge it is: `{ callName, ours }`, undefined where the number is not a badge of staff. */
export const staffOfBadge = (ctx: Context, badgeNumber: string) => staffWithBadge(ctx, badgeNumber)
export const staffOfOrganisation = (ctx: Context, organisationId: string): Promise<StaffRow[]> =>
  staffList(ctx, organisationId)

const organisationSeenBy = async (ctx: Context, organisationId: string, manage: boolean) => {
  const row = found((await organisationList(ctx, { organisationId, limit: 1 }))[0])
  const permission = manage ? 'partners.manage' : 'partners.read'
  // What somebody holds for an organisation reaches that organisation, not its neighbours in the same building.
  const byArea =
    ctx.actor.kind === 'system' ||
    heldFor(ctx.actor, permission).some((held) => !held.organisationId && isUnder(row.areaPath, held.areaPath))
  if (byArea) return row
  const own = heldFor(ctx.actor, 'partners.staff').filter((held) => held.organisationId === organisationId)
  ensure(own.length > 0, 'not_found')
  ensure(!manage || own.some((held) => held.role === 'org_manager'), 'auth.forbidden')
  return row
}

export const listStaff = async (ctx: Context, organisationId: string): Promise<StaffRow[]> => {
  await organisationSeenBy(ctx, organisationId, false)
  return staffList(ctx, organisationId)
}

/** Two who add the same person at once: the second finds them there. A number that is taken is drawn again. */
const isFreeToJoin = async (ctx: Context, organisationId: string, personId: string): Promise<boolean> =>
  (await staffList(ctx, organisationId)).every((one) => one.personId !== personId)

export const addStaff = (
  ctx: Context,
  organisationId: string,
  body: Input<typeof contract.addStaff>['body'],
): Promise<StaffRow> =>
  inTransaction(ctx, async (inner) => {
    const organisation = await organisationSeenBy(inner, organisationId, true)
    const { personId } = await personByPhone(inner, body.phone, { name: body.name, callName: body.name })
    const known = (await staffList(inner, organisationId)).some((one) => one.personId === personId)
    if (!known) {
      const manager = body.manager ?? false
      const row = {
        tenantId: inner.tenantId,
        organisationId,
        personId,
        // Whoever knows a number does not learn from us whose it is.
        enteredAs: body.name,
        manager,
        fromOn: await todayOf(inner),
      }
      const tried = () => insertStaff(inner, { ...row, id: newId(), badgeNumber: staffBadge(randomInt(1_000_000)) })
      while (!(await tried())) ensure(await isFreeToJoin(inner, organisationId, personId), 'row.stale')
      await giveRole(inner, personId, {
        role: manager ? 'org_manager' : 'org_staff',
        areaId: organisation.areaId,
        organisationId,
      })
      await recordAudit(inner, {
        act: 'organisation.staff_added',
        subjectKind: 'organisation',
        subjectId: organisationId,
        areaPath: organisation.areaPath,
        detail: { personId },
      })
    }
    return found((await staffList(inner, organisationId)).find((one) => one.personId === personId))
  })

export const endStaff = (ctx: Context, organisationId: string, staffId: string): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    const organisation = await organisationSeenBy(inner, organisationId, true)
    const { personId } = found(await endStaffRow(inner, organisationId, staffId, await todayOf(inner)))
    for (const role of ['org_staff', 'org_manager'] as const) await takeRole(inner, personId, { role, organisationId })
    await recordAudit(inner, {
      act: 'organisation.staff_ended',
      subjectKind: 'organisation',
      subjectId: organisationId,
      areaPath: organisation.areaPath,
      detail: { personId },
    })
  })
