import { expect, test } from 'vitest'
import { sayIn } from '../../../kit/say.ts'
import { textIn } from '../../../kit/text.ts'
import { seriesText } from '../text.ts'
import { ruleWords } from './rule-words.ts'

test.each([
  ['FREQ=DAILY', '每天', 'Every day'],
  ['FREQ=WEEKLY;BYDAY=WE', '每周三', 'Every Wed'],
  ['FREQ=WEEKLY;BYDAY=MO,FR', '每周一、周五', 'Every Mon, Fri'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;WKST=MO', '每两周一次，周三', 'Every two weeks on Wed'],
  ['FREQ=MONTHLY;BYMONTHDAY=25', '每月 25 日', 'Every month on day 25'],
  ['FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1', '每月 31 日', 'Every month on day 31'],
  ['FREQ=MONTHLY;BYMONTHDAY=-1', '每月一次', 'Every month'],
])('%s is said %s', (rule, zh, en) => {
  expect(ruleWords(rule, textIn(seriesText, 'zh-CN'), sayIn('zh-CN'))).toBe(zh)
  expect(ruleWords(rule, textIn(seriesText, 'en'), sayIn('en'))).toBe(en)
})
