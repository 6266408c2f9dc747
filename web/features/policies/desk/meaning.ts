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
