// Words and the way we say numbers, days and distances. Typed dictionaries: a missing key fails the type check.
import type { Locale } from '@linbang/contract/values'
import { preference, usePreference } from './preference.ts'
import { sayIn } from './say.ts'
import type { Say } from './say.ts'

type Entry = string | readonly string[] | ((...given: never[]) => string)
type Dictionary = { readonly [key: string]: Entry | Dictionary }
type Mirror<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends readonly string[]
      ? readonly string[]
      : T[K] extends (...given: infer A) => string
        ? (...given: A) => string
        : Mirror<T[K]>
}
export type Text<T> = { readonly zh: Mirror<T>; readonly en: Mirror<T> }

export const defineText = <T extends Dictionary>(words: { zh: T; en: Mirror<NoInfer<T>> }): Text<T> =>
  words as unknown as Text<T>

export const textIn = <T>(text: Text<T>, locale: Locale): Mirror<T> => (locale === 'en' ? text.en : text.zh)
export const textNow = <T>(text: Text<T>): Mirror<T> => textIn(text, preference().locale)
export const useText = <T>(text: Text<T>): Mirror<T> => textIn(text, usePreference().locale)

/** Numbers, times and distances as people say them, in the reader's language and the community's time zone. */
export const useSay = (): Say => sayIn(usePreference().locale)

/** Picks the reader's language out of `{ zh, en }` data; English falls back to Chinese where it is missing. */
export const useWords = (): ((words: { zh: string; en: string }) => string) => {
  const { locale } = usePreference()
  return (words) => (locale === 'en' && words.en !== '' ? words.en : words.zh)
}
