// The demo: one street with Xinzhu at its true size and Jincheng beside it under one desk; or a small one for tests. Always the same town.
import { newId, mintTenantId, type TenantId } from '../kit/ids.ts'
import type { Kit } from '../kit/kit.ts'
import { inTransaction, systemContext, type Context } from '../kit/context.ts'
import type { Tenant } from '../kit/tenants.ts'
import { dayOf } from '../kit/time.ts'
import { foundCatalog } from '../modules/catalog/service.ts'
import { recount } from '../modules/dispatch/service.ts'
import { calendarOf, foundPolicies, policyNow } from '../modules/policies/service.ts'
import { seedCalls } from './calls.ts'
import { readCatalog, type Service } from './catalog.ts'
import { openDraw, type Draw } from './draw.ts'
import { areaSeed, drawCommunity } from './ground.ts'
import type { AreaSeed } from './ground.ts'
import { insertRows } from './insert.ts'
import { drawPartners } from './partners.ts'
import { homeRows, organisationRows, personRow, drawTags, tagRows, teamRows, volunteerRows } from './people-rows.ts'
import { openPurse } from './purse.ts'
import { seedQuality } from './quality.ts'
import { seedRecords } from './records.ts'
import { seedRewards, thankWang } from './rewards.ts'
import { drawResidents, openPhones, type Phones } from './residents.ts'
import { settleKnown } from './settle.ts'
import { accountRows } from './sign-in-rows.ts'
import { known, staffOf } from './staff.ts'
import { daysAgo, pastOf, type Town } from './town.ts'
import { seedDuty } from './duty.ts'
import { sizes, xinzhu, type DemoSize, type TownSize } from './town-sizes.ts'
import { seedProtection } from './protection.ts'
import { seedTraining } from './training.ts'
import { drawForce } from './volunteers.ts'

const historyDays = 90

const drawTown = (
  street: AreaSeed,
  number: number,
  size: TownSize,
  services: readonly Service[],
  today: string,
  draw: Draw,
  phones: Phones,
): Town => {
  const community = drawCommunity(street, number, size.plan, draw)
  const households = drawResidents(community, size.people, today, draw, phones)
  const named = settleKnown(households, number === 1 ? known : [], today)
  const residents = { households, people: households.flatMap(({ members }) => members) }
  const firsts = known.flatMap((one) =>
    named.has(one.key) && one.services.length > 0 ? [{ person: named.get(one.key)!, services: one.services }] : [],
  )
  const teams = [...new Set(services.map((service) => service.team))].filter(Boolean)
  const apart = new Set([...named.values()].map((person) => person.id))
  const force = drawForce(
    community,
    residents,
    { count: size.volunteers, residentShare: size.residentShare, teams, services, apart },
    firsts,
    today,
    draw,
    phones,
  )
  const organisations = drawPartners(community, services, size.organisations, size.members, draw, phones)
  return { community, residents, force: size.teams ? force : { ...force, teams: [] }, organisations, known: named }
}

const foundTenant = async (kit: Kit): Promise<TenantId> => {
  const id = mintTenantId(newId())
  await insertRows(kit.database.db, 'tenant', [
    {
      id,
      slug: 'linbang',
      nameZh: '新竹街道',
      nameEn: 'Xinzhu Street',
      hosts: [],
      timeZone: 'Asia/Shanghai',
      hotline: '0771-0000012',
      brand: {},
      demo: true,
      createdAt: kit.clock(),
    },
  ])
  kit.tenants.forget()
  return id
}

const writeTown = async (
  ctx: Context,
  town: Town,
  services: readonly Service[],
  reviewer: string,
  firstNumber: number,
  since: Date,
  draw: Draw,
) => {
  const { db } = ctx
  const { community, residents, force, organisations } = town
  const numbers = new Map(force.volunteers.map((one) => [one.person.id, one.idNumber]))
  const outside = [
    ...force.volunteers.filter((one) => !one.resident).map((one) => one.person),
    ...organisations.flatMap((one) => one.staff),
  ]
  await insertRows(
    db,
    'area',
    community.areas.map((area) => ({ tenantId: ctx.tenantId, ...area })),
  )
  await insertRows(
    db,
    'person',
    [...residents.people, ...outside].map((person) => personRow(ctx, person, numbers.get(person.id) ?? null, since)),
  )
  const homes = homeRows(ctx, residents.households, since)
  for (const table of ['household', 'householdMember', 'home'] as const) await insertRows(db, table, homes[table])
  await insertRows(
    db,
    'personTag',
    tagRows(ctx, drawTags(residents.households, { low: 17, disabled: 39, alone: 37, old: 140 }, draw), reviewer, since),
  )
  const places = organisationRows(ctx, organisations, since, firstNumber)
  for (const table of ['organisation', 'organisationService', 'organisationStaff'] as const)
    await insertRows(db, table, places[table])
  const helpers = volunteerRows(ctx, force.volunteers, community.area.id, reviewer, firstNumber)
  for (const table of ['volunteer', 'volunteerArea', 'volunteerHours', 'holding'] as const)
    await insertRows(db, table, helpers[table])
  const teams = teamRows(
    ctx,
    force.teams,
    community.area.id,
    new Map(services.map((service) => [service.code, service.id])),
  )
  for (const table of ['team', 'teamMember', 'teamService'] as const) await insertRows(db, table, teams[table])
}

const historyTables = [
  'request',
  'requestDue',
  'requestEvent',
  'visit',
  'offer',
  'visitPerson',
  'visitSignature',
  'sheet',
  'rating',
  'serviceRecord',
] as const

