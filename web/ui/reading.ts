// What 读给我听 does with a page: finds its sentences in reading order, reads them, and marks the one being read.
import { readAloud, sentencesOf } from '../kit/speech.ts'
import type { Reading } from '../kit/speech.ts'

type Sentence = { readonly text: string; readonly range?: Range }

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

/** What is written one way and said another, as the meeting code is: digit by digit. */
const spokenOf = (block: Element, written: string): string =>
  Array.from(block.querySelectorAll('[role="img"][aria-label]')).reduce(
    (said, part) => said.replace(part.textContent || '\0', ` ${part.getAttribute('aria-label')}`),
    written,
  )

/** Title, then what is on the page in its order; a block inside another block is read once. */
const sentencesOn = (parts: readonly Element[]): readonly Sentence[] => {
  const found: Sentence[] = []
  for (const block of parts.flatMap((part) => [
    ...(part.matches('h1') ? [part] : []),
    ...Array.from(part.querySelectorAll(spoken)),
  ])) {
    if (block.closest('[aria-hidden="true"],[hidden],.lb-sr') || block.querySelector(spoken)) continue
    const text = block.textContent ?? ''
    for (const { from, to } of sentencesOf(text)) {
      const range = rangeIn(block, from, to)
      found.push({ text: spokenOf(block, text.slice(from, to).trim()), ...(range && { range }) })
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

/** The title, the page, and what can be pressed at its foot. Any touch or key stops it. */
export const readPage = (onEnd: () => void): Reading => {
  const page = document.querySelector('main')
  const title = document.querySelector('h1')
  const parts = [page?.contains(title) ? null : title, page, document.querySelector('.lb-foot')].filter(
    (part) => part !== null,
  )
  const layer = document.createElement('div')
  layer.setAttribute('aria-hidden', 'true')
  document.body.append(layer)
  const sentences = sentencesOn(parts)
  const stop = () => reading.stop()
  const reading = readAloud(
    sentences.map(({ text }) => text),
    (index) => mark(layer, sentences[index]?.range),
    () => {
      layer.remove()
      removeEventListener('pointerdown', stop, true)
      removeEventListener('keydown', stop, true)
      onEnd()
    },
  )
  // the press that started it must not stop it
  setTimeout(() => {
    addEventListener('pointerdown', stop, true)
    addEventListener('keydown', stop, true)
  })
  return reading
}
