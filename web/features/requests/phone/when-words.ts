// The chosen time in words: 越快越好, 今天下午 14:00–17:00, 每周一、周三 上午 9:00–12:00.
import { momentOf } from '../../../kit/say.ts'
import type { Say } from '../../../kit/say.ts'
import type { Text } from '../../../kit/text.ts'
import type { askText } from '../ask-text.ts'
import { spanOn } from './ask-draft.ts'
import type { AskDraft } from './ask-draft.ts'

type Words = typeof askText extends Text<infer T> ? Text<T>['zh'] : never

/** 1 is Monday; 2024-01-01 was one. */
export const weekdayName = (say: Say, weekday: number): string => say.weekday(momentOf(`2024-01-0${weekday}`, '12:00'))

export const whenWords = (draft: AskDraft, t: Words, say: Say): string => {
  if (draft.when === 'soon') return t.soon
  if (draft.when === 'window') return say.window(new Date(draft.from), new Date(draft.to))
  if (draft.day === '') return t.gaps.day
  if (draft.every === '') {
    const { from, to } = spanOn(draft.day, draft.part)
    return say.window(from, to)
  }
  const days = draft.weekdays.map(Number).sort((one, other) => one - other)
  const often =
    draft.every === 'week' ? t.weeklyOn(say.list(days.map((day) => weekdayName(say, day)))) : t.every[draft.every]
  return `${often} ${t.parts[draft.part]}`
}
