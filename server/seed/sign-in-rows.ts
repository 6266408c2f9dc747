// Accounts of a demo: staff by user name and password with a second factor, neighbours by phone; and what the sign-in page shows.
import type { Installation } from '@linbang/contract/installation'
import type { Role } from '@linbang/contract/permissions'
import { secondFactorRoles } from '@linbang/contract/permissions'
import type { Context } from '../kit/context.ts'
import { newId } from '../kit/ids.ts'
import { hashPassword } from '../modules/accounts/service.ts'
import type { AreaSeed } from './ground.ts'
import type { PersonSeed } from './residents.ts'
import { demoPassword } from './staff.ts'
import type { Known, StaffSeed } from './staff.ts'
import type { Town } from './town.ts'

/** Every authenticator of the demo counts from this secret; the sign-in page shows the code of the moment. */
const demoSecret = 'LINBANGDEMOSECRET234567LINBANG22'
type Holding = {
  readonly role: Role
  readonly areaId: string
  readonly organisationId?: string
  readonly teamId?: string
}
type Access = {
  readonly account: object[]
  readonly roleHolding: object[]
  readonly familyRight: object[]
  readonly duty: object[]
  readonly shown: Installation['demoAccounts']
}

export const accountRows = async (
  ctx: Context,
  towns: readonly Town[],
  street: AreaSeed,
  staff: readonly StaffSeed[],
  known: readonly Known[],
  since: Date,
): Promise<Access> => {
  const { tenantId } = ctx
  const [xinzhu, jincheng] = towns as [Town, Town]
  const passwordHash = await hashPassword(demoPassword)
  const access: Access = { account: [], roleHolding: [], familyRight: [], duty: [], shown: [] }
  const open = (
    person: PersonSeed,
    holdings: readonly Holding[],
    signIn: { username?: string; factor?: boolean } = {},
  ) => {
    const id = newId()
    access.account.push({
      tenantId,
      id,
      personId: person.id,
      username: signIn.username ?? null,
      passwordHash: signIn.username ? passwordHash : null,
      totpSealed: signIn.factor ? ctx.kit.vault.seal(tenantId, 'account.totp', demoSecret) : null,
      welcomedAt: since,
      createdAt: since,
    })
    for (const held of [{ role: 'resident' as const, areaId: street.id }, ...holdings])
      access.roleHolding.push({
        tenantId,
        id: newId(),
        accountId: id,
        role: held.role,
        areaId: held.areaId,
        organisationId: held.organisationId ?? null,
        teamId: held.teamId ?? null,
        fromAt: since,
      })
    return id
  }
  const places = {
    street: street.id,
    xinzhu: xinzhu.community.area.id,
    grid: xinzhu.community.grids[0]!.id,
    jincheng: jincheng.community.area.id,
  }
  for (const one of staff) {
    const factor = secondFactorRoles.includes(one.role)
    const accountId = open(one.person, [{ role: one.role, areaId: places[one.at] }], { username: one.username, factor })
    access.shown.push({
      role: one.role,
      zh: one.zh,
      en: one.en,
      username: one.username,
      password: demoPassword,
      ...(factor && { totp: demoSecret }),
    })
    if (one.username === 'weimin' || one.username === 'nongyan')
      access.duty.push({
        tenantId,
        id: newId(),
        accountId,
        personId: one.person.id,
        role: one.role,
        areaId: places[one.at],
        fromAt: ctx.now,
        filledBy: 'press',
        seenAt: ctx.now,
      })
  }
  for (const town of towns) openHelpers(town, open)
  showKnown(xinzhu, known, open, access)
  showOrganisations(xinzhu, access)
  grantFamily(ctx, xinzhu, access, since)
  return access
}

type Open = (person: PersonSeed, holdings: readonly Holding[]) => string

const openHelpers = ({ force, organisations, community }: Town, open: Open) => {
  const leads = new Map(force.teams.map((team) => [team.leader.id, team.id]))
  for (const { person } of force.volunteers) {
    const teamId = leads.get(person.id)
    open(person, [
      { role: 'volunteer', areaId: community.area.id },
      ...(teamId ? [{ role: 'team_leader' as const, areaId: community.area.id, teamId }] : []),
    ])
  }
  for (const one of organisations)
    for (const [index, person] of one.staff.entries())
      open(person, [
        { role: index === 0 ? 'org_manager' : 'org_staff', areaId: one.building.id, organisationId: one.id },
      ])
}

/** Neighbours who do not volunteer have their account here; volunteers have theirs already. */
const showKnown = (town: Town, known: readonly Known[], open: Open, access: Access) => {
  for (const one of known) {
    const person = town.known.get(one.key)
    if (!person) continue
    const building = town.community.buildings.find((each) => each.name === `${one.building}号楼`)
    if (one.services.length === 0)
      open(person, one.key === 'leader' && building ? [{ role: 'building_leader', areaId: building.id }] : [])
    if (one.phone)
      access.shown.push({
        role:
          one.services.length > 0
            ? 'volunteer'
            : one.key === 'leader'
              ? 'building_leader'
              : one.key === 'daughter'
                ? 'family_member'
                : 'resident',
        zh: `${one.zh}：${one.callName}`,
        en: one.en,
        phone: one.phone,
      })
  }
}

const showOrganisations = ({ organisations }: Town, access: Access) => {
  const shop = organisations.find((one) => one.services.length > 0)
  const worker = shop?.staff[1]
  if (shop && worker?.phone)
    access.shown.push({
      role: 'org_staff',
      zh: `加盟单位员工：${shop.name}`,
      en: 'Staff of a member organisation',
      phone: worker.phone,
    })
}

/** 韦奶奶 lets her daughter ask for her and see how it went, as the grid worker wrote down. */
const grantFamily = ({ tenantId }: Context, { known }: Town, access: Access, since: Date) => {
  const [mother, daughter, recorder] = [known.get('wei'), known.get('daughter'), known.get('leader')]
  if (!mother || !daughter || !recorder) return
  access.familyRight.push({
    tenantId,
    id: newId(),
    personId: mother.id,
    familyPersonId: daughter.id,
    relation: '女儿',
    mayAsk: true,
    maySee: true,
    grantedVia: '本人当面同意',
    grantedAt: since,
    recordedBy: recorder.id,
  })
}
