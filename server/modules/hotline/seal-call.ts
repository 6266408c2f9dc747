// How the number of a call lies in the database: sealed, found by the whole or the last four, with a mask to show.
import type { Context } from '../../kit/context.ts'
import { maskPhone, plainPhone } from '../people/service.ts'

type Sealing = Pick<Context, 'kit' | 'tenantId'>

const plain = (text: string): string => plainPhone(text)

export const numberColumns = ({ kit: { vault }, tenantId }: Sealing, number: string | undefined) => {
  if (number === undefined) return { numberSealed: null, numberHash: null, numberLast4Hash: null, numberMasked: null }
  const digits = plain(number)
  return {
    numberSealed: vault.seal(tenantId, 'call.number', digits),
    numberHash: vault.find(tenantId, 'call.number', digits),
    numberLast4Hash: vault.find(tenantId, 'call.number_last4', digits.slice(-4)),
    numberMasked: maskPhone(digits),
  }
}

export const numberHashes = ({ kit: { vault }, tenantId }: Sealing, number: string): string[] =>
  vault.finds(tenantId, 'call.number', plain(number))

/** A whole number, or its last four. */
export const searchHashes = (ctx: Sealing, typed: string): string[] => {
  const digits = plain(typed)
  return digits.length === 4 ? ctx.kit.vault.finds(ctx.tenantId, 'call.number_last4', digits) : numberHashes(ctx, typed)
}

export const openNumber = ({ kit: { vault }, tenantId }: Sealing, sealed: string): string =>
  vault.open(tenantId, 'call.number', sealed)

export const returnColumns = ({ kit: { vault }, tenantId }: Sealing, number: string) => {
  const digits = plain(number)
  return {
    numberSealed: vault.seal(tenantId, 'return_call.number', digits),
    numberHash: vault.find(tenantId, 'call.number', digits),
    numberMasked: maskPhone(digits),
  }
}
export const openReturnNumber = ({ kit: { vault }, tenantId }: Sealing, sealed: string): string =>
  vault.open(tenantId, 'return_call.number', sealed)

export const sealLink = ({ kit: { vault }, tenantId }: Sealing, url: string): string =>
  vault.seal(tenantId, 'call_recording.link', url)
export const openLink = ({ kit: { vault }, tenantId }: Sealing, sealed: string): string =>
  vault.open(tenantId, 'call_recording.link', sealed)
