// 读给我听: reads the page as one would to a neighbour, marks the sentence being read, stops at any touch, never starts alone.
import { useEffect, useRef, useState } from 'react'
import { canRead, readAloud, sentencesOf } from '../kit/speech.ts'
import type { Reading } from '../kit/speech.ts'
import { useText } from '../kit/text.ts'
import { IconButton, Pill } from './button.tsx'
import { uiText } from './text.ts'
import './voice.css'

type Sentence = { readonly text: string; readonly range?: Range | undefined }

const spoken = 'h1,h2,h3,p,li,dt,dd,legend,label,button,a,small,[data-speak]'

const rangeIn = (node: Element, from: number, to: number): Range | undefined => {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  let passed = 0
  let started = false
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const length = text.textContent?.length ?? 0
    if (!started && from < passed + length) {
      range.setStart(text, from - passed)
      started = true
    }
    if (started && to <= passed + length) {
      range.setEnd(text, to - passed)
      return range
    }
    passed += length
  }
  return undefined
}

/** Title, then what is on the page in its order; a block inside another block is read once. */
export const sentencesOn = (page: Element): readonly Sentence[] => {
  const found: Sentence[] = []
  for (const block of Array.from(page.querySelectorAll(spoken))) {
    if (block.closest('[aria-hidden="true"],[hidden],.lb-sr') || block.querySelector(spoken)) continue
    const text = block.textContent ?? ''
    for (const { from, to } of sentencesOf(text)) {
      const range = rangeIn(block, from, to)
      found.push({ text: text.slice(from, to).trim(), ...(range && { range }) })
    }
  }
  return found
}

const mark = (layer: HTMLElement, range: Range | undefined) => {
  layer.replaceChildren()
  if (!range) return
  for (const { left, top, width, height } of Array.from(range.getClientRects())) {
    const box = document.createElement('i')
    box.className = 'lb-reading-mark'
    Object.assign(box.style, {
      left: `${left + scrollX}px`,
      top: `${top + scrollY}px`,
      width: `${width}px`,
      height: `${height}px`,
    })
    layer.append(box)
  }
  range.startContainer.parentElement?.scrollIntoView({ block: 'center' })
}

export const ReadAloud = ({ look = 'pill' }: { readonly look?: 'pill' | 'icon' | undefined }) => {
  const t = useText(uiText)
  const [on, setOn] = useState(false)
  const reading = useRef<Reading>(undefined)
  useEffect(() => () => reading.current?.stop(), [])

  const start = () => {
    const page = document.querySelector('main')
    if (!page) return
    const layer = document.createElement('div')
    layer.setAttribute('aria-hidden', 'true')
    document.body.append(layer)
    const sentences = sentencesOn(page)
    const touch = () => reading.current?.stop()
    setOn(true)
    reading.current = readAloud(
      sentences.map(({ text }) => text),
      (index) => mark(layer, sentences[index]?.range),
      () => {
        layer.remove()
        removeEventListener('pointerdown', touch, true)
        removeEventListener('keydown', touch, true)
        setOn(false)
      },
    )
    setTimeout(() => {
      addEventListener('pointerdown', touch, true)
      addEventListener('keydown', touch, true)
    })
  }
  if (!canRead()) return null
  // pressing it again is a touch like any other: the listener above stops the reading first
  const press = () => (on ? undefined : start())
  return look === 'icon' ? (
    <IconButton icon={on ? 'stop' : 'speaker'} label={on ? t.stopReading : t.readToMe} onClick={press} />
  ) : (
    <Pill icon={on ? 'stop' : 'speaker'} kind="soft" onClick={press}>
      {on ? t.stopReading : t.readToMe}
    </Pill>
  )
}