/** A demo whose seeding was killed: there is the tenant and nothing else. */
export const isHalfMade = ({ demo, brand }: Tenant): boolean => demo && !Object.hasOwn(Object(brand), 'demoAccounts')

/** Writes the demo into an empty database, or one where that was begun: all of it or nothing. */
export const seedDemo = async (kit: Kit, size: DemoSize): Promise<void> => {
  const begun = (await kit.tenants.all()).find(isHalfMade)
  const tenantId = begun?.id ?? (await foundTenant(kit))
  await inTransaction(systemContext(kit, tenantId, 'demo'), (ctx) => fill(ctx, size))
  kit.tenants.forget()
}

/** The numbers of the past are taken, so that new ones follow on. */
const fill = async (ctx: Context, size: DemoSize): Promise<void> => {
  const { tenantId } = ctx
  const zone = 'Asia/Shanghai'
  await foundPolicies(ctx)
  await foundCatalog(ctx)
  const [{ db }, today] = [ctx, dayOf(ctx.now, zone)]
  const draw = openDraw(20_261_125)
  const phones = openPhones(10_001)
  const services = await readCatalog(db, tenantId)
  const staff = staffOf(today)
  const street = areaSeed(null, 'street', 1, '新竹街道', {
    nameEn: 'Xinzhu Street',
    code: '450103001000',
    lat: xinzhu.centre[0],
    lon: xinzhu.centre[1],
  })
  const towns = sizes[size].map((one, index) => drawTown(street, index + 1, one, services, today, draw, phones))
  const since = daysAgo(ctx, zone, historyDays + 30)
  await insertRows(db, 'area', [{ tenantId, ...street }])
  await insertRows(
    db,
    'person',
    staff.map(({ person }) => personRow(ctx, person, null, since)),
  )
  const worker = staff.find((one) => one.role === 'community_worker')!.person
  let firstNumber = 1
  for (const town of towns) {
    await writeTown(ctx, town, services, worker.id, firstNumber, since, draw)
    firstNumber += town.force.volunteers.length
  }
  const numbers = new Map<string, number>()
  const purse = openPurse(tenantId, since)
  const setting = {
    tenantId,
    now: ctx.now,
    zone,
    calendar: await calendarOf(ctx),
    policies: {
      requests: (await policyNow(ctx, 'requests')).body,
      dispatch: (await policyNow(ctx, 'dispatch')).body,
      visits: (await policyNow(ctx, 'visits')).body,
      credit: (await policyNow(ctx, 'credit')).body,
      records: (await policyNow(ctx, 'records')).body,
    },
    staff: { operator: staff[0]!.person, worker },
  }
  for (const [index, town] of towns.entries()) {
    const rows = pastOf(
      town,
      services,
      sizes[size][index]!.requests,
      historyDays,
      { ...setting, unit: town.community.area.name, unitAreaId: town.community.area.id },
      numbers,
      draw,
      purse,
    )
    for (const table of historyTables) await insertRows(db, table, rows[table] ?? [])
    await countJobs(ctx, town)
  }
  if (towns[0]) thankWang(towns[0], purse, since, dayOf(since, zone))
  await recount(ctx, 'everybody')
  const credit = purse.rows()
  await insertRows(db, 'ledgerAccount', credit.ledgerAccount)
  await insertRows(db, 'ledgerTransfer', credit.ledgerTransfer)
  await insertRows(
    db,
    'numberBlock',
    [...numbers]
      .map(([day, next]) => ({ tenantId, series: 'request', day, next: next + 1 }))
      .concat([{ tenantId, series: 'volunteer', day: '2000-01-01', next: firstNumber }]),
  )
  await seedQuality(ctx, staff.find(({ role }) => role === 'grid_worker')?.person.id ?? worker.id)
  const access = await accountRows(ctx, towns, street, staff, known, since)
  for (const table of ['account', 'roleHolding', 'familyRight', 'duty'] as const)
    await insertRows(db, table, access[table])
  const [first] = towns
  if (first)
    await seedDuty(
      ctx,
      {
        street: street.id,
        community: first.community.area.id,
        grid: first.community.areas.find(({ kind }) => kind === 'grid')?.id ?? first.community.area.id,
        buildings: first.community.areas.filter(({ kind }) => kind === 'building').map(({ id }) => id),
      },
      (username) => staff.find((one) => one.username === username)?.person.id ?? '',
    )
  if (first) await seedCalls(ctx, first, draw, staff, size === 'full' ? 24 : 3)
  await db
    .updateTable('tenant')
    .set({ brand: JSON.stringify({ demoAccounts: access.shown }) })
    .where('id', '=', tenantId)
    .execute()
  if (towns[0]) await seedRewards(ctx, towns[0], { worker, today, services })
  if (size !== 'full' || !towns[0]) return
  await seedRecords(ctx, towns[0], worker, staff[3]!.person)
  await seedTraining(ctx, towns[0], worker)
  await seedProtection(ctx, towns[0], worker)
}

/** Jobs and marks of the past, as the volunteers' own counters keep them. */
const countJobs = async (ctx: Context, { force }: Town) => {
  for (const one of force.volunteers.filter((each) => each.jobs > 0))
    await ctx.db
      .updateTable('volunteer')
      .set({ jobsDone: one.jobs, ratingSum: one.ratingSum, ratingCount: one.ratingCount })
      .where('tenantId', '=', ctx.tenantId)
      .where('id', '=', one.id)
      .execute()
}
