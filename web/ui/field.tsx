// One question: label above, hint under the label, fault under the field, linked for those who listen.
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react'
import { useField } from '../kit/form.tsx'
import { useText } from '../kit/text.ts'
import { Icon } from './icon.tsx'
import { uiText } from './text.ts'
import './field.css'

type Question = {
  readonly name: string
  readonly label: ReactNode
  readonly hint?: ReactNode | undefined
  /** Says （可不填） beside the label. */
  readonly optional?: boolean | undefined
  /** Seen only by those who listen; for a search box whose place says it. */
  readonly hideLabel?: boolean | undefined
}

type Linked = ReturnType<typeof useField>
const describe = ({ hintId, faultId, fault }: Linked, hint: ReactNode) => {
  const ids = [hint ? hintId : '', fault ? faultId : ''].filter(Boolean).join(' ')
  return { 'aria-describedby': ids || undefined, 'aria-invalid': fault ? (true as const) : undefined }
}

const Frame = ({
  field,
  label,
  hint,
  optional,
  hideLabel,
  children,
}: Omit<Question, 'name'> & { readonly field: Linked; readonly children: ReactNode }) => {
  const t = useText(uiText)
  return (
    <div className="lb-field" data-fault={field.fault ? '' : undefined}>
      <label htmlFor={field.id} className={hideLabel ? 'lb-sr' : 'lb-field-label'}>
        {label}
        {optional && <span className="lb-optional">{t.optional}</span>}
      </label>
      {hint && (
        <p id={field.hintId} className="lb-field-hint">
          {hint}
        </p>
      )}
      {children}
      <Fault id={field.faultId} text={field.fault} />
    </div>
  )
}

export const Fault = ({ id, text }: { readonly id?: string | undefined; readonly text: string | undefined }) =>
  text ? (
    <p id={id} className="lb-fault">
      <Icon name="warn" size="sm" />
      {text}
    </p>
  ) : null

type Native<T> = Omit<T, 'name' | 'id' | 'className' | 'defaultValue'>

/** Input text is never under 16 px. `kind` gives the value its type: number, moment (datetime-local in the community's time zone). */
export const TextField = ({
  name,
  label,
  hint,
  optional,
  hideLabel,
  kind,
  before,
  after,
  ...input
}: Question &
  Native<InputHTMLAttributes<HTMLInputElement>> & {
    readonly kind?: 'number' | 'moment' | 'text' | undefined
    readonly before?: ReactNode | undefined
    readonly after?: ReactNode | undefined
  }) => {
  const field = useField(name)
  return (
    <Frame {...{ field, label, hint, optional, hideLabel }}>
      <span className="lb-input-row">
        {before && <span className="lb-input-edge">{before}</span>}
        <input
          className="lb-input"
          id={field.id}
          name={name}
          type="text"
          data-kind={kind}
          defaultValue={input.value === undefined && typeof field.known === 'string' ? field.known : undefined}
          {...describe(field, hint)}
          {...input}
        />
        {after && <span className="lb-input-edge">{after}</span>}
      </span>
    </Frame>
  )
}

/** Several lines; `tools` (speak, photo) sit inside the box under the text. */
export const TextArea = ({
  name,
  label,
  hint,
  optional,
  hideLabel,
  tools,
  rows = 3,
  ...input
}: Question & Native<TextareaHTMLAttributes<HTMLTextAreaElement>> & { readonly tools?: ReactNode | undefined }) => {
  const field = useField(name)
  return (
    <Frame {...{ field, label, hint, optional, hideLabel }}>
      <span className="lb-area" data-tools={tools ? '' : undefined}>
        <textarea
          className="lb-area-text"
          id={field.id}
          name={name}
          rows={rows}
          defaultValue={input.value === undefined && typeof field.known === 'string' ? field.known : undefined}
          {...describe(field, hint)}
          {...input}
        />
        {tools && <span className="lb-area-tools">{tools}</span>}
      </span>
    </Frame>
  )
}

/** A native list; on the phone only for eight options and more. */
export const Select = ({
  name,
  label,
  hint,
  optional,
  hideLabel,
  children,
  ...input
}: Question & Native<SelectHTMLAttributes<HTMLSelectElement>>) => {
  const field = useField(name)
  return (
    <Frame {...{ field, label, hint, optional, hideLabel }}>
      <span className="lb-select">
        <select
          className="lb-input"
          id={field.id}
          name={name}
          defaultValue={input.value === undefined && typeof field.known === 'string' ? field.known : undefined}
          {...describe(field, hint)}
          {...input}
        >
          {children}
        </select>
        <Icon name="down" size="sm" />
      </span>
    </Frame>
  )
}
