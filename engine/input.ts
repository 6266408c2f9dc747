// Reading a located JSON value as what a command needs; whatever is wrong is refused at its line and column.
import { BadInput, parseLocated } from './located-json.ts'
import type { Located } from './located-json.ts'

export type Id = string | number

export type Input = {
  readonly field: (name: string) => Input
  readonly has: (name: string) => boolean
  readonly names: () => readonly string[]
  readonly items: (length?: number) => readonly Input[]
  readonly number: (low?: number, high?: number) => number
  readonly whole: (low?: number, high?: number) => number
  readonly word: <W extends string>(words: readonly W[]) => W
  readonly id: () => Id
  readonly refuse: (reason: string) => BadInput
}

export const readInput = (text: string): Input => input(text, parseLocated(text), 'the file')

function input(text: string, located: Located, name: string): Input {
  const refuse = (reason: string) => new BadInput(text, located.offset, reason)
  const fields = () => {
    if (located.kind !== 'object') throw refuse(`${name} must be an object`)
    return located.fields
  }
  const number = (low = -Infinity, high = Infinity) => {
    if (located.kind !== 'number') throw refuse(`${name} must be a number`)
    if (located.value < low || located.value > high) throw refuse(`${name} must lie between ${low} and ${high}`)
    return located.value
  }
  return {
    refuse,
    number,
    names: () => [...fields().keys()],
    has: (field) => fields().has(field),
    field: (field) => input(text, fields().get(field) ?? none(refuse(`${name} has no field "${field}"`)), `"${field}"`),
    items: (length) => {
      if (located.kind !== 'array') throw refuse(`${name} must be a list`)
      if (length !== undefined && located.items.length !== length) throw refuse(`${name} must have ${length} values`)
      return located.items.map((item, k) => input(text, item, `value ${k + 1} of ${name}`))
    },
    whole: (low = 0, high = 1e9) => {
      const value = number(low, high)
      if (!Number.isInteger(value)) throw refuse(`${name} must be a whole number`)
      return value
    },
    word: (words) => {
      const found = located.kind === 'string' ? words.find((word) => word === located.value) : undefined
      if (found === undefined) throw refuse(`${name} must be one of ${words.join(', ')}`)
      return found
    },
    id: () => {
      if (located.kind !== 'string' && located.kind !== 'number') throw refuse(`${name} must be a text or a number`)
      return located.value
    },
  }
}

function none(refusal: BadInput): never {
  throw refusal
}
