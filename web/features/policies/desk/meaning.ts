// The figures of the rules in words.
import { useText } from '../../../kit/text.ts'
import { policiesText } from '../text.ts'
import type { Leaf } from './leaves.ts'

/** What a figure is called: `deadlines.life.answer` → 紧急 · 有人应. */
export const useMeaning = () => {
  const t = useText(policiesText)
  const meanings: Readonly<Record<string, string>> = t.meaning
  const urgencies: Readonly<Record<string, string>> = t.urgency
  const steps: Readonly<Record<string, string>> = t.steps
  return ({ path }: Pick<Leaf, 'path'>): string => {
    const [first = '', second = '', third = ''] = path
    if (first === 'deadlines') return t.step(urgencies[second] ?? second, steps[third] ?? third)
    return meanings[path.join('.')] ?? path.join('.')
  }
}

/** Figures in the order in which they are read; the database keeps them in none. */
export const useReadingOrder = () => {
  const t = useText(policiesText)
  const urgencies = Object.keys(t.urgency)
  const steps = Object.keys(t.steps)
  const others = Object.keys(t.meaning)
  const place = ({ path }: Leaf): number =>
    path[0] === 'deadlines'
      ? urgencies.indexOf(path[1] ?? '') * steps.length + steps.indexOf(path[2] ?? '') - 1000
      : others.indexOf(path.join('.'))
  return (leaves: readonly Leaf[]): readonly Leaf[] => [...leaves].sort((one, other) => place(one) - place(other))
}
