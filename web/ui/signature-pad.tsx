// A signature by finger: strokes with their times, undone one by one, begun again, and always another way offered.
import { useRef, useState } from 'react'
import type { PointerEvent } from 'react'
import { useText } from '../kit/text.ts'
import { Button } from './button.tsx'
import { uiText } from './text.ts'
import './signature.css'

/** Points as [x, y, milliseconds since the first touch], in a box of 1000 × 500. */
export type Stroke = readonly (readonly [number, number, number])[]

const pathOf = (stroke: Stroke): string =>
  stroke.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('') + (stroke.length === 1 ? 'h1' : '')

type Props = {
  readonly title: string
  readonly strokes: readonly Stroke[]
  readonly onChange: (strokes: readonly Stroke[]) => void
  /** 不方便签字？换一种方式 */
  readonly onOtherWay?: (() => void) | undefined
}

export const SignaturePad = ({ title, strokes, onChange, onOtherWay }: Props) => {
  const t = useText(uiText)
  const box = useRef<SVGSVGElement>(null)
  const start = useRef(0)
  const [drawing, setDrawing] = useState<Stroke>()

  const pointOf = (event: PointerEvent): readonly [number, number, number] => {
    const { left, top, width, height } = box.current!.getBoundingClientRect()
    return [
      Math.round(((event.clientX - left) / width) * 1000),
      Math.round(((event.clientY - top) / height) * 500),
      Math.round(event.timeStamp - start.current),
    ]
  }
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    if (strokes.length === 0) start.current = event.timeStamp
    setDrawing([pointOf(event)])
  }
  const move = (event: PointerEvent) => {
    if (drawing && drawing.length < 2000) setDrawing([...drawing, pointOf(event)])
  }
  const end = () => {
    if (drawing) onChange([...strokes, drawing])
    setDrawing(undefined)
  }
  return (
    <div className="lb-signature">
      <div className="lb-row" data-between="">
        <h2 className="lb-heading">{title}</h2>
        <span className="lb-row" data-tight="">
          <Button kind="quiet" onClick={() => onChange(strokes.slice(0, -1))} disabled={strokes.length === 0}>
            {t.undoStroke}
          </Button>
          <Button kind="quiet" icon="refresh" onClick={() => onChange([])}>
            {t.signAgain}
          </Button>
        </span>
      </div>
      <div className="lb-signature-pad">
        <svg
          ref={box}
          viewBox="0 0 1000 500"
          preserveAspectRatio="none"
          role="img"
          aria-label={strokes.length > 0 ? t.signed : t.notSigned}
          onPointerDown={begin}
          onPointerMove={move}
          onPointerUp={end}
          onPointerCancel={end}
        >
          {[...strokes, ...(drawing ? [drawing] : [])].map((stroke, index) => (
            <path key={index} d={pathOf(stroke)} vectorEffect="non-scaling-stroke" />
          ))}
        </svg>
        <span className="lb-signature-base" aria-hidden="true" />
        <small>{t.signaturePurpose}</small>
      </div>
      {onOtherWay && (
        <div className="lb-signature-other">
          <Button kind="quiet" onClick={onOtherWay}>
            {t.signOtherWay}
          </Button>
        </div>
      )}
    </div>
  )
}
