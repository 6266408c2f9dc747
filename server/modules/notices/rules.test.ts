// Every message in both languages as its reader sees it, the words for times, and how long sending is tried.
import { constantFrom, date, property, assert as check } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lastsUntil, nextTry, shown, smsText } from './rules.ts'
import { sayIn } from './say.ts'
import { kinds, type NoticeKind, type NoticeParams } from './text.ts'

const zone = 'Asia/Shanghai'
const now = new Date('2026-11-25T02:00:00Z')
const service = { zh: '修水管、水龙头', en: 'Plumbing repair' }
const later = new Date('2026-11-25T07:30:00Z')

type Together<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer All) => void ? All : never

/** One of everything any kind may ask for: a kind that asks for something new is not checked until it is named here. */
const everything: Together<{ [K in NoticeKind]: NoticeParams<K> }[NoticeKind]> = {
  service,
  count: 3,
  titles: { zh: '有人接了、请您确认', en: 'Somebody is coming, Please confirm' },
  name: { zh: '电工证', en: 'Electrician certificate' },
  number: '20261125-0042',
  owed: 'missed',
  incident: '3 号楼停水',
  saying: '水管爆了，下午六点前来水',
  who: '王阿姨',
  right: 'copy',
  outcome: 'granted',
  asked: 3,
  by: later,
  at: later,
  callBackBy: later,
  replyBy: later,
  from: later,
  to: new Date('2026-11-25T09:00:00Z'),
  until: later,
  day: later,
  on: new Date('2026-12-25T00:00:00Z'),
  callName: '李师傅',
  code: '417',
  answer: '可以到一楼窗口办',
  reason: '人手不够',
  instead: '找 12345',
  near: '3号楼',
  place: '3号楼 2单元',
  area: '新竹社区',
  words: '他摔倒了',
  minutes: 40,
  points: 15,
  days: 30,
  step: 'dispatch',
  rung: 2,
  jobs: 3,
  people: 4,
  why: 'nobody_left',
  cause: 'not_solved',
  shift: '夜班',
  stars: 2,
  year: 2026,
  course: { zh: '作业安全', en: 'Work safety' },
  reward: { zh: '香米 5 公斤', en: 'Rice, 5 kg' },
  insurer: '人保财险',
  cents: 1250,
  absent: '韦阿姨',
  shifts: 3,
  round: '第一网格走访',
  stops: 4,
  activity: '修水管',
  date: '2026-11-25',
  team: '水电维修队',
  made: 12,
  left: 1,
}
/** What people wrote stays in their language; longest first, since one may begin with another. */
const names = Object.values<unknown>(everything)
  .filter((value) => typeof value === 'string')
  .toSorted((a, b) => b.length - a.length)
const nothing = Object.fromEntries(
  Object.entries(everything).map(([name, value]) => [
    name,
    ['by', 'at', 'callBackBy', 'replyBy', 'instead', 'words'].includes(name) || (name === 'reason' && value === null)
      ? null
      : value,
  ]),
)
const stored = (kind: string, params: object, createdAt = now) => ({
  kind,
  params: JSON.parse(JSON.stringify(params)) as unknown,
  subjectId: '0193aaaa-0000-7000-8000-000000000001',
  createdAt,
})

