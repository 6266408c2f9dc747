// The catalogue's words: which service fits a search, what a day demands, and which sentences speak of danger.
import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dangerIn } from './danger.ts'
import { defaultServices } from './default-services.ts'
import { bestFits, demandChanges, type Demand, demandsOn, freeTag, withHelpers } from './rules.ts'

describe('the shipped catalogue', () => {
  test('has 52 services, each with a sheet of three to six lines and a known picture', async () => {
    const sprite = await readFile(new URL('../../../web/ui/icons.svg', import.meta.url), 'utf8')
    expect(defaultServices).toHaveLength(52)
    expect(new Set(defaultServices.map(({ code }) => code)).size).toBe(52)
    for (const { code, icon, sheetForm, example } of defaultServices) {
      expect(sprite, code).toContain(`id="i-${icon}"`)
      expect(sheetForm.length, code).toBeGreaterThanOrEqual(3)
      expect(sheetForm.length, code).toBeLessThanOrEqual(6)
      expect(new Set(sheetForm.map((field) => field.code)).size, code).toBe(sheetForm.length)
      expect(example, code).not.toBe('')
    }
  })

  test('asks for money only where a member organisation comes, and never of those in hardship', () => {
    for (const { code, credit, priceRule } of defaultServices) {
      expect('fromCents' in priceRule, code).toBe(credit === 'priced')
      if (credit !== 'priced') continue
      expect(priceRule.fromCents, code).toBeLessThan(priceRule.toCents ?? 0)
      expect(freeTag(priceRule, ['lives_alone', 'low_income']), code).toBe('low_income')
      expect(freeTag(priceRule, ['very_old']), code).toBeNull()
    }
  })

  test('risks nobody without a course and an insurance, and sends two where two are needed', () => {
    for (const { code, bodilyRisk, helpers, requirements } of defaultServices) {
      const kinds = requirements.map(({ kind }) => kind)
      expect(kinds.includes('insurance'), code).toBe(bodilyRisk)
      expect(kinds.includes('training'), code).toBe(bodilyRisk)
      expect(kinds.includes('two_people'), code).toBe(helpers > 1)
      expect(kinds.includes('skill'), code).toBe(true)
    }
    const bathing = defaultServices.find(({ code }) => code === 'bathing-assist')
    expect(bathing?.requirements.map(({ kind }) => kind)).toContain('same_sex')
  })
})

describe('finding a service', () => {
  const codes = (words: string) => bestFits(words, defaultServices).map(({ code }) => code)
  test.each([
    ['水龙头', 'plumbing'],
    ['水龙头漏水', 'plumbing'],
    ['haircut', 'haircut-home'],
    ['理发', 'haircut-home'],
    ['轮椅', 'goods-lending'],
    ['想办老年证', 'elder-card'],
    ['school-pickup', 'school-pickup'],
  ])('%s finds %s first', (words, code) => expect(codes(words)[0]).toBe(code))
  test('words of nothing find nothing', () => expect(codes('xyzzy')).toEqual([]))
})

describe('what a service demands', () => {
  const demand = (code: string, fromOn: string, toOn: string | null): Demand => ({
    kind: 'certificate',
    code,
    value: null,
    fromOn,
    toOn,
  })
  test.each([
    ['2026-01-01', ['a']],
    ['2026-06-30', ['a']],
    ['2026-07-01', ['b']],
    ['2025-12-31', []],
  ])('on %s it is %j', (day, expected) => {
    const demands = [demand('a', '2026-01-01', '2026-06-30'), demand('b', '2026-07-01', null)]
    expect(demandsOn(demands, day).map(({ code }) => code)).toEqual(expected)
  })

  const anyDemand = fc.record({
    kind: fc.constantFrom('skill' as const, 'certificate' as const, 'two_people' as const),
    code: fc.constantFrom('', 'a', 'b'),
    value: fc.constant(null),
  })
  test('ending and beginning leads exactly to what is wanted', () => {
    fc.assert(
      fc.property(
        fc.array(anyDemand),
        fc.array(anyDemand),
        fc.integer({ min: 1, max: 3 }),
        (before, after, helpers) => {
          const held = withHelpers(before, 1)
          const wanted = withHelpers(after, helpers)
          const { ended, begun } = demandChanges(held, wanted)
          const now = [...held.filter((one) => !ended.includes(one)), ...begun]
          const named = (list: readonly { kind: string; code: string }[]) =>
            list.map(({ kind, code }) => `${kind}/${code}`)
          expect(named(now).toSorted()).toEqual(named(wanted).toSorted())
          expect(named(wanted).filter((name) => name.startsWith('two_people'))).toHaveLength(helpers > 1 ? 1 : 0)
        },
      ),
    )
  })
})

