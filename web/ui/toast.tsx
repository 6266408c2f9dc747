// One short word after an act, above the bottom bar, with 撤销 where it can be undone. Never the only place of an error.
import { useEffect, useSyncExternalStore } from 'react'
import { useElder } from '../kit/preference.ts'
import { useText } from '../kit/text.ts'
import { Icon } from './icon.tsx'
import { uiText } from './text.ts'
import './toast.css'

type Toast = { readonly id: number; readonly words: string; readonly undo?: (() => void) | undefined }

let shown: Toast | undefined
let count = 0
const watchers = new Set<() => void>()
const show = (next: Toast | undefined) => {
  shown = next
  for (const tell of watchers) tell()
}
const watch = (tell: () => void) => {
  watchers.add(tell)
  return () => watchers.delete(tell)
}

/** `toast('已取消', () => …)`: the second shows 撤销. A new one takes the place of the last. */
export const toast = (words: string, undo?: () => void) => show({ id: (count += 1), words, ...(undo && { undo }) })

/** What follows when a dialog's act is done: one word, and the dialog is gone. */
export const doneIn = (onClose: () => void, words: string) => () => {
  toast(words)
  onClose()
}

export const ToastPlace = () => {
  const current = useSyncExternalStore(
    watch,
    () => shown,
    () => undefined,
  )
  const elder = useElder()
  const t = useText(uiText)
  useEffect(() => {
    if (!current || elder) return undefined
    const timer = setTimeout(() => show(undefined), 6000)
    return () => clearTimeout(timer)
  }, [current, elder])
  return (
    <div className="lb-toast-place" role="status">
      {current && (
        <div className="lb-toast" key={current.id}>
          <Icon name="check" size="sm" />
          <span className="lb-grow">{current.words}</span>
          {current.undo && (
            <button
              type="button"
              onClick={() => {
                current.undo?.()
                show(undefined)
              }}
            >
              {t.undo}
            </button>
          )}
          {elder && (
            <button type="button" onClick={() => show(undefined)}>
              {t.understood}
            </button>
          )}
        </div>
      )}
    </div>
  )
}
