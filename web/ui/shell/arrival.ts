// Arriving on a page: its title in the window, the focus on its heading, the top of the page unless one came back.
import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { textNow } from '../../kit/text.ts'
import { uiText } from '../text.ts'

let first = true
let cameBack = false
globalThis.addEventListener?.('popstate', () => {
  cameBack = true
})

/** For the page's `h1` (with tabIndex -1). The very first page keeps the focus where the browser put it. */
export const useArrival = (title: string): RefObject<HTMLHeadingElement | null> => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · ${textNow(uiText).brand}`
  }, [title])
  useEffect(() => {
    if (!cameBack) scrollTo(0, 0)
    if (!first) heading.current?.focus({ preventScroll: true })
    first = false
    cameBack = false
  }, [])
  return heading
}
