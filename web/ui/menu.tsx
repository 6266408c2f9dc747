// A small menu under a button, on the native <details>: closes by Escape, by a press elsewhere, after a choice.
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import './menu.css'

export const Menu = ({
  label,
  button,
  end,
  children,
}: {
  /** Said before what the button shows. */
  readonly label: string
  readonly button: ReactNode
  readonly end?: boolean
  readonly children: ReactNode
}) => {
  const ref = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = () => ref.current?.removeAttribute('open')
    const outside = (event: Event) => {
      if (ref.current?.open && !ref.current.contains(event.target as Node)) close()
    }
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !ref.current?.open) return
      close()
      ref.current.querySelector('summary')?.focus()
    }
    addEventListener('pointerdown', outside)
    addEventListener('keydown', escape)
    return () => {
      removeEventListener('pointerdown', outside)
      removeEventListener('keydown', escape)
    }
  }, [])
  return (
    <details className="lb-menu" ref={ref} data-end={end ? '' : undefined}>
      <summary>
        <span className="lb-sr">{label}</span>
        {button}
      </summary>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- closes after a choice made inside by any means */}
      <div className="lb-menu-box" onClick={() => ref.current?.removeAttribute('open')}>
        {children}
      </div>
    </details>
  )
}
