// Identity numbers with a right check digit in a county that does not exist, and credit codes of organisations that do not.
import type { Draw } from './draw.ts'
import type { Sex } from './names.ts'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** County 999999 has never been given out. */
export const idNumberFor = (person: { readonly bornOn: string; readonly sex: Sex }, draw: Draw): string => {
  const order = draw.between(0, 499) * 2 + (person.sex === 'male' ? 1 : 0)
  const body = `999999${person.bornOn.replaceAll('-', '')}${String(order).padStart(3, '0')}`
  const sum = weights.reduce((total, weight, place) => total + weight * Number(body[place]), 0)
  return body + '10X98765432'[sum % 11]
}

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** GB 32100: eighteen signs, the last a check modulo 31; division 999999. */
export const creditCodeFor = (draw: Draw): string => {
  const body = `92999999${Array.from({ length: 9 }, () => alphabet[draw.between(0, 30)]).join('')}`
  const total = Array.from(body).reduce((value, sign, place) => value + alphabet.indexOf(sign) * (3 ** place % 31), 0)
  return body + alphabet[(31 - (total % 31)) % 31]
}
