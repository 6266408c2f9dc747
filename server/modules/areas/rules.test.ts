// Kinds, codes, names and distances of areas: tables for what people write, properties for what must always hold.
import { array, assert as check, constantFrom, double, integer, property, record, string } from 'fast-check'
import type { AreaKind } from '@linbang/contract/areas'
import { describe, expect, test } from 'vitest'
import {
  codeFits,
  doorNameOf,
  mayLieIn,
  metresBetween,
  outlineFits,
  parseDoorName,
  pathsAbove,
  sortKeyOf,
} from './rules.ts'

describe('which kind lies below which', () => {
  test.each([
    ['street', 'district', true],
    ['community', 'street', true],
    ['community', 'district', true],
    ['grid', 'community', true],
    ['building', 'grid', true],
    ['building', 'community', true],
    ['door', 'building', true],
    ['door', 'unit', true],
    ['door', 'grid', false],
    ['district', 'street', false],
    ['community', 'community', false],
    ['unit', 'grid', false],
    ['community', null, true],
    ['building', null, false],
  ] as const)('%s below %s: %s', (kind, parent, may) => {
    expect(mayLieIn(kind, parent)).toBe(may)
  })
})

describe('codes', () => {
  const street = { kind: 'street', code: '450103001000' } as const
  const community = { kind: 'community', code: '450103001005' } as const
  type Above = Parameters<typeof codeFits>[2]
  test.each<[AreaKind, string, Above, boolean, string]>([
    ['district', '450103000000', null, true, 'county level'],
    ['district', '450103001000', null, false, 'that is a street'],
    ['street', '450103001000', { kind: 'district', code: '450103000000' }, true, 'a street of the district'],
    ['street', '450105001000', { kind: 'district', code: '450103000000' }, false, 'another district'],
    ['community', '450103001005', street, true, 'a community of the street'],
    ['community', '450103002005', street, false, 'another street'],
    ['community', '450103001000', street, false, 'the street itself'],
    ['community', '450103001005', { kind: 'street', code: null }, true, 'the street has no code yet'],
    ['grid', '450103001005001', community, true, '12 + 3'],
    ['grid', '450103001006001', community, false, 'another community'],
    ['grid', '450103001005000', community, false, 'no number of its own'],
    ['grid', '450103001005', community, false, 'too short'],
    ['building', '450103001005001', community, false, 'buildings have none'],
  ])('%s %s: %#', (kind, code, parent, fits) => {
    expect(codeFits(kind, code, parent)).toBe(fits)
  })
})

describe('natural order', () => {
  const sorted = (names: readonly string[]) => names.toSorted((a, b) => (sortKeyOf(a) < sortKeyOf(b) ? -1 : 1))
  test.each([
    [
      ['10号楼', '2号楼', '1号楼', '11号楼'],
      ['1号楼', '2号楼', '10号楼', '11号楼'],
    ],
    [
      ['第十网格', '第二网格', '第十二网格', '第一网格'],
      ['第一网格', '第二网格', '第十网格', '第十二网格'],
    ],
    [
      ['三单元', '一单元', '十单元', '二单元'],
      ['一单元', '二单元', '三单元', '十单元'],
    ],
    [
      ['1203', '301', '1101'],
      ['301', '1101', '1203'],
    ],
    [
      ['B座', 'A座'],
      ['A座', 'B座'],
    ],
  ])('%j', (names, order) => {
    expect(sorted(names)).toEqual(order)
  })

  test('numbers decide as numbers, whatever stands round them', () => {
    check(
      property(
        integer({ min: 0, max: 99_999_999 }),
        integer({ min: 0, max: 99_999_999 }),
        constantFrom('号楼', '单元', '栋', ''),
        (a, b, word) => {
          expect(sortKeyOf(`${a}${word}`) < sortKeyOf(`${b}${word}`)).toBe(a < b)
        },
      ),
    )
  })

  test('otherwise by pinyin', () => {
    expect(sorted(['竹溪苑', '金城社区', '新竹社区', '安园'])).toEqual(['安园', '金城社区', '新竹社区', '竹溪苑'])
  })
})

