// How each effect is said: per cent, minutes, metres, people; differences with their sign.
import type { EffectFound } from '@linbang/contract/what-ifs'
import { useText } from '../../../kit/text.ts'
import { whatIfText } from '../text.ts'

type Effect = EffectFound['effect']
const shares: ReadonlySet<Effect> = new Set(['unmet', 'urgentUnmet', 'focusUnmet'])

const digits = (value: number, count: number) => value.toFixed(count).replace(/^-(0(\.0+)?)$/, '$1')

export const useEffectWords = () => {
  const t = useText(whatIfText)
  const plain = (effect: Effect, value: number): string => {
    if (shares.has(effect)) return `${digits(value * 100, 1)}%`
    if (effect === 'gini') return digits(value, 2)
    if (effect === 'walkMetres') return t.metres(digits(value, 0))
    if (effect === 'helpersActive') return t.people2(digits(value, 0))
    if (effect === 'asksPerAcceptance') return t.asks(digits(value, 1))
    if (effect === 'busiestJobsAWeek') return t.jobs(digits(value, 1))
    return t.minutes(digits(value, Math.abs(value) < 10 ? 1 : 0))
  }
  const signed = (effect: Effect, value: number): string => `${value > 0 ? '+' : ''}${plain(effect, value)}`
  return { plain, signed }
}

/** Fewer unmet, shorter waits and ways, less inequality are good; more people who helped are. */
export const isGood = ({ effect, verdict }: EffectFound): boolean | null =>
  verdict === 'no_difference' ? null : (verdict === 'less') === (effect !== 'helpersActive')
