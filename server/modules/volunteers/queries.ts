// SQL about registrations: the row of a volunteer, where it stands, and its counters. Times and papers have files of their own.
import { type Insertable, sql, type Updateable } from 'kysely'
import type { Context } from '../../kit/context.ts'
import type { Tables } from '../../kit/db.ts'

const columns = [
  'id',
  'personId',
  'number',
  'class',
  'state',
  'organisationId',
  'guardianPersonId',
  'guardianAgreedAt',
  'about',
  'appliedAt',
  'reviewReason',
  'freeUntil',
  'awayFrom',
  'awayTo',
  'asksADay',
  'jobsDone',
  'ratingSum',
  'ratingCount',
  'version',
] as const

const volunteers = ({ db, tenantId }: Context) =>
  db.selectFrom('volunteer').select(columns).where('tenantId', '=', tenantId)

export type VolunteerRecord = NonNullable<Awaited<ReturnType<typeof volunteerById>>>

export const volunteerById = (ctx: Context, id: string) => volunteers(ctx).where('id', '=', id).executeTakeFirst()

/** Held until the transaction ends. */
export const lockVolunteer = (ctx: Context, id: string) =>
  volunteers(ctx).where('id', '=', id).forUpdate().executeTakeFirst()

/** Of somebody entered twice, the registration that counts: one that was approved before one that was not. */
export const volunteerOf = (ctx: Context, personIds: readonly string[]) =>
  volunteers(ctx)
    .where('personId', 'in', [...personIds])
    .orderBy(sql`state in ('approved', 'paused') desc, applied_at`)
    .executeTakeFirst()

export const volunteerByNumber = (ctx: Context, number: string) =>
  volunteers(ctx).where('number', '=', number).executeTakeFirst()

/** False when the number is taken; two registrations of one person at once wait for each other and the second is refused. */
export const insertVolunteer = async (
  { db, tenantId }: Context,
  row: Omit<Insertable<Tables['volunteer']>, 'tenantId'>,
): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('volunteer')
    .values({ ...row, tenantId })
    .onConflict((conflict) => conflict.constraint('volunteer_number').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export const updateVolunteer = async (
  { db, tenantId }: Context,
  id: string,
  change: Updateable<Tables['volunteer']>,
): Promise<void> => {
  await db
    .updateTable('volunteer')
    .set({ ...change })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

/** Counters do not raise the version: nobody's form is stale because a job was done. */
export const addToCounters = async (
  { db, tenantId }: Context,
  id: string,
  { jobs = 0, satisfaction }: { readonly jobs?: number; readonly satisfaction?: number },
): Promise<void> => {
  await db
    .updateTable('volunteer')
    .set((eb) => ({
      jobsDone: eb('jobsDone', '+', jobs),
      ratingSum: eb('ratingSum', '+', satisfaction ?? 0),
      ratingCount: eb('ratingCount', '+', satisfaction === undefined ? 0 : 1),
    }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

/** A visit this person has promised or is at. */
export const hasOpenVisit = async ({ db, tenantId }: Context, personIds: readonly string[]): Promise<boolean> => {
  const row = await db
    .selectFrom('visitPerson')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('personId', 'in', [...personIds])
    .where('state', 'in', ['planned', 'set_out', 'on_site', 'finished'])
    .executeTakeFirst()
  return row !== undefined
}

/** Two people hold the lock while one of them is registered, so that one person is registered once. */
export const holdPerson = async ({ db, tenantId }: Context, personId: string): Promise<void> => {
  await db
    .selectFrom('person')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('id', '=', personId)
    .forUpdate()
    .execute()
}

export const insertBlock = async ({ db, tenantId, now }: Context, personId: string, blockedPersonId: string) => {
  await db
    .insertInto('personBlock')
    .values({ tenantId, personId, blockedPersonId, madeBy: personId, madeAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export const deleteBlock = async (
  { db, tenantId }: Context,
  personIds: readonly string[],
  blocked: readonly string[],
) => {
  await db
    .deleteFrom('personBlock')
    .where('tenantId', '=', tenantId)
    .where('personId', 'in', [...personIds])
    .where('blockedPersonId', 'in', [...blocked])
    .execute()
}

export const blockBetween = async ({ db, tenantId }: Context, some: readonly string[], others: readonly string[]) => {
  const [a, b] = [[...some], [...others]]
  const row = await db
    .selectFrom('personBlock')
    .select('personId')
    .where('tenantId', '=', tenantId)
    .where((eb) =>
      eb.or([
        eb.and([eb('personId', 'in', a), eb('blockedPersonId', 'in', b)]),
        eb.and([eb('personId', 'in', b), eb('blockedPersonId', 'in', a)]),
      ]),
    )
    .executeTakeFirst()
  return row !== undefined
}

/** Volunteers whose guardian is one of these people and has agreed. */
export const guardedBy = async ({ db, tenantId }: Context, guardianIds: readonly string[]): Promise<string[]> =>
  (
    await db
      .selectFrom('volunteer')
      .select('id')
      .where('tenantId', '=', tenantId)
      .where('guardianPersonId', 'in', [...guardianIds])
      .where('guardianAgreedAt', 'is not', null)
      .execute()
  ).map(({ id }) => id)

/** The highest lasting star that was granted; stars themselves belong to the records. */
export const starsHeld = async ({ db, tenantId }: Context, personIds: readonly string[]): Promise<number> => {
  const row = await db
    .selectFrom('star')
    .select(({ fn }) => fn.max('stars').as('stars'))
    .where('tenantId', '=', tenantId)
    .where('personId', 'in', [...personIds])
    .where('kind', '=', 'lasting')
    .where('state', '=', 'granted')
    .executeTakeFirst()
  return row?.stars ?? 0
}
