import { expect, test } from 'vitest'
import { cellsOf, dayHours, fitParts, hoursOf, minutesOf, turned } from './week-cells.ts'

test('neighbouring parts of a day become one span, and come back as the same cells', () => {
  const hours = hoursOf(['1-0', '1-1', '1-3', '7-2'])
  expect(hours).toEqual([
    { weekday: 1, fromMinute: 480, toMinute: 840 },
    { weekday: 1, fromMinute: 1080, toMinute: 1260 },
    { weekday: 7, fromMinute: 840, toMinute: 1080 },
  ])
  expect(cellsOf(hours)).toEqual(['1-0', '1-1', '1-3', '7-2'])
  expect(minutesOf(hours)).toBe(780)
})

test('a part counts from half of it on', () => {
  expect(cellsOf([{ weekday: 2, fromMinute: 480, toMinute: 600 }])).toEqual(['2-0'])
  expect(cellsOf([{ weekday: 2, fromMinute: 480, toMinute: 590 }])).toEqual([])
})

test('hour by hour nothing is rounded to a part of the day', () => {
  const hours = [{ weekday: 3, fromMinute: 540, toMinute: 660 }]
  expect(fitParts(hours)).toBe(false)
  expect(fitParts(hoursOf(['3-0', '3-1']))).toBe(true)
  expect(hoursOf(cellsOf(hours, dayHours), dayHours)).toEqual(hours)
})

test('a press on some that are all on turns them off, else all on', () => {
  expect(turned(['1-0'], ['1-0', '1-1'])).toEqual(['1-0', '1-1'])
  expect(turned(['1-0', '1-1', '2-0'], ['1-0', '1-1'])).toEqual(['2-0'])
})