describe('door names', () => {
  test.each([
    ['2单元301室', '2单元', '301'],
    ['2单元301', '2单元', '301'],
    [' 2 单元 301 号 ', '2单元', '301'],
    ['二单元301', '2单元', '301'],
    ['２单元３０１', '2单元', '301'],
    ['2-301', '2单元', '301'],
    ['3-2-301', '2单元', '301'],
    ['A座1203', 'A座', '1203'],
    ['a座1203', 'A座', '1203'],
    ['301', null, '301'],
    ['301室', null, '301'],
    ['101号', null, '101'],
    ['传达室', null, '传达室'],
    ['102B', null, '102B'],
  ])('%s → %s %s', (written, unit, door) => {
    expect(parseDoorName(written)).toEqual({ unit, door })
  })

  test('a name that was made is read as itself', () => {
    const names = record({
      unit: constantFrom(null, '1单元', '12单元', 'A座'),
      door: integer({ min: 101, max: 3304 }).map(String),
    })
    check(
      property(names, (name) => {
        expect(parseDoorName(doorNameOf(name))).toEqual(name)
      }),
    )
  })

  test('any text names some door', () => {
    check(
      property(string({ minLength: 1, maxLength: 20, unit: 'grapheme' }), (text) => {
        if (text.trim() !== '') expect(parseDoorName(text).door.length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('distances and shapes', () => {
  test('Nanning station to the old town hall is about two and a half kilometres', () => {
    const metres = metresBetween({ lat: 22.8269, lon: 108.3128 }, { lat: 22.8167, lon: 108.3345 })
    expect(metres).toBeGreaterThan(2400)
    expect(metres).toBeLessThan(2600)
  })

  test('a point nobody entered is at no distance', () => {
    expect(metresBetween(null, { lat: 22, lon: 108 })).toBeNull()
  })

  const points = record({
    lat: double({ min: -90, max: 90, noNaN: true }),
    lon: double({ min: -180, max: 180, noNaN: true }),
  })
  test('there is as far as back, and never further than half round the earth', () => {
    check(
      property(points, points, (a, b) => {
        const there = metresBetween(a, b) ?? -1
        expect(there).toBe(metresBetween(b, a))
        expect(metresBetween(a, a)).toBe(0)
        expect(there).toBeGreaterThanOrEqual(0)
        expect(there).toBeLessThanOrEqual(20_015_087)
      }),
    )
  })

  const square = [
    [108, 22],
    [108.1, 22],
    [108.1, 22.1],
    [108, 22.1],
    [108, 22],
  ]
  test.each([
    [[square], true, 'a closed square'],
    [[square.slice(0, 4)], false, 'an open one'],
    [
      [
        [
          [108, 22],
          [109, 22],
          [108, 22],
        ],
      ],
      false,
      'a line',
    ],
    [[], false, 'nothing'],
    [
      [
        [
          [190, 22],
          [191, 22],
          [191, 23],
          [190, 22],
        ],
      ],
      false,
      'off the map',
    ],
    [[Array.from({ length: 2001 }, () => [108, 22])], false, 'too many corners'],
  ])('outline %#: %s', (coordinates, fits) => {
    expect(outlineFits({ type: 'Polygon', coordinates })).toBe(fits)
  })

  test('a path names all above it', () => {
    expect(pathsAbove('s1.c2.g3')).toEqual(['s1', 's1.c2'])
    expect(pathsAbove('s1')).toEqual([])
    check(
      property(array(constantFrom('a1', 'b2', 'c3'), { minLength: 1, maxLength: 7 }), (labels) => {
        const path = labels.join('.')
        expect(pathsAbove(path).every((above) => path.startsWith(`${above}.`))).toBe(true)
        expect(pathsAbove(path)).toHaveLength(labels.length - 1)
      }),
    )
  })
})
