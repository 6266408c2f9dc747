// What accounts sends and shows in words.
import type { Locale, Words } from '@linbang/contract/values'

const pick = (words: Words, locale: Locale) => (locale === 'en' ? words.en : words.zh)

/** The code comes first, so that it shows without opening the message. */
export const codeMessage = (operator: Words, code: string, locale: Locale): string =>
  pick(
    {
      zh: `${code} 是您的登录验证码，5 分钟内有效。工作人员不会向您要它。【${operator.zh}】`,
      en: `${code} is your sign-in code, good for 5 minutes. Staff will never ask you for it. ${operator.en}`,
    },
    locale,
  )

export const anonymousName: Words = { zh: '新邻居', en: 'New neighbour' }
export const systemNames: Readonly<Record<'system' | 'anyone', Words>> = {
  system: { zh: '系统', en: 'System' },
  anyone: { zh: '未登录的人', en: 'Somebody not signed in' },
}
