// 读给我听: reads the page as one would to a neighbour, stops at any touch, never starts by itself.
import { useEffect, useRef, useState } from 'react'
import type { Reading } from '../kit/speech.ts'
import { useText } from '../kit/text.ts'
import { IconButton, Pill } from './button.tsx'
import type { readPage } from './reading.ts'
import { uiText } from './text.ts'

/** Shows nothing where the phone has no voice. Its code comes with the button, since a voice may start only in the press itself. */
export const ReadAloud = ({ look = 'pill' }: { readonly look?: 'pill' | 'icon' | undefined }) => {
  const t = useText(uiText)
  const [on, setOn] = useState(false)
  const reader = useRef<typeof readPage>(undefined)
  const reading = useRef<Reading>(undefined)
  useEffect(() => {
    void import('./reading.ts').then((fetched) => {
      reader.current = fetched.readPage
    })
    return () => reading.current?.stop()
  }, [])

  const press = () => {
    // while it reads, the press itself is the touch that stops it
    if (on || !reader.current) return
    setOn(true)
    reading.current = reader.current(() => setOn(false))
  }
  if (!('speechSynthesis' in globalThis)) return null
  const words = on ? t.stopReading : t.readToMe
  const icon = on ? 'stop' : 'speaker'
  return look === 'icon' ? (
    <IconButton icon={icon} label={words} onClick={press} />
  ) : (
    <Pill icon={icon} kind="soft" onClick={press}>
      {words}
    </Pill>
  )
}
