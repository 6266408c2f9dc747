import { describe, expect, it } from 'vitest'
import { answerAssign } from './assign-file.ts'

const file = (change: object = {}) =>
  JSON.stringify({
    requests: [{ id: 'r1' }, { id: 'r2', need: 2 }],
    volunteers: [
      { id: 'v1', capacity: 1 },
      { id: 'v2', capacity: 2 },
    ],
    edges: [
      ['r1', 'v1', 1],
      ['r1', 'v2', 2],
      ['r2', 'v1', 1.5],
      ['r2', 'v2', 1],
    ],
    unassignedCost: 10,
    ...change,
  })

describe('engine assign FILE', () => {
  it('fills places at least cost, a pair with two different people', () => {
    const answer = answerAssign(file())
    expect(answer.cost).toBe(4.5)
    expect(answer.pairs).toEqual([
      ['r1', 'v2'],
      ['r2', 'v1'],
      ['r2', 'v2'],
    ])
    expect(answer).toMatchObject({ unassigned: [], optimal: true })
  })

  it('half fills what cannot be filled, and says how many are missing', () => {
    const answer = answerAssign(
      file({
        volunteers: [
          { id: 'v1', capacity: 0 },
          { id: 'v2', capacity: 1 },
        ],
      }),
    )
    expect(answer).toMatchObject({
      cost: 21,
      pairs: [['r2', 'v2']],
      unassigned: [
        ['r1', 1],
        ['r2', 1],
      ],
    })
  })

  it('keeps numbers as ids, and answers an empty file', () => {
    const numbers = { requests: [{ id: 7 }], volunteers: [{ id: 8, capacity: 1 }], edges: [[7, 8, -2]] }
    expect(answerAssign(file(numbers)).pairs).toEqual([[7, 8]])
    expect(answerAssign(file({ requests: [], volunteers: [], edges: [] }))).toMatchObject({ cost: 0, pairs: [] })
  })

  it.each([
    ['{"requests": [', 'line 1, column 15: the text ends where a value is expected'],
    ['{"requests": [],\n "volunteers": [],}', 'line 2, column 19: a field name in quotes is expected'],
    ['{"a": 1, "a": 2}', 'line 1, column 10: the field "a" is given twice'],
    ['{}', 'line 1, column 1: the file has no field "requests"'],
    ['[01]', 'line 1, column 2: not a number'],
    ['[1e999]', 'line 1, column 2: the number is too large'],
    ['["\\x"]', 'line 1, column 2: the text in quotes has a wrong escape'],
    ['"open', 'line 1, column 6: the text in quotes does not end'],
    ['nothing', 'line 1, column 1: a value is expected'],
    ['1 2', 'line 1, column 3: nothing may follow the value'],
    ['['.repeat(200), 'line 1, column 102: nested deeper than 100'],
  ])('refuses what is no JSON by line and column: %s', (text, message) => {
    expect(() => answerAssign(text)).toThrow(message)
  })

  it.each<[object, string, string]>([
    [{ requests: {} }, '{},', '"requests" must be a list'],
    [{ requests: [{ id: 'a' }, { id: 'a', more: 1 }] }, '{"id":"a","more"', 'the id "a" is given twice'],
    [{ requests: [{ id: 'r1', need: 1.5 }], edges: [] }, '1.5', '"need" must be a whole number'],
    [{ requests: [{ id: 'r1', need: -1 }], edges: [] }, '-1', '"need" must lie between 0 and 1000'],
    [{ volunteers: [{ id: true, capacity: 1 }] }, 'true', '"id" must be a text or a number'],
    [{ volunteers: [], edges: [['r1', 'nobody', 1]] }, '"nobody"', 'there is no volunteer "nobody"'],
    [{ edges: [['r1', 'v1']] }, '["r1","v1"]', 'value 1 of "edges" must have 3 values'],
    [{ edges: [['r1', 'v1', '1']] }, '"1"', 'value 3 of value 1 of "edges" must be a number'],
    [
      {
        edges: [
          ['r1', 'v1', 1],
          ['r1', 'v1', 2],
        ],
      },
      '["r1","v1",2]',
      'this request and volunteer already have an edge',
    ],
  ])('refuses what means nothing by line and column: %j', (change, wrong, message) => {
    const text = file(change)
    expect(() => answerAssign(text)).toThrow(`line 1, column ${text.indexOf(wrong) + 1}: ${message}`)
  })
})
