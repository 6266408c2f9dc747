// The keys of the desk, and `?` that shows them.
import { useCallback, useEffect } from 'react'
import { useText } from '../../kit/text.ts'
import { deskText } from '../desk-text.ts'
import { Dialog } from '../dialog.tsx'
import { uiText } from '../text.ts'

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))

/** A key of the desk (`/`, `n`, `?`); never while somebody types or a window is open. */
export const useDeskKey = (key: string, press: () => void) =>
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== key || event.ctrlKey || event.metaKey || event.altKey) return
      if (typing(event.target) || document.querySelector('.lb-dialog')) return
      event.preventDefault()
      press()
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [key, press])

const keys = [
  ['/', 'search'],
  ['N', 'add'],
  ['↑ ↓', 'move'],
  ['Enter', 'open'],
  ['1 2 3', 'assign'],
  ['F8', 'answer'],
  ['F9', 'finish'],
  ['Esc', 'close'],
  ['?', 'help'],
] as const

/** `?` opens it from anywhere, and the menu of the person does. */
export const DeskKeys = ({ open, onShow }: { readonly open: boolean; readonly onShow: (open: boolean) => void }) => {
  const t = useText(uiText)
  const { keyWords } = useText(deskText)
  useDeskKey(
    '?',
    useCallback(() => onShow(true), [onShow]),
  )
  return (
    <Dialog open={open} onClose={() => onShow(false)} title={t.keys}>
      <dl className="lb-keys">
        {keys.map(([key, name]) => (
          <div key={name}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{keyWords[name]}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
