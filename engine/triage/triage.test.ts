// The classifier as it ships: what it was never told word for word, cries for help and what only sounds like one.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judged, readRows } from './judge.ts'
import { type ModelFile, packed, unpacked } from './model.ts'
import { plain } from './read-text.ts'
import { readSentences } from './sentences.ts'
import { triage } from './triage.ts'

const file = JSON.parse(readFileSync(new URL('model.json', import.meta.url), 'utf8')) as ModelFile
const model = unpacked(file)
const dangerIn = (text: string) => triage(text, model).danger

test('the model was learned from the sentences that lie beside it', () => {
  const folder = new URL('sentences/', import.meta.url)
  const texts = readdirSync(folder)
    .toSorted()
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  expect(file.from, 'run npm run triage -- --learn').toBe(createHash('sha256').update(texts.join('\0')).digest('hex'))
})

describe('a sentence nobody taught it', () => {
  test.each([
    ['plumbing', '卫生间洗手台底下的管子一直往外渗，抹布都湿透了'],
    ['plumbing', '水笼头关唔实，成晚滴滴声'],
    ['medicine-errand', '糖尿病人的二甲双胍就剩两粒了，谁去药房'],
    ['companionship', '成日一个人对住电视，好想有人倾下计'],
    ['elder-card', '敬老卡过闸机刷不开'],
    ['mediation', '楼上夫妻夜夜拖桌子，同他讲又唔听'],
    ['school-pickup', '娃下午四点放学，我走不开，谁去校门口领一下'],
    ['other', '多谢啦，灯已经有人来整好了'],
    ['phone-lesson', '老姐妹都会发朋友圈，我就是学不会'],
    ['missing-search', '外婆拎着菜篮子出去五个钟头了，人影都冇'],
  ])('%s: %s', (code, text) => {
    const { services } = triage(text, model)
    expect(services[0]?.code).toBe(code)
    expect(services[0]?.words.every((word) => plain(text).includes(word))).toBe(true)
  })

  test('full width, small gaps and numbers change nothing', () => {
    const codes = (text: string) => triage(text, model).services.map(({ code }) => code)
    expect(codes('３栋２单元４０１　电话１３９００００００００，马桶堵了！！')).toEqual(
      codes('3栋2单元401 电话13900000000，马桶堵了'),
    )
    expect(plain('１３９００００００００')).toBe('')
  })

  test('whom it speaks of and how urgent it is', () => {
    expect(triage('奶奶的降压药吃完了，走不动', model)).toMatchObject({ urgency: 'basic', crowd: 'elder' })
    expect(triage('刚搬来租的房子，居住证怎么办', model)).toMatchObject({ urgency: 'advice', crowd: 'migrant' })
    expect(triage('', model)).toMatchObject({
      services: [],
      urgency: 'ordinary',
      crowd: 'none',
      danger: { call: null },
    })
  })
})

test('a file of sentences is counted in shares, whatever the order of its columns', () => {
  const rows = readRows(
    'urgency\ttext\tservice\nlife\t着火了\temergency-check\nordinary\t理发\thaircut-home\nordinary\t晕\tother',
  )
  const said = (code: string, call: '119' | null) => ({
    ...triage('', model),
    services: [{ code, share: 1, words: [] }],
    danger: { call, words: [], share: 1 },
  })
  const { figures } = judged(rows, (text) =>
    said(text === '理发' ? 'haircut-home' : 'emergency-check', text === '理发' ? null : '119'),
  )
  expect(figures).toEqual({ n: 3, serviceTop1: 2 / 3, serviceTop3: 2 / 3, lifeRecall: 1, lifeFalseAlarms: 0.5 })
})

test('sentences with a slot are told once for each word; weights keep their class on the way through the file', () => {
  const lists = new Map([['药', ['胃药', '膏药']]])
  const read = readSentences('[medicine-errand basic]\n{药}没了\n断药了', lists)
  expect(read.map(({ text, urgency }) => `${text}/${urgency}`)).toEqual([
    '胃药没了/basic',
    '膏药没了/basic',
    '断药了/basic',
  ])
  const weights = { classes: ['a', 'b'], features: ['x', 'y'], weights: Float32Array.of(0, 3.1, -1.55, 0) }
  const kept = unpacked(packed(weights, { from: '', words: { 药: '胃药' }, sounds: ['他她'] }))
  expect([...kept.features].map(([name, list]) => [name, ...[...list].map((one) => Math.round(one * 10))])).toEqual([
    ['x', 10, 31],
    ['y', 0, -15],
  ])
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

  const calm = [
    '早',
    '嗯嗯',
    '晓得了',
    '今天下大雨，大家路上当心',
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
  ]
  test('what only sounds like danger interrupts at most one time in ten, and makes nothing a matter of life by itself', () => {
    const called = calm.filter((text) => dangerIn(text).call)
    expect(called.length, called.join(' / ')).toBeLessThanOrEqual(calm.length / 10)
    expect(calm.filter((text) => dangerIn(text).share >= 0.5)).toEqual([])
  })

  test('out of the fire first: with two dangers the number that comes earlier in the chain', () => {
    expect(dangerIn('屋里着火了，老人晕倒在床边').call).toBe('119')
    expect(dangerIn('他打我，我流了好多血').call).toBe('120')
  })

  test('no text of 2000 characters keeps the server busy', () => {
    const bits = fc.constantFrom('人', '摔', '老人', '突然', '没', '打', '煤气', '出门', '在', '，', ' ', '冒烟', 'x')
    const text = fc.array(bits, { minLength: 700, maxLength: 900 }).map((parts) => parts.join('').slice(0, 2000))
    fc.assert(
      fc.property(text, (words) => {
        const started = process.cpuUsage() // not the clock's time: others may be at work on this machine
        dangerIn(words)
        expect(process.cpuUsage(started).user / 1000).toBeLessThan(200)
      }),
      { numRuns: 30 },
    )
  })
})
