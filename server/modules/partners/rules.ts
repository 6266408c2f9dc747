// Credit codes of organisations (GB 32100): eighteen signs, the last a check modulo 31.

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

export const isCreditCode = (code: string): boolean => {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return false
  const total = Array.from(code.slice(0, 17)).reduce(
    (sum, sign, place) => sum + alphabet.indexOf(sign) * (3 ** place % 31),
    0,
  )
  return alphabet[(31 - (total % 31)) % 31] === code[17]
}

/** Badges of those who come for organisations; volunteers' have no S. */
export const staffBadge = (count: number): string => `LB-S${String(count).padStart(6, '0')}`