describe('every kind', () => {
  const all = Object.keys(kinds)
  const cases = all.flatMap((kind) =>
    (['zh-CN', 'en'] as const).flatMap((locale) =>
      [everything, kind === 'hand_back.ruling' ? { ...nothing, by: later } : nothing].map((params) => ({
        kind,
        locale,
        params,
      })),
    ),
  )

  test.each(cases)('$kind in $locale is whole, plain and calm', ({ kind, locale, params }) => {
    const { title, text } = shown(stored(kind, params), locale, zone, now)
    for (const words of [title, text]) {
      expect(words.trim()).toBe(words)
      expect(words.length).toBeGreaterThan(1)
      expect(words).not.toMatch(/以前的消息|An older message|undefined|null|NaN|\[object|Invalid/)
      expect(words).not.toMatch(/[!！…]|\p{Extended_Pictographic}/u)
      expect(words).not.toMatch(/。。|\.\.|，。| {2}|：。/)
    }
    if (locale === 'en')
      expect(names.reduce((words, name) => words.replaceAll(name, ''), `${title}${text}`)).not.toMatch(
        /\p{Script=Han}/u,
      )
    else {
      expect(Array.from(title).length).toBeLessThanOrEqual(20)
      expect(`${title}${text}`).not.toMatch(/你|工单|派单|受理|满意度|核销|办结|逾期|赋能|闭环|抓手/)
    }
  })

  test('a kind that is no longer written says so instead of failing', () => {
    expect(shown(stored('wish.granted', {}), 'zh-CN', zone, now)).toEqual({
      title: '以前的消息',
      text: '这条消息已经看不到内容了。',
      link: null,
    })
  })

  test('a row whose words no longer find what they need is shown as an older one', () => {
    expect(shown(stored('request.moved', {}), 'en', zone, now).title).toBe('An older message')
  })

  test('the asker reads who comes, when, and the code', () => {
    const message = shown(stored('request.accepted', everything), 'zh-CN', zone, now)
    expect(message).toEqual({
      title: '有人接了',
      text: '李师傅，15:30 左右到。见面口令 417，来的人先说对了再开门。',
      link: '/requests/0193aaaa-0000-7000-8000-000000000001',
    })
  })

  test('words with braces, tags or code in them stay words', () => {
    const nasty = '<b>${x}</b> {{y}} #let z = 1'
    expect(shown(stored('request.answered', { service, answer: nasty }), 'zh-CN', zone, now).text).toContain(nasty)
  })
})

describe('times', () => {
  test.each([
    ['2026-11-25T07:30:00Z', '今天下午 15:30', 'today at 15:30'],
    ['2026-11-25T23:05:00Z', '明天早上 7:05', 'tomorrow at 7:05'],
    ['2026-11-27T04:00:00Z', '后天中午 12:00', 'the day after tomorrow at 12:00'],
    ['2026-11-28T12:00:00Z', '周六晚上 20:00', 'Saturday at 20:00'],
    ['2026-12-25T02:00:00Z', '12 月 25 日上午 10:00', '25 December at 10:00'],
    ['2027-01-03T18:10:00Z', '2027 年 1 月 4 日凌晨 2:10', '4 January 2027 at 2:10'],
    ['2026-11-24T02:00:00Z', '昨天上午 10:00', 'yesterday at 10:00'],
  ])('%s is %s', (at, zh, en) => {
    expect(sayIn('zh-CN', zone, now).time(new Date(at))).toBe(zh)
    expect(sayIn('en', zone, now).time(new Date(at))).toBe(en)
  })

  test('a window names its day once', () => {
    const say = sayIn('zh-CN', zone, now)
    expect(say.window(new Date('2026-11-25T06:00:00Z'), new Date('2026-11-25T09:00:00Z'))).toBe('今天下午 14:00–17:00')
    expect(say.window(new Date('2026-11-25T14:00:00Z'), new Date('2026-11-25T17:00:00Z'))).toBe(
      '今天晚上 22:00–明天凌晨 1:00',
    )
  })
})

describe('sending', () => {
  test('an SMS says whose it is, and where to open it', () => {
    const parts = {
      operator: { zh: '新竹街道', en: 'Xinzhu Street' },
      shown: { title: '有人接了', text: '李师傅会来。', link: null },
    }
    expect(smsText({ ...parts, locale: 'zh-CN', address: null })).toBe('【新竹街道】有人接了：李师傅会来。')
    expect(smsText({ ...parts, locale: 'zh-CN', address: null, answers: true })).toMatch(/回1接，回0不接。$/)
    expect(smsText({ ...parts, locale: 'en', address: 'https://x.cn/a' })).toBe(
      '[Xinzhu Street] 有人接了: 李师傅会来。 https://x.cn/a',
    )
  })

  test('tries are further and further apart, and come to an end', () => {
    const waits = [1, 2, 3, 4, 5, 6].map((tries) => (nextTry(tries, now)?.getTime() ?? 0) - now.getTime())
    expect(waits).toEqual(waits.toSorted((a, b) => a - b))
    expect(waits[0]).toBe(30_000)
    expect(nextTry(7, now)).toBeNull()
  })

  test('what would come too late is not sent: the reply-by, minutes at the door, half a day else', () => {
    expect(lastsUntil(stored('offer.new', everything), now)).toEqual(later)
    expect(lastsUntil(stored('helper.here', everything), now)).toEqual(new Date('2026-11-25T02:20:00Z'))
    expect(lastsUntil(stored('request.received', everything), now)).toEqual(new Date('2026-11-25T14:00:00Z'))
  })

  test('whatever it is told, a message never lasts for days', () => {
    check(
      property(
        constantFrom(...Object.keys(kinds)),
        date({ min: now, max: new Date('2026-12-01'), noInvalidDate: true }),
        (kind, at) => {
          const until = lastsUntil(stored(kind, nothing), at)
          expect(until > at).toBe(true)
          expect(until.getTime() - at.getTime()).toBeLessThanOrEqual(12 * 3_600_000)
        },
      ),
    )
  })
})
