import { describe, expect, test } from 'vitest'
import { actingFor, emptyAsk, forService, gapOf, nextSpans, requestFrom, spanOn } from './ask-draft.ts'
import type { AskDraft } from './ask-draft.ts'

/** Nanning time. */
const at = (text: string) => new Date(`${text}+08:00`)
const ask = (change: Partial<AskDraft>): AskDraft => ({ ...emptyAsk, serviceCode: 'plumbing', ...change })

describe('the next two times somebody could come', () => {
  test.each([
    [
      'in the morning: the rest of it, and the afternoon',
      '2026-11-25T09:05:00',
      '2026-11-25T09:30:00',
      '2026-11-25T14:00:00',
    ],
    ['at lunch: the afternoon and the evening', '2026-11-25T12:30:00', '2026-11-25T14:00:00', '2026-11-25T18:00:00'],
    [
      'late in the afternoon the part that is nearly over is left out',
      '2026-11-25T16:00:00',
      '2026-11-25T18:00:00',
      '2026-11-26T09:00:00',
    ],
    ['at night: tomorrow', '2026-11-25T23:30:00', '2026-11-26T09:00:00', '2026-11-26T14:00:00'],
  ])('%s', (_, now, first, second) => {
    expect(nextSpans(at(now)).map(({ from }) => from)).toEqual([at(first), at(second)])
  })
})

test('a part of a day is that of the community clock, wherever the phone is', () => {
  expect(spanOn('2026-11-25', 'afternoon')).toEqual({ from: at('2026-11-25T14:00:00'), to: at('2026-11-25T17:00:00') })
})

describe('what is missing is asked for in the order of the page', () => {
  const now = at('2026-11-25T10:00:00')
  test.each([
    ['nothing is chosen yet', { serviceCode: '' }, 'service'],
    ['as soon as possible needs nothing more', { when: 'soon' }, undefined],
    ['another day without a day', { when: 'other' }, 'day'],
    ['a day that is past', { when: 'other', day: '2026-11-24' }, 'day_past'],
    [
      'a draft of yesterday',
      { when: 'window', from: at('2026-11-24T14:00:00').toISOString(), to: at('2026-11-24T17:00:00').toISOString() },
      'day_past',
    ],
    ['every week, but on which day', { when: 'other', day: '2026-11-26', every: 'week' }, 'weekdays'],
    ['an end before the beginning', { when: 'other', day: '2026-11-26', every: 'day', until: '2026-11-25' }, 'until'],
    ['every Wednesday', { when: 'other', day: '2026-12-02', every: 'week', weekdays: ['3'] }, undefined],
  ] as const)('%s', (_, change, gap) => {
    expect(gapOf(ask(change), now)).toBe(gap)
  })
})

describe('the request that is sent', () => {
  test('as soon as possible at home says nothing but the service', () => {
    expect(requestFrom(ask({}))).toEqual({ serviceCode: 'plumbing' })
  })
  test('every Monday and Wednesday morning with the same person', () => {
    const made = requestFrom(
      ask({
        when: 'other',
        day: '2026-12-02',
        every: 'week',
        weekdays: ['3', '1'],
        samePersonId: 'li',
        until: '2027-01-31',
      }),
    )
    expect(made.window).toEqual({ from: at('2026-12-02T09:00:00'), to: at('2026-12-02T12:00:00') })
    expect(made.repeat).toEqual({
      every: 'week',
      weekdays: [1, 3],
      until: '2027-01-31',
      skipHolidays: true,
      keepSamePerson: true,
    })
  })
  test('a repeat that was chosen and then given up for as soon as possible is not sent', () => {
    expect(requestFrom(ask({ when: 'soon', every: 'week', weekdays: ['3'], day: '2026-12-02' }))).not.toHaveProperty(
      'repeat',
    )
  })
  test('for her mother, at another door, with a photo and a recording', () => {
    const made = requestFrom(
      ask({ forPersonId: 'mum', areaId: 'door', photoIds: ['p'], voiceId: 'v', description: ' 一直滴水 ' }),
    )
    expect(made).toEqual({
      serviceCode: 'plumbing',
      forPersonId: 'mum',
      areaId: 'door',
      photoIds: ['p'],
      voiceFileId: 'v',
      description: '一直滴水',
    })
  })
})

test('another service starts afresh, for the same person and place; what was said before choosing stays', () => {
  const before = ask({ description: '滴水', areaId: 'door', forPersonId: 'mum', when: 'window' })
  expect(forService(before, 'haircut-home')).toMatchObject({
    description: '',
    areaId: 'door',
    forPersonId: 'mum',
    when: 'soon',
  })
  expect(forService({ ...before, serviceCode: '' }, 'haircut-home').description).toBe('滴水')
  expect(forService(before, 'plumbing')).toBe(before)
})

test('acting for her mother on the home page begins for her mother; a choice on the page itself stays', () => {
  const begun = actingFor(ask({ areaId: 'door' }), 'mum')
  expect(begun).toMatchObject({ forPersonId: 'mum', areaId: '' })
  expect(actingFor({ ...begun, forPersonId: '' }, 'mum').forPersonId).toBe('')
  expect(actingFor(begun, '').forPersonId).toBe('')
})
