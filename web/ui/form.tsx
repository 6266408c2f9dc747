// A form with its error summary: focus goes there, each line leads to its field, what the server refused stands on top.
import { useRef } from 'react'
import type { ReactNode, RefObject } from 'react'
import type * as z from 'zod/mini'
import { FormScope, useForm } from '../kit/form.tsx'
import type { FormOptions, FormState } from '../kit/form.tsx'
import { useText } from '../kit/text.ts'
import { Icon } from './icon.tsx'
import { RefusalLines } from './refusal.tsx'
import { uiText } from './text.ts'

const ErrorSummary = ({
  form,
  place,
}: {
  readonly form: FormState
  readonly place: RefObject<HTMLDivElement | null>
}) => {
  const t = useText(uiText)
  if (form.faults.length === 0 && form.refused === undefined) return null
  return (
    <div className="lb-summary" role="alert" tabIndex={-1} ref={place}>
      {form.refused !== undefined && <RefusalLines error={form.refused} />}
      {form.faults.length > 0 && (
        <>
          <h2>
            <Icon name="warn" size="sm" />
            {t.lookAt(form.faults.length)}
          </h2>
          <ul>
            {form.faults.map(({ name, message }) => (
              <li key={name}>
                <a
                  href={`#${form.id}-${name}`}
                  onClick={(event) => {
                    event.preventDefault()
                    const target = document.getElementById(`${form.id}-${name}`)
                    target?.focus()
                    target?.scrollIntoView({ block: 'center' })
                  }}
                >
                  {message}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

type Props<S extends z.ZodMiniType> = FormOptions<S> & {
  readonly label?: string | undefined
  /** Fields and the main button; given the state when the button wants to show it is busy. */
  readonly children: ReactNode | ((form: FormState) => ReactNode)
}

export const Form = <S extends z.ZodMiniType>({ label, children, ...options }: Props<S>) => {
  const ref = useRef<HTMLFormElement>(null)
  const summaryRef = useRef<HTMLDivElement>(null)
  const form = useForm(options, { ref, summaryRef })
  return (
    <FormScope.Provider value={form}>
      <form
        className="lb-form"
        ref={ref}
        id={form.id}
        aria-label={label}
        noValidate
        onSubmit={form.submit}
        onInput={form.remember}
        onChange={form.remember}
      >
        <ErrorSummary form={form} place={summaryRef} />
        {typeof children === 'function' ? children(form) : children}
      </form>
    </FormScope.Provider>
  )
}
