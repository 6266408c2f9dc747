// Choosing: full-width rows with radio or box, single boxes, switches, filter chips. Native inputs underneath.
import type { InputHTMLAttributes, ReactNode } from 'react'
import { useField } from '../kit/form.tsx'
import { Fault } from './field.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'
import './choice.css'

export type Option = {
  readonly value: string
  readonly title: ReactNode
  readonly help?: ReactNode | undefined
  readonly icon?: IconName | undefined
  readonly disabled?: boolean | undefined
}

type Native = Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'id' | 'className' | 'type' | 'value' | 'onChange'>

type ListProps = {
  readonly name: string
  /** The question; seen unless `hideLegend`. */
  readonly legend: ReactNode
  readonly hint?: ReactNode | undefined
  readonly hideLegend?: boolean | undefined
  readonly options: readonly Option[]
  /** Several may be chosen: the value is a list. */
  readonly many?: boolean | undefined
  readonly value?: string | undefined
  readonly initial?: string | readonly string[] | undefined
  readonly onChoose?: ((value: string, checked: boolean) => void) | undefined
  /** What belongs to the chosen row: the calendar under 另选一天. */
  readonly under?: Readonly<Record<string, ReactNode>> | undefined
}

export const ChoiceList = ({
  name,
  legend,
  hint,
  hideLegend,
  options,
  many = false,
  value,
  initial,
  onChoose,
  under,
}: ListProps) => {
  const fieldName = many ? `${name}[]` : name
  const field = useField(fieldName)
  const start = field.known ?? initial
  const starts = (one: string) => (Array.isArray(start) ? start.includes(one) : start === one)
  return (
    <fieldset
      className="lb-choices"
      id={field.id}
      tabIndex={-1}
      aria-describedby={field.fault ? field.faultId : hint ? field.hintId : undefined}
    >
      <legend className={hideLegend ? 'lb-sr' : 'lb-field-label'}>{legend}</legend>
      {hint && (
        <p id={field.hintId} className="lb-field-hint">
          {hint}
        </p>
      )}
      {options.map((option) => (
        <div key={option.value}>
          <label className="lb-choice">
            <input
              className="lb-tick"
              type={many ? 'checkbox' : 'radio'}
              name={fieldName}
              value={option.value}
              disabled={option.disabled}
              {...(value === undefined
                ? { defaultChecked: starts(option.value) }
                : { checked: value === option.value })}
              onChange={(event) => onChoose?.(option.value, event.target.checked)}
            />
            <span className="lb-grow">
              <span className="lb-choice-title">{option.title}</span>
              {option.help && <small>{option.help}</small>}
            </span>
            {option.icon && <Icon name={option.icon} size="sm" />}
          </label>
          {under?.[option.value]}
        </div>
      ))}
      <Fault id={field.faultId} text={field.fault} />
    </fieldset>
  )
}

/** One box with a sentence. Without `framed` it stands in a card like a list of things done. */
export const CheckBox = ({
  name,
  value,
  label,
  help,
  framed,
  checked,
  initial,
  onChoose,
  ...rest
}: Native & {
  readonly name: string
  readonly value?: string | undefined
  readonly label: ReactNode
  readonly help?: ReactNode | undefined
  readonly framed?: boolean | undefined
  readonly checked?: boolean | undefined
  readonly initial?: boolean | undefined
  readonly onChoose?: ((checked: boolean) => void) | undefined
}) => {
  const field = useField(name)
  const known =
    typeof field.known === 'boolean'
      ? field.known
      : Array.isArray(field.known)
        ? field.known.includes(value ?? '')
        : initial
  const id = value === undefined ? field.id : `${field.id}-${value}`
  return (
    <div>
      <label className={framed ? 'lb-choice' : 'lb-check'} htmlFor={id}>
        <input
          className="lb-tick"
          type="checkbox"
          id={id}
          name={name}
          value={value ?? 'true'}
          aria-describedby={field.fault ? field.faultId : undefined}
          {...(checked === undefined ? { defaultChecked: known } : { checked })}
          onChange={(event) => onChoose?.(event.target.checked)}
          {...rest}
        />
        <span className="lb-grow">
          <span className="lb-choice-title">{label}</span>
          {help && <small>{help}</small>}
        </span>
      </label>
      <Fault id={field.faultId} text={field.fault} />
    </div>
  )
}

/** On or off at once, without sending: 我现在有空. */
export const Switch = ({
  label,
  on,
  busy,
  onSwitch,
}: {
  readonly label: string
  readonly on: boolean
  readonly busy?: boolean | undefined
  readonly onSwitch: (on: boolean) => void
}) => (
  <button
    className="lb-switch"
    type="button"
    role="switch"
    aria-checked={on}
    aria-label={label}
    aria-busy={busy || undefined}
    onClick={() => !busy && onSwitch(!on)}
  >
    <span aria-hidden="true" />
  </button>
)

/** Filters as chips; pressed ones carry a tick. */
export const FilterChips = ({
  label,
  options,
  chosen,
  onChoose,
}: {
  readonly label: string
  readonly options: readonly {
    readonly value: string
    readonly title: ReactNode
    readonly count?: number | undefined
  }[]
  readonly chosen: readonly string[]
  readonly onChoose: (value: string) => void
}) => (
  <div className="lb-filters" role="group" aria-label={label}>
    {options.map(({ value, title, count }) => (
      <button
        key={value}
        type="button"
        className="lb-pill"
        aria-pressed={chosen.includes(value)}
        onClick={() => onChoose(value)}
      >
        {chosen.includes(value) && <Icon name="check" size="sm" />}
        {title}
        {count !== undefined && <b className="lb-num">{count}</b>}
      </button>
    ))}
  </div>
)
