// Between inputs and values. Names give the shape: `window.from` nests, `skills[]` collects; `data-kind` says number, flag or moment.
import type { Draft } from './draft.ts'
import { momentOf } from './say.ts'

type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
const inputsOf = (form: HTMLFormElement): Input[] =>
  Array.from(form.elements)
    .filter(
      (one): one is Input =>
        one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement || one instanceof HTMLSelectElement,
    )
    .filter((one) => one.name !== '' && !one.disabled)

const checkable = (input: Input): input is HTMLInputElement =>
  input instanceof HTMLInputElement && (input.type === 'checkbox' || input.type === 'radio')

const read = (input: Input): unknown => {
  if (checkable(input) && input.type === 'checkbox' && !input.name.endsWith('[]')) return input.checked
  if (checkable(input) && !input.checked) return undefined
  const text = input.value
  if (text === '' && input.dataset.kind !== 'text') return undefined
  if (input.dataset.kind === 'number') return Number(text)
  if (input.dataset.kind === 'flag') return text === 'true'
  if (input.dataset.kind === 'json') return JSON.parse(text) as unknown
  if (input.dataset.kind === 'moment') return momentOf(text.slice(0, 10), text.slice(11, 16)).toISOString()
  return text
}

const put = (into: Record<string, unknown>, path: readonly string[], value: unknown) => {
  const [first = '', ...rest] = path
  if (rest.length === 0) into[first] = value
  else put((into[first] ??= {}) as Record<string, unknown>, rest, value)
}

export const valuesOf = (form: HTMLFormElement): Record<string, unknown> => {
  const values: Record<string, unknown> = {}
  const lists = new Map<string, unknown[]>()
  for (const input of inputsOf(form)) {
    const value = read(input)
    if (input.name.endsWith('[]')) {
      const list = lists.get(input.name) ?? []
      if (value !== undefined) list.push(value)
      lists.set(input.name, list)
    } else if (value !== undefined) put(values, input.name.split('.'), value)
  }
  for (const [name, list] of lists) put(values, name.slice(0, -2).split('.'), list)
  return values
}

/** As typed, secrets left out. */
export const draftOf = (form: HTMLFormElement): Draft => {
  const draft: Record<string, string | string[] | boolean> = {}
  for (const input of inputsOf(form)) {
    if (
      input instanceof HTMLInputElement &&
      (input.type === 'password' || input.type === 'file' || input.autocomplete === 'one-time-code')
    )
      continue
    if (input.name.endsWith('[]')) {
      const list = (draft[input.name] ??= []) as string[]
      if (!checkable(input) || input.checked) list.push(input.value)
    } else if (checkable(input) && input.type === 'checkbox') draft[input.name] = input.checked
    else if (!checkable(input) || input.checked) draft[input.name] = input.value
  }
  return draft
}

export const fill = (form: HTMLFormElement, draft: Draft) => {
  for (const input of inputsOf(form)) {
    const known = draft[input.name]
    if (known === undefined || (input instanceof HTMLInputElement && input.type === 'file')) continue
    if (!checkable(input)) {
      if (typeof known === 'string') input.value = known
    } else if (typeof known === 'boolean') input.checked = known
    else input.checked = Array.isArray(known) ? known.includes(input.value) : known === input.value
    input.dispatchEvent(new Event('lb-filled', { bubbles: true }))
  }
}
