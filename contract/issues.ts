// One sentence for each thing that can be wrong with a field; the server answers with it, forms show it beside the field.
import type * as z from 'zod/mini'
import type { Locale, Words } from './values.ts'

type Issue = z.core.$ZodIssue

const words = {
  missing: { zh: '请填上这一项', en: 'Please fill this in' },
  kind: { zh: '请按要求的样子填', en: 'Please use the expected kind of value' },
  choice: { zh: '请从给出的选项里选', en: 'Please choose one of the options' },
  unknown: { zh: '这一项用不上，请去掉', en: 'Please leave this out' },
  day: { zh: '请写成 2026-11-25 这样', en: 'Please write it like 2026-11-25' },
  moment: { zh: '请写成带时区的时间', en: 'Please give a time with its offset' },
  id: { zh: '请从列表里选', en: 'Please pick it from the list' },
  shape: { zh: '请再看看写得对不对', en: 'Please check how this is written' },
} as const satisfies Record<string, Words>

const format: Readonly<Record<string, keyof typeof words>> = { date: 'day', datetime: 'moment', uuid: 'id' }

const tooSmall = (issue: z.core.$ZodIssueTooSmall): Words => {
  const least = Number(issue.minimum)
  if (issue.origin === 'string') {
    return least <= 1
      ? words.missing
      : { zh: `请至少写 ${least} 个字`, en: `Please write at least ${least} characters` }
  }
  if (issue.origin === 'array') return { zh: `请至少选 ${least} 个`, en: `Please choose at least ${least}` }
  return { zh: `请填 ${least} 或更大的数`, en: `Please use ${least} or more` }
}

const tooBig = (issue: z.core.$ZodIssueTooBig): Words => {
  const most = Number(issue.maximum)
  if (issue.origin === 'string') return { zh: `请写在 ${most} 个字以内`, en: `Please stay within ${most} characters` }
  if (issue.origin === 'array') return { zh: `最多选 ${most} 个`, en: `Please choose at most ${most}` }
  return { zh: `请填 ${most} 或更小的数`, en: `Please use ${most} or less` }
}

const phrase = (issue: Issue): Words => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? words.missing : words.kind
    case 'invalid_value':
      return words.choice
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'invalid_format':
      return words[format[issue.format] ?? 'shape']
    case 'unrecognized_keys':
      return words.unknown
    default:
      return words.shape
  }
}

export const issueSentence = (issue: Issue, locale: Locale): string => phrase(issue)[locale === 'en' ? 'en' : 'zh']
