// Forms that keep what was typed: native inputs, the contract's schema, faults beside their fields, a draft that survives.
import { createContext, useCallback, useContext, useEffect, useId, useState } from 'react'
import type { FormEvent, RefObject } from 'react'
import type * as z from 'zod/mini'
import { forgetDraft, keepDraft, readDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import { faultText } from './fault.ts'
import { draftOf, fill, valuesOf } from './form-values.ts'
import { preference } from './preference.ts'
import { Refused } from './refused.ts'

export type Fault = { readonly name: string; readonly message: string }

export type FormOptions<S extends z.ZodMiniType> = {
  readonly schema: S
  /** For a button outside the form: `<Button type="submit" form="ask">` in the foot of the page. */
  readonly id?: string | undefined
  /** Keeps what was typed under this name until it is sent; leave out where nothing may stay on the phone (codes, passwords). */
  readonly draft?: string | undefined
  /** What we know already; a draft wins. Names as in the inputs: `window.from`. */
  readonly initial?: Draft | undefined
  /** Adds what no input holds before the schema looks at it. */
  readonly complete?: ((values: Record<string, unknown>) => unknown) | undefined
  readonly onSend: (value: z.output<S>) => Promise<unknown> | void
  /** Own words for a fault: `(name, code) => '手机号少了 1 位，请再看看'`. */
  readonly explain?: ((name: string, code: string) => string | undefined) | undefined
}

export type FormState = {
  readonly id: string
  readonly faults: readonly Fault[]
  readonly refused: unknown
  readonly busy: boolean
  readonly initial: Draft
  readonly submit: (event?: FormEvent) => void
  readonly remember: () => void
}

export const FormScope = createContext<FormState | undefined>(undefined)

const nameOf = (path: readonly PropertyKey[] | string): string =>
  typeof path === 'string' ? path : path.map(String).join('.')

/** A fault of `window.from` belongs to the field `window.from`, or to `window` when only that exists. */
const home = (form: HTMLFormElement, name: string): string => {
  const names = new Set(Array.from(form.elements, (one) => (one as HTMLInputElement).name?.replace(/\[\]$/, '')))
  let parts = name.split('.')
  while (parts.length > 1 && !names.has(parts.join('.'))) parts = parts.slice(0, -1)
  return parts.join('.')
}

type FormParts = {
  readonly ref: RefObject<HTMLFormElement | null>
  readonly summaryRef: RefObject<HTMLDivElement | null>
}

export const useForm = <S extends z.ZodMiniType>(
  { id, schema, draft, initial, complete, onSend, explain }: FormOptions<S>,
  { ref, summaryRef }: FormParts,
): FormState => {
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const [refused, setRefused] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const made = useId().replace(/:/g, '')
  const [start] = useState<Draft>(() => ({ ...initial, ...(draft ? readDraft(draft) : undefined) }))

  useEffect(() => {
    if (ref.current) fill(ref.current, start)
  }, [ref, start])

  const remember = useCallback(() => {
    if (draft && ref.current) keepDraft(draft, draftOf(ref.current))
  }, [draft, ref])

  const show = (next: readonly Fault[], problem?: unknown) => {
    setFaults(next)
    setRefused(problem)
    if (next.length > 0 || problem !== undefined) requestAnimationFrame(() => summaryRef.current?.focus())
  }

  const send = async (form: HTMLFormElement) => {
    const values = valuesOf(form)
    const read = schema.safeParse(complete ? complete(values) : values)
    if (!read.success) {
      const seen = new Map<string, Fault>()
      for (const issue of read.error.issues) {
        const name = home(form, nameOf(issue.path))
        if (!seen.has(name))
          seen.set(name, { name, message: explain?.(name, issue.code) ?? faultText(issue, preference().locale) })
      }
      return show([...seen.values()])
    }
    setBusy(true)
    try {
      await onSend(read.data as z.output<S>)
      if (draft) forgetDraft(draft)
      show([])
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      show(
        error.issues.map(({ path, message }) => ({ name: home(form, nameOf(path)), message })),
        error,
      )
    } finally {
      setBusy(false)
    }
  }

  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (!busy && ref.current) void send(ref.current)
  }
  return { id: id ?? made, faults, refused, busy, initial: start, submit, remember }
}

/** What an input needs to belong to its form: id, name, fault, what was typed before. */
export const useField = (name: string) => {
  const form = useContext(FormScope)
  const own = useId().replace(/:/g, '')
  const plain = name.replace(/\[\]$/, '')
  const id = `${form?.id ?? own}-${plain}`
  const fault = form?.faults.find((one) => one.name === plain)?.message
  return { id, name, fault, hintId: `${id}-hint`, faultId: `${id}-fault`, known: form?.initial[name] }
}
