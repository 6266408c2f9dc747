// People, homes, helpers and accounts of a demo as rows, sealed as the product seals them.
import { newId } from '../kit/ids.ts'
import type { Context } from '../kit/context.ts'
import { addMinutes } from '../kit/time.ts'
import { doorColumns, idNumberColumns, nameColumns, phoneColumns, tagColumns } from '../modules/people/service.ts'
import { staffBadge } from '../modules/partners/service.ts'
import type { Draw } from './draw.ts'
import type { OrganisationSeed } from './partners.ts'
import type { HouseholdSeed, PersonSeed } from './residents.ts'
import type { TeamSeed, VolunteerSeed } from './volunteers.ts'

type Sealing = Pick<Context, 'kit' | 'tenantId'>
const quoted = (tokens: readonly string[]): string =>
  tokens.map((token) => `'${token.replaceAll("'", "''")}'`).join(' ')

export const personRow = (ctx: Sealing, person: PersonSeed, idNumber: string | null, at: Date) => {
  const { tokens, ...names } = nameColumns(person.name, person.callName)
  return {
    tenantId: ctx.tenantId,
    id: person.id,
    ...names,
    sex: person.sex,
    bornOn: person.bornOn,
    ...phoneColumns(ctx, person.phone),
    ...idNumberColumns(ctx, idNumber),
    speaks: person.speaks,
    confirmedAt: at,
    confirmedHow: '入户登记',
    preferences: {},
    search: quoted(tokens),
    version: 1,
    createdAt: at,
  }
}

export const homeRows = (ctx: Sealing, households: readonly HouseholdSeed[], at: Date) => ({
  household: households.map(({ id, door }) => ({
    tenantId: ctx.tenantId,
    id,
    areaId: door.building.id,
    ...doorColumns(ctx, { areaId: door.area.id, name: door.name }),
    note: '',
    version: 1,
    createdAt: at,
  })),
  householdMember: households.flatMap(({ id, members }) =>
    members.map((person, index) => ({
      tenantId: ctx.tenantId,
      id: newId(),
      householdId: id,
      personId: person.id,
      relation: index === 0 ? '户主' : '家人',
      livesThere: true,
      fromOn: '2015-01-01',
    })),
  ),
  home: households.flatMap(({ door, members }) =>
    members.map((person) => ({ tenantId: ctx.tenantId, personId: person.id, areaId: door.building.id })),
  ),
})

type Tagged = { readonly person: PersonSeed; readonly tag: string }
const sources: Readonly<Record<string, readonly [source: string, basis: string]>> = {
  low_income: ['民政系统比对', '最低生活保障办法'],
  disabled: ['残联数据', '残疾人保障法'],
  lives_alone: ['网格员走访', '本人同意'],
  very_old: ['户籍信息', '老年人权益保障法'],
}

/** The care list, counted in households: minimum income, a disabled member, alone, a very old member. */
export const drawTags = (
  households: readonly HouseholdSeed[],
  counts: { readonly low: number; readonly disabled: number; readonly alone: number; readonly old: number },
  draw: Draw,
): Tagged[] => {
  const homes = draw.shuffled(households)
  const first = (home: HouseholdSeed) => home.members[0] as PersonSeed
  const alone = homes.filter((home) => home.members.length === 1 && first(home).age >= 62).slice(0, counts.alone)
  const old = homes.filter((home) => home.members.some((person) => person.age >= 80)).slice(0, counts.old)
  const others = homes.filter((home) => home.members.length > 1)
  return [
    ...others.slice(0, counts.low).map((home) => ({ person: first(home), tag: 'low_income' })),
    ...others
      .slice(counts.low, counts.low + counts.disabled)
      .map((home) => ({ person: draw.pick(home.members), tag: 'disabled' })),
    ...alone.map((home) => ({ person: first(home), tag: 'lives_alone' })),
    ...old.map((home) => ({ person: home.members.find((person) => person.age >= 80) as PersonSeed, tag: 'very_old' })),
  ]
}

export const tagRows = (ctx: Sealing, tagged: readonly Tagged[], verifiedBy: string, at: Date) =>
  tagged.map(({ person, tag }) => {
    const [source, basis] = sources[tag] ?? ['网格员走访', '本人同意']
    return {
      tenantId: ctx.tenantId,
      id: newId(),
      personId: person.id,
      ...tagColumns(ctx, tag, null),
      source,
      basis,
      validFrom: '2026-01-01',
      validTo: '2027-06-30',
      verifiedBy,
      verifiedAt: at,
    }
  })

