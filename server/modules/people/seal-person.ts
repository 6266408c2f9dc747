// How a person's protected fields lie in the database: sealed, findable by keyed hash, with a mask to show.
import type { Context } from '../../kit/context.ts'
import { maskIdNumber, maskPhone, nameKeys, plainIdNumber, plainPhone } from './rules.ts'

type Sealing = Pick<Context, 'kit' | 'tenantId'>

export const phoneColumns = ({ kit: { vault }, tenantId }: Sealing, phone: string | null) => {
  if (phone === null) return { phoneSealed: null, phoneHash: null, phoneLast4Hash: null, phoneMasked: null }
  const plain = plainPhone(phone)
  return {
    phoneSealed: vault.seal(tenantId, 'person.phone', plain),
    phoneHash: vault.find(tenantId, 'person.phone', plain),
    phoneLast4Hash: vault.find(tenantId, 'person.phone_last4', plain.slice(-4)),
    phoneMasked: maskPhone(plain),
  }
}

export const idNumberColumns = ({ kit: { vault }, tenantId }: Sealing, idNumber: string | null) => {
  if (idNumber === null)
    return { idNumberSealed: null, idNumberHash: null, idNumberLast4Hash: null, idNumberMasked: null }
  const plain = plainIdNumber(idNumber)
  return {
    idNumberSealed: vault.seal(tenantId, 'person.id_number', plain),
    idNumberHash: vault.find(tenantId, 'person.id_number', plain),
    idNumberLast4Hash: vault.find(tenantId, 'person.id_number_last4', plain.slice(-4)),
    idNumberMasked: maskIdNumber(plain),
  }
}

/** `search` becomes a tsvector in the statement that writes it. */
export const nameColumns = (name: string, callName: string) => {
  const { namePinyin, nameInitials, tokens } = nameKeys(name)
  return { name, callName, namePinyin, nameInitials, tokens: [...new Set([...tokens, ...nameKeys(callName).tokens])] }
}

export const phoneHashes = ({ kit: { vault }, tenantId }: Sealing, phone: string): string[] =>
  vault.finds(tenantId, 'person.phone', plainPhone(phone))
export const idNumberHashes = ({ kit: { vault }, tenantId }: Sealing, idNumber: string): string[] =>
  vault.finds(tenantId, 'person.id_number', plainIdNumber(idNumber))
export const lastFourHashes = ({ kit: { vault }, tenantId }: Sealing, four: string): string[] =>
  vault.finds(tenantId, 'person.phone_last4', four)

/** A door is known by its area; who lives behind it is what the seal protects. */
export const doorColumns = ({ kit: { vault }, tenantId }: Sealing, door: { areaId: string; name: string } | null) =>
  door === null
    ? { doorSealed: null, doorHash: null }
    : {
        doorSealed: vault.seal(tenantId, 'household.door', `${door.areaId} ${door.name}`),
        doorHash: vault.find(tenantId, 'household.door', door.areaId),
      }
export const doorHashes = ({ kit: { vault }, tenantId }: Sealing, doorAreaId: string): string[] =>
  vault.finds(tenantId, 'household.door', doorAreaId)

export const openDoor = ({ kit: { vault }, tenantId }: Sealing, sealed: string): { areaId: string; name: string } => {
  const text = vault.open(tenantId, 'household.door', sealed)
  const space = text.indexOf(' ')
  return { areaId: text.slice(0, space), name: text.slice(space + 1) }
}
export const openPhone = ({ kit: { vault }, tenantId }: Sealing, sealed: string): string =>
  vault.open(tenantId, 'person.phone', sealed)
export const openIdNumber = ({ kit: { vault }, tenantId }: Sealing, sealed: string): string =>
  vault.open(tenantId, 'person.id_number', sealed)

export const tagColumns = ({ kit: { vault }, tenantId }: Sealing, tag: string, certificate: string | null) => ({
  tagSealed: vault.seal(tenantId, 'person_tag.tag', tag),
  tagHash: vault.find(tenantId, 'person_tag.tag', tag),
  certificateSealed: certificate === null ? null : vault.seal(tenantId, 'person_tag.certificate', certificate),
})
/** What to look for to find people with one of these statuses. */
export const tagHashes = ({ kit: { vault }, tenantId }: Sealing, tags: readonly string[]): string[] =>
  tags.flatMap((tag) => vault.finds(tenantId, 'person_tag.tag', tag))
export const openTag = ({ kit: { vault }, tenantId }: Sealing, sealed: string): string =>
  vault.open(tenantId, 'person_tag.tag', sealed)
