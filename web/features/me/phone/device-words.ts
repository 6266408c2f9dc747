// What a browser says it is, in words a person knows their phone by: 安卓手机 · 微信.
import type { meText } from '../text.ts'

type Words = (typeof meText)['zh']['devices']

const kinds: readonly (readonly [RegExp, keyof Words])[] = [
  [/iPad/, 'ipad'],
  [/iPhone/, 'iphone'],
  [/Android(?!.*Mobile)/, 'tablet'],
  [/Android/, 'android'],
  [/HarmonyOS/, 'harmony'],
  [/Windows/, 'windows'],
  [/Mac OS X|Macintosh/, 'mac'],
  [/Linux|X11/, 'linux'],
]

const programs: readonly (readonly [RegExp, keyof Words])[] = [
  [/MicroMessenger/, 'wechat'],
  [/EdgA?\//, 'edge'],
  [/Firefox\//, 'firefox'],
  [/Chrome\/|CriOS\//, 'chrome'],
  [/Safari\//, 'safari'],
]

const first = (list: typeof kinds, agent: string) => list.find(([pattern]) => pattern.test(agent))?.[1]

/** Empty for a browser nobody knows. */
export const deviceWords = (agent: string, words: Words): string =>
  [first(kinds, agent), first(programs, agent)].flatMap((name) => (name ? [words[name]] : [])).join(' · ')
