// The house front at dusk, drawn from a seed; about one window in six is lit, or as many as were lit today.
import { useMemo } from 'react'
import { chanceFrom } from './seed.ts'
import './skyline.css'

type Drawing = {
  readonly back: string
  readonly front: string
  readonly dark: string
  readonly lit: string
  readonly trees: readonly { x: number; y: number; r: number }[]
}

const box = (x: number, y: number, w: number, h: number) =>
  `M${x.toFixed(1)} ${y.toFixed(1)}h${w.toFixed(1)}v${h.toFixed(1)}h${(-w).toFixed(1)}z`

const roofs = [
  (x: number, y: number, w: number) => box(x - 2, y, w + 4, 4),
  (x: number, y: number, w: number) => `M${x - 3} ${y}l6 -7h${w - 6}l6 7z`,
  (x: number, y: number, w: number) => box(x - 2, y - 3, w + 4, 4) + box(x + w * 0.6, y - 10, 8, 8),
]

export const drawSkyline = (seed: string, width: number, height: number, lightShare: number): Drawing => {
  const chance = chanceFrom(seed)
  let back = ''
  for (let x = -6; x < width;) {
    const w = 32 + chance() * 24
    back += box(x, height * (0.12 + chance() * 0.42), w, height)
    x += w + 3 + chance() * 7
  }
  let front = ''
  let dark = ''
  let lit = ''
  const trees: { x: number; y: number; r: number }[] = []
  for (let x = -10; x < width;) {
    const columns = 3 + Math.floor(chance() * 4)
    const rows = Math.max(2, Math.floor(((height - 14) / 15) * (0.4 + chance() * 0.6)))
    const w = columns * 13 + 8
    const y = height - rows * 15 - 7
    front += box(x, y, w, height) + roofs[Math.floor(chance() * roofs.length)]!(x, y, w)
    for (let row = 0; row < rows; row += 1)
      for (let column = 0; column < columns; column += 1) {
        const pane = box(x + 6 + column * 13, y + 7 + row * 15, 8, 8.5)
        if (chance() < lightShare) lit += pane
        else dark += pane
      }
    if (chance() < 0.7) {
      const r = 6 + chance() * 5
      trees.push({ x: x + chance() * w, y: height - r * 0.75, r })
    }
    x += w + 8 + chance() * 20
  }
  return { back, front, dark, lit, trees }
}

type Props = {
  readonly seed: string
  readonly width?: number | undefined
  readonly height?: number | undefined
  readonly lightShare?: number | undefined
}

export const Skyline = ({ seed, width = 358, height = 76, lightShare = 1 / 6 }: Props) => {
  const drawing = useMemo(() => drawSkyline(seed, width, height, lightShare), [seed, width, height, lightShare])
  return (
    <svg
      className="lb-skyline"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMax slice"
      aria-hidden="true"
      focusable="false"
    >
      <path className="lb-skyline-back" d={drawing.back} />
      <path className="lb-skyline-front" d={drawing.front} />
      <path className="lb-skyline-dark" d={drawing.dark} />
      <path className="lb-skyline-glow" d={drawing.lit} strokeWidth="5" strokeLinejoin="round" />
      <path className="lb-skyline-lit" d={drawing.lit} />
      {drawing.trees.map(({ x, y, r }) => (
        <circle key={x} className="lb-skyline-tree" cx={x} cy={y} r={r} />
      ))}
    </svg>
  )
}
