// What roles reach, what a transaction promises, and days by the tenant's clock.
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { afterCommit, heldFor, holds, inTransaction, isUnder, reaches, reachOf } from './context.ts'
import { refusedAs } from './errors.ts'
import { newId } from './ids.ts'
import { freshWorld, person, role } from './testing.ts'
import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  endOfDay,
  momentAt,
  monthOf,
  startOfDay,
  timeOf,
  weekdayOf,
} from './time.ts'

const world = await freshWorld()
afterAll(() => world.close())

test('a role reaches its area and what lies under it, nothing beside or above', () => {
  const operator = person(world.tenantId, { held: [role('operator', 'x.c1')] })
  const reached = ['x.c1', 'x.c1.g2.b3', 'x', 'x.c10', 'x.c2', ''].map((path) =>
    reaches(operator, 'requests.staff', path),
  )
  expect(reached).toEqual([true, true, false, false, false, false])
  expect(isUnder('x.c1', 'x.c1.')).toBe(false)
})

test("another role's permission does not come with it", () => {
  const mixed = person(world.tenantId, {
    held: [role('resident', 'x'), role('operator', 'x.c1'), role('grid_worker', 'x.c1.g1')],
  })
  expect(holds(mixed, 'accounts.manage')).toBe(false)
  expect(reaches(mixed, 'requests.staff', 'x.c2')).toBe(false)
  expect(heldFor(mixed, 'requests.staff').map((held) => held.role)).toEqual(['operator', 'grid_worker'])
  expect(reachOf(mixed, 'requests.staff')).toEqual(['x.c1'])
})

test('a role that wants a second factor is nothing without it', () => {
  const half = person(world.tenantId, {
    held: [role('operator', 'x'), role('grid_worker', 'x.g')],
    secondFactor: false,
  })
  expect(reachOf(half, 'requests.staff')).toEqual(['x.g'])
})

test('the system may, a stranger may not', () => {
  expect(reaches(world.ctx().actor, 'accounts.manage', 'x')).toBe(true)
  expect(holds({ kind: 'anyone', tenantId: world.tenantId }, 'requests.open')).toBe(false)
})

const block = (series: string) => ({ tenantId: world.tenantId, series, day: '2026-11-25', next: 1 })
const blocks = async () =>
  (await world.database.db.selectFrom('numberBlock').select('series').execute()).map((row) => row.series)

test('nested work joins the outer transaction, and what comes after comes once it is committed', async () => {
  const steps: string[] = []
  await inTransaction(world.ctx(), async (outer) => {
    afterCommit(outer, () => steps.push('after'))
    await inTransaction(outer, (inner) => inner.db.insertInto('numberBlock').values(block('joined')).execute())
    expect(await blocks()).not.toContain('joined')
    steps.push('inside')
  })
  expect(steps).toEqual(['inside', 'after'])
  expect(await blocks()).toContain('joined')
})

test('after a rollback nothing comes after', async () => {
  const steps: string[] = []
  const doomed = inTransaction(world.ctx(), async (ctx) => {
    afterCommit(ctx, () => steps.push('after'))
    await ctx.db.insertInto('numberBlock').values(block('doomed')).execute()
    throw new Error('no')
  })
  await expect(doomed).rejects.toThrow('no')
  expect([steps, await blocks()]).toEqual([[], expect.not.arrayContaining(['doomed'])])
})

test('two that wait for each other both come through', async () => {
  const { db } = world.database
  await db
    .insertInto('numberBlock')
    .values([block('left'), block('right')])
    .execute()
  const touch = (first: string, second: string) =>
    inTransaction(world.ctx(), async (ctx) => {
      const add = (series: string) =>
        ctx.db
          .updateTable('numberBlock')
          .set({ next: sql`next + 1` })
          .where('series', '=', series)
          .execute()
      await add(first)
      await new Promise((resolve) => setTimeout(resolve, 60))
      await add(second)
    })
  await Promise.all([touch('left', 'right'), touch('right', 'left')])
  const rows = await db.selectFrom('numberBlock').select('next').where('series', 'in', ['left', 'right']).execute()
  expect(rows.map(({ next }) => next)).toEqual([3, 3])
})

test('a constraint becomes the refusal it stands for, any other error stays what it is', async () => {
  const { db } = world.database
  const tenant = { id: world.tenantId, slug: 'other', nameZh: 'x', nameEn: 'x', createdAt: world.now() }
  const twice = () =>
    refusedAs(
      db
        .insertInto('tenant')
        .values({ ...tenant, slug: 'xinzhu', id: newId() as typeof tenant.id })
        .execute(),
      { tenant_slug_once: 'row.stale' },
    )
  await expect(twice()).rejects.toMatchObject({ code: 'row.stale' })
  await expect(
    refusedAs(db.insertInto('tenant').values(tenant).execute(), { tenant_slug_once: 'row.stale' }),
  ).rejects.toMatchObject({ code: '23505' })
})

test("a day is the tenant's day", () => {
  const zone = 'Asia/Shanghai'
  const late = new Date('2026-11-25T16:30:00Z')
  expect([dayOf(late, zone), timeOf(late, zone), dayOf(late, 'UTC')]).toEqual(['2026-11-26', '00:30', '2026-11-25'])
  expect(startOfDay('2026-11-26', zone).toISOString()).toBe('2026-11-25T16:00:00.000Z')
  expect(endOfDay('2026-11-25', zone)).toEqual(startOfDay('2026-11-26', zone))
  expect(momentAt('2026-11-25', '14:30', zone).toISOString()).toBe('2026-11-25T06:30:00.000Z')
  expect([addDays('2026-02-27', 2), addMonths('2026-01-31', 1), monthOf('2026-11-25')]).toEqual([
    '2026-03-01',
    '2026-02-28',
    '2026-11-01',
  ])
  expect([daysBetween('2026-11-25', '2026-12-25'), weekdayOf('2026-11-25')]).toEqual([30, 3])
  expect(() => startOfDay('2026-13-01', zone)).toThrow('not a day')
})

test('a day of 23 or 25 hours is still one day', () => {
  const hours = (day: string) =>
    (endOfDay(day, 'Europe/Berlin').getTime() - startOfDay(day, 'Europe/Berlin').getTime()) / 3_600_000
  expect([hours('2026-03-29'), hours('2026-10-25')]).toEqual([23, 25])
})
