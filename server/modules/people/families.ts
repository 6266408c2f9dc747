// Family rights: what a person lets somebody of the family do. Granted by the person, recorded by staff, ended by the person.
import type * as contract from '@linbang/contract/people'
import type { Input, Output } from '@linbang/contract/endpoint'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, type PersonActor } from '../../kit/context.ts'
import { ensure, found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { personByPhone } from './enter-person.ts'
import { endRight, insertRight, rightsGrantedBy, rightsHeldBy } from './family-queries.ts'
import { briefs, personOf, reachesPerson, samePerson } from './know-person.ts'

type Shown = Output<typeof contract.grantFamilyRight>
type Granted = Input<typeof contract.grantFamilyRight>['body']

const self = ({ actor }: Context): PersonActor => {
  ensure(actor.kind === 'person', 'auth.required')
  return actor
}

/** Somebody we do not know yet by that number becomes a person, so that the right is there when they sign in. */
const grant = async (ctx: Context, personId: string, given: Granted, via: string): Promise<string> => {
  const { phone, callName, relation, mayAsk, maySee } = given
  const { personId: familyPersonId } = await personByPhone(ctx, phone, { name: callName, callName })
  const theirs = await samePerson(ctx, personId)
  ensure(!theirs.includes(familyPersonId), 'family.self')
  const id = newId()
  await insertRight(ctx, {
    id,
    personId,
    familyPersonId,
    relation,
    mayAsk,
    maySee,
    grantedVia: via,
    recordedBy: self(ctx).personId,
  })
  return id
}

export const familiesOf = async (ctx: Context, personId: string): Promise<Shown[]> =>
  rightsGrantedBy(ctx, await samePerson(ctx, personId))

export const grantFamilyRight = (ctx: Context, given: Granted): Promise<Shown> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = self(ctx)
    const id = await grant(ctx, personId, given, 'self')
    return found((await familiesOf(ctx, personId)).find((right) => right.id === id))
  })

export const recordFamilyRight = (
  ctx: Context,
  personId: string,
  { evidence, ...given }: Granted & { readonly evidence: string },
): Promise<string> =>
  inTransaction(ctx, async (ctx) => {
    ensure(await reachesPerson(ctx, personId, 'people.manage'), 'not_found')
    const { id, areaPath } = await personOf(ctx, personId)
    const rightId = await grant(ctx, id, given, evidence)
    await recordAudit(ctx, {
      act: 'family_right.recorded',
      subjectKind: 'person',
      subjectId: id,
      areaPath,
      detail: { rightId, relation: given.relation, evidence },
    })
    return personId
  })

export const listMyFamily = async (ctx: Context): Promise<Output<typeof contract.listMyFamily>> => ({
  items: await familiesOf(ctx, self(ctx).personId),
})

export const endFamilyRight = (ctx: Context, rightId: string): Promise<Record<string, never>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = self(ctx)
    found(await endRight(ctx, rightId, await samePerson(ctx, personId)))
    await recordAudit(ctx, {
      act: 'family_right.ended',
      subjectKind: 'person',
      subjectId: personId,
      detail: { rightId },
    })
    return {}
  })

type ActsFor = {
  readonly personId: string
  readonly callName: string
  readonly relation: string
  readonly mayAsk: boolean
  readonly maySee: boolean
}

/** For whom somebody may act, as those people allow it now. */
export const actsFor = async (ctx: Context, personId: string): Promise<ActsFor[]> => {
  const held = await rightsHeldBy(ctx, await samePerson(ctx, personId))
  const people = await briefs(
    ctx,
    held.map((right) => right.personId),
  )
  return held.flatMap(({ relation, mayAsk, maySee, personId: asked }) => {
    const person = people.get(asked)
    return person ? [{ personId: person.id, callName: person.callName, relation, mayAsk, maySee }] : []
  })
}