describe('words of danger', () => {
  test.each([
    ['120', '老伴倒在卫生间，怎么喊都没反应'],
    ['120', '奶奶嘴角歪了，右手没力气'],
    ['120', '我爸胸口疼得厉害，一直冒冷汗'],
    ['120', '孩子吃果冻卡住喉咙了'],
    ['120', '爷爷从楼梯上滚下来，头上都是血'],
    ['120', '我摔了一跤，起不来了，就我一个人'],
    ['120', '阿伯跌咗一跤，起唔到身'],
    ['120', '妈妈喝了农药'],
    ['120', '小孩误喝了洁厕灵'],
    ['120', '老婆快生了，羊水破了'],
    ['120', '血氧只有82，嘴唇有点紫'],
    ['120', '三天没看见王奶奶了，敲门没人答应'],
    ['120', '一键呼叫响了，回拨没人说话'],
    ['120', '呼吸机停电了，撑不了多久'],
    ['119', '楼下着火了，好多烟'],
    ['119', '天然气泄漏，味道很重'],
    ['119', '电梯坏了，我被困在里面'],
    ['119', '宝宝被锁在车里了'],
    ['119', '七楼有个小孩挂在防盗网上'],
    ['119', '家里烧水忘了，锅都红了，进不去门'],
    ['110', '隔壁一直在打孩子，哭得很惨'],
    ['110', '有人撬我家门'],
    ['110', '我家进小偷了'],
    ['110', '我爸有老年痴呆，走丢了'],
    ['110', '老人早上出去散步，到现在没回来'],
    ['110', '我不想活了'],
    ['110', '她留了遗书'],
  ])('call %s: %s', (call, text) => {
    const { call: said, words } = dangerIn(text)
    expect(said).toBe(call)
    expect(words.length).toBeGreaterThan(0)
  })

  test.each([
    '烟感没电了，能换电池吗',
    '燃气报警器想装一个',
    '煤气罐太重，帮忙搬上楼',
    '燃气没气了怎么充',
    '轮椅没气了，帮打气',
    '热水器打不着火',
    '楼下火锅店油烟大',
    '电动车在楼道充电，容易着火',
    '楼道堆杂物，万一起火跑不出去',
    '地板太滑，怕摔倒，想装扶手',
    '我妈去年摔过一次，现在走路不稳，想借拐杖',
    '我爸中风后半身不遂，想请人按摩',
    '瘫痪在床动弹不得，想找人理发',
    '心梗出院后饮食怎么注意',
    '帮我买一盒治胸闷的药',
    '晾衣杆从窗户掉下去了，没砸到人',
    '到了打我电话',
    '广场上天天有人打球太吵',
    '家里蟑螂多得要死',
    '想死我了，孙子终于回来',
    '谢谢你们救命之恩',
    '猫走丢了，帮忙找找',
    '孩子的校服不见了',
    '找不到停车位',
    '孩子找不到好老师补课',
    '教我怎么打120',
    '想请人来灭老鼠，放老鼠药',
    '腿抽筋，想买点钙片',
    '呼叫器不小心碰到了，没事',
    '切菜的刀钝了，想磨刀',
    '我不是不想活，就是闷，想找人说说话',
    '',
  ])('no alarm: %s', (text) => expect(dangerIn(text)).toEqual({ call: null, words: [] }))

  test('out of the fire first: with two dangers the number that comes earlier in the chain', () => {
    expect(dangerIn('屋里着火了，老人晕倒在床边').call).toBe('119')
    expect(dangerIn('他打我，我流了好多血').call).toBe('120')
  })

  test('no text of 2000 characters keeps the server busy', () => {
    const bits = fc.constantFrom('人', '摔', '老人', '突然', '没', '打', '煤气', '出门', '在', '，', ' ', '冒烟', 'x')
    const text = fc.array(bits, { minLength: 700, maxLength: 900 }).map((parts) => parts.join('').slice(0, 2000))
    fc.assert(
      fc.property(text, (words) => {
        const started = performance.now()
        dangerIn(words)
        expect(performance.now() - started).toBeLessThan(200)
      }),
      { numRuns: 30 },
    )
  })
})
