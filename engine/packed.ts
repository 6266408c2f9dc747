// Decisions as JSON that loses nothing: typed arrays keep their kind, numbers without end their name. Keys may be put in
// another order on the way (a database does), so comparing goes by value.

const ARRAYS = { Float64Array, Int32Array, Uint8Array } as const
type ArrayName = keyof typeof ARRAYS
const isArrayName = (name: unknown): name is ArrayName => typeof name === 'string' && name in ARRAYS

export const pack = (value: unknown): string => JSON.stringify(value, (_key, one: unknown) => packed(one))

function packed(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return { number: String(value) }
  if (ArrayBuffer.isView(value)) {
    const name = value.constructor.name
    if (isArrayName(name)) return { array: name, of: Array.from(value as Float64Array) }
  }
  return value
}

export const unpack = (text: string): unknown => JSON.parse(text, (_key, one: unknown) => unpacked(one))

function unpacked(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if ('number' in value && typeof value.number === 'string' && Object.keys(value).length === 1)
    return Number(value.number)
  if ('array' in value && 'of' in value && isArrayName(value.array) && Array.isArray(value.of))
    return ARRAYS[value.array].from(value.of as number[])
  return value
}

/** Where two values differ, at most so many places; equal means the same bits (0 and -0 are one). */
export function differences(one: unknown, other: unknown, most = 20): string[] {
  const found: string[] = []
  compare(one, other, '', found, most)
  return found
}

function compare(one: unknown, other: unknown, at: string, found: string[], most: number): void {
  if (found.length >= most || one === other || (Number.isNaN(one) && Number.isNaN(other))) return
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    found.push(`${at || 'all'}: ${JSON.stringify(one)} is now ${JSON.stringify(other)}`)
    return
  }
  const keys = new Set([...Object.keys(one), ...Object.keys(other)])
  for (const key of keys)
    compare(one[key as keyof typeof one], other[key as keyof typeof other], at ? `${at}.${key}` : key, found, most)
}