const freeOneIn = 24
export const volunteerRows = (
  ctx: Sealing & Pick<Context, 'now'>,
  volunteers: readonly VolunteerSeed[],
  communityId: string,
  reviewer: string,
  first: number,
) => ({
  volunteer: volunteers.map((one, index) => ({
    tenantId: ctx.tenantId,
    id: one.id,
    personId: one.person.id,
    number: `LB-${String(first + index).padStart(6, '0')}`,
    class: one.class,
    skills: [...new Set(one.holdings.filter(({ kind }) => kind === 'skill').map(({ code }) => code))].sort(),
    state: 'approved',
    about: '',
    appliedAt: `${one.appliedOn}T03:00:00Z`,
    reviewedAt: `${one.appliedOn}T08:00:00Z`,
    reviewedBy: reviewer,
    asksADay: 3,
    // some say 我现在有空, as on any morning
    freeUntil: index % freeOneIn === 5 ? addMinutes(ctx.now, 480) : null,
    jobsDone: one.jobs,
    ratingSum: one.ratingSum,
    ratingCount: one.ratingCount,
    version: 1,
  })),
  volunteerArea: volunteers.map((one) => ({ tenantId: ctx.tenantId, volunteerId: one.id, areaId: communityId })),
  volunteerHours: volunteers.flatMap((one) =>
    one.hours.map((hours) => ({ tenantId: ctx.tenantId, volunteerId: one.id, ...hours })),
  ),
  holding: volunteers.flatMap((one) =>
    one.holdings.map((held) => ({
      tenantId: ctx.tenantId,
      id: newId(),
      personId: one.person.id,
      kind: held.kind,
      code: held.code,
      issuer: held.issuer,
      numberSealed: held.number ? ctx.kit.vault.seal(ctx.tenantId, 'holding.number', held.number) : null,
      fromOn: held.fromOn,
      toOn: held.toOn,
      verifiedBy: reviewer,
      verifiedAt: `${held.fromOn}T08:00:00Z`,
    })),
  ),
})

export const teamRows = (
  ctx: Sealing,
  teams: readonly TeamSeed[],
  areaId: string,
  serviceIds: ReadonlyMap<string, string>,
) => ({
  team: teams.map((team) => ({
    tenantId: ctx.tenantId,
    id: team.id,
    areaId,
    name: team.name,
    nameEn: '',
    kind: team.kind,
    brand: team.brand,
    about: '',
    leaderPersonId: team.leader.id,
    foundedOn: '2019-03-05',
    version: 1,
  })),
  teamMember: teams.flatMap((team) =>
    team.members.map((person) => ({
      tenantId: ctx.tenantId,
      id: newId(),
      teamId: team.id,
      personId: person.id,
      fromOn: '2024-03-05',
    })),
  ),
  teamService: teams.flatMap((team) =>
    team.services.map((code) => ({ tenantId: ctx.tenantId, teamId: team.id, serviceId: serviceIds.get(code) })),
  ),
})

const open = [1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: '08:30', to: '18:30' }))

export const organisationRows = (
  ctx: Sealing,
  organisations: readonly OrganisationSeed[],
  at: Date,
  first: number,
) => ({
  organisation: organisations.map((one) => ({
    tenantId: ctx.tenantId,
    id: one.id,
    kind: one.kind,
    name: one.name,
    nameEn: '',
    areaId: one.building.id,
    creditCode: one.creditCode,
    phone: one.phone,
    about: one.about,
    opening: one.services.length > 0 ? open : [],
    state: 'approved',
    agreementFrom: '2026-01-01',
    agreementTo: '2027-12-31',
    lat: one.building.lat,
    lon: one.building.lon,
    version: 1,
    createdAt: at,
  })),
  organisationService: organisations.flatMap((one, place) =>
    one.services.map(({ service, cents }) => ({
      tenantId: ctx.tenantId,
      organisationId: one.id,
      serviceId: service.id,
      priceCents: cents,
      priceUnit: '次',
      takesPoints: false,
      // Every third shop takes points for its small jobs.
      pricePoints: place % 3 === 0 && cents > 0 && cents <= 5000 ? Math.ceil(cents / 100) : null,
      active: true,
    })),
  ),
  organisationStaff: organisations
    .flatMap((one) => one.staff.map((person, index) => ({ one, person, index })))
    .map(({ one, person, index }, place) => ({
      tenantId: ctx.tenantId,
      id: newId(),
      organisationId: one.id,
      personId: person.id,
      manager: index === 0,
      badgeNumber: staffBadge(first + place),
      fromOn: '2025-06-01',
    })),
})
