// Finding one of many by typing: a box with the answers under it; ↑ ↓ walk, Enter takes, Escape empties. Nothing covers what is below.
import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { Icon } from '../../../ui/icon.tsx'
import './pick-list.css'

type Props<T> = {
  readonly label: string
  readonly hint?: string | undefined
  readonly placeholder?: string | undefined
  readonly words: string
  readonly onWords: (words: string) => void
  readonly items: readonly T[]
  readonly keyOf: (item: T) => string
  readonly onPick: (item: T) => void
  /** The page opens with the cursor here. */
  readonly first?: boolean | undefined
  readonly inputMode?: 'text' | 'search' | 'tel' | undefined
  /** Said under the box when nothing is found. */
  readonly none?: ReactNode
  readonly busy?: boolean | undefined
  readonly children: (item: T) => ReactNode
}

const walk = (now: number, key: string, count: number): number =>
  key === 'ArrowDown' ? Math.min(count - 1, now + 1) : Math.max(0, now - 1)

export const PickList = <T,>(props: Props<T>) => {
  const { label, hint, words, onWords, items, keyOf, onPick, none, busy, children } = props
  const id = useId()
  const [at, setAt] = useState(0)
  const box = useRef<HTMLInputElement>(null)
  const { first } = props
  useEffect(() => {
    // after the page has announced itself by its heading
    const timer = first ? setTimeout(() => box.current?.focus(), 60) : undefined
    return () => clearTimeout(timer)
  }, [first])
  const place = Math.min(at, items.length - 1)
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const chosen = items[place]
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const next = walk(place, event.key, items.length)
      setAt(next)
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (chosen && !busy) onPick(chosen)
    } else if (event.key === 'Escape' && words !== '') {
      event.preventDefault()
      event.stopPropagation()
      onWords('')
    }
  }
  const open = items.length > 0
  return (
    <div className="lb-field">
      <label htmlFor={id} className="lb-field-label">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="lb-field-hint">
          {hint}
        </p>
      )}
      <span className="lb-pick-box">
        <Icon name="search" size="sm" />
        <input
          ref={box}
          id={id}
          className="lb-input"
          type="text"
          role="combobox"
          autoComplete="off"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-describedby={hint ? `${id}-hint` : undefined}
          aria-activedescendant={open ? `${id}-${place}` : undefined}
          placeholder={props.placeholder}
          inputMode={props.inputMode}
          value={words}
          onChange={(event) => {
            setAt(0)
            onWords(event.target.value)
          }}
          onKeyDown={keys}
        />
      </span>
      {open ? (
        <div id={`${id}-list`} className="lb-pick-list" role="listbox" aria-label={label} tabIndex={-1}>
          {items.map((item, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are heard by the box that owns the list
            <div
              key={keyOf(item)}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === place}
              tabIndex={-1}
              onClick={() => onPick(item)}
            >
              {children(item)}
            </div>
          ))}
        </div>
      ) : (
        none && (
          <div className="lb-pick-none" role="status">
            {none}
          </div>
        )
      )}
    </div>
  )
}
