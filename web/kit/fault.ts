// A fault of the schema said as a neighbour would: what to do, without blame.
import type * as z from 'zod/mini'
import type { Locale } from '@linbang/contract/values'
import { defineText, textIn } from './text.ts'

const text = defineText({
  zh: {
    missing: '这里还没填',
    choose: '请选一项',
    short: (least: number) => `至少写 ${least} 个字`,
    long: (most: number) => `最多写 ${most} 个字，请短一点`,
    small: (least: number) => `请填 ${least} 或更大的数`,
    large: (most: number) => `请填 ${most} 或更小的数`,
    few: (least: number) => `至少选 ${least} 项`,
    many: (most: number) => `最多选 ${most} 项`,
    shape: '写法不太对，请再看看',
    past: '这个时间不行，请另选',
  },
  en: {
    missing: 'Please fill this in',
    choose: 'Please choose one',
    short: (least: number) => `Please write at least ${least} characters`,
    long: (most: number) => `Please keep to ${most} characters`,
    small: (least: number) => `Please enter ${least} or more`,
    large: (most: number) => `Please enter ${most} or less`,
    few: (least: number) => `Please choose at least ${least}`,
    many: (most: number) => `Please choose at most ${most}`,
    shape: 'Please look at this again',
    past: 'Please choose another time',
  },
})

type Issue = z.core.$ZodIssue

export const faultText = (issue: Issue, locale: Locale): string => {
  const t = textIn(text, locale)
  switch (issue.code) {
    case 'invalid_type':
      return t.missing
    case 'too_small': {
      const least = Number(issue.minimum)
      if (issue.origin === 'string') return least <= 1 ? t.missing : t.short(least)
      if (issue.origin === 'array') return t.few(least)
      return issue.origin === 'date' ? t.past : t.small(least)
    }
    case 'too_big': {
      const most = Number(issue.maximum)
      if (issue.origin === 'string') return t.long(most)
      if (issue.origin === 'array') return t.many(most)
      return issue.origin === 'date' ? t.past : t.large(most)
    }
    case 'invalid_value':
    case 'invalid_union':
      return t.choose
    default:
      return t.shape
  }
}
