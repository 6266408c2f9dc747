// Windows over the page on the native <dialog>: a dialog to confirm, a sheet to choose on the phone, a drawer on the desk.
// Browsers without it (Safari before 15.4) get the same element opened as a labelled region that keeps the focus inside.
import { useEffect, useId, useRef } from 'react'
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { useText } from '../kit/text.ts'
import { IconButton } from './button.tsx'
import { uiText } from './text.ts'
import './dialog.css'

const reachable =
  'a[href],button:not([disabled]),input:not([disabled]),select:not([disabled]),textarea:not([disabled]),[tabindex]:not([tabindex="-1"])'

const keepInside = (event: KeyboardEvent<HTMLDialogElement>) => {
  if (event.key !== 'Tab') return
  const stops = Array.from(event.currentTarget.querySelectorAll<HTMLElement>(reachable))
  const first = stops[0]
  const last = stops[stops.length - 1]
  if (event.shiftKey && document.activeElement === first) {
    event.preventDefault()
    last?.focus()
  } else if (!event.shiftKey && document.activeElement === last) {
    event.preventDefault()
    first?.focus()
  }
}

type Props = {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: ReactNode
  readonly kind?: 'dialog' | 'sheet' | 'drawer' | undefined
  /** Stands at the bottom; buttons say the act. */
  readonly actions?: ReactNode | undefined
  readonly children: ReactNode
}

export const Dialog = ({ open, ...rest }: Props) => (open ? <OpenDialog {...rest} /> : null)

const OpenDialog = ({ onClose, title, kind = 'dialog', actions, children }: Omit<Props, 'open'>) => {
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  const t = useText(uiText)

  useEffect(() => {
    const dialog = ref.current
    if (!dialog) return undefined
    const before = document.activeElement
    const native = typeof dialog.showModal === 'function'
    if (native) dialog.showModal()
    else {
      dialog.setAttribute('open', '')
      dialog.dataset.plain = ''
      dialog.querySelector<HTMLElement>(reachable)?.focus()
    }
    document.documentElement.dataset.held = ''
    return () => {
      delete document.documentElement.dataset.held
      if (native) dialog.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])

  const keys = (event: KeyboardEvent<HTMLDialogElement>) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onClose()
    }
    if (ref.current && 'plain' in ref.current.dataset) keepInside(event)
  }
  const outside = (event: MouseEvent<HTMLDialogElement>) => {
    if (event.target === ref.current && kind !== 'dialog') onClose()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a press on the backdrop closes; Escape and the button do the same
    <dialog
      ref={ref}
      className="lb-dialog"
      data-kind={kind}
      // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- Safari before 15.4 does not know the element
      role="dialog"
      aria-modal="true"
      aria-labelledby={id}
      onKeyDown={keys}
      onClick={outside}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className="lb-dialog-box">
        <div className="lb-dialog-head">
          <h2 id={id}>{title}</h2>
          <IconButton icon="x" label={t.close} onClick={onClose} />
        </div>
        <div className="lb-dialog-body">{children}</div>
        {actions && <div className="lb-dialog-acts">{actions}</div>}
      </div>
    </dialog>
  )
}

/** Choosing on the phone: from below, title and close button, no drag needed. */
export const Sheet = (props: Omit<Props, 'kind'>) => <Dialog kind="sheet" {...props} />
/** On the desk: 560 wide at the right, the list stays in place. */
export const Drawer = (props: Omit<Props, 'kind'>) => <Dialog kind="drawer" {...props} />
