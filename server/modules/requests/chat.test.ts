// A chat group's text becomes drafts: which messages are needs, whose door, which name, when; and nothing is registered by itself.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../api.ts'
import type { Hands } from '../../kit/testing.ts'
import { type SmallTown, smallTown } from '../../seed/small.ts'
import { background } from '../../worker.ts'
import { partsOf, readMessages } from './chat-rules.ts'

describe('what a message says', () => {
  test.each([
    ['6栋2单元402，下午3点有空', { building: 6, door: '2单元402', when: { inDays: 0, from: '15:00', to: '16:00' } }],
    ['十二号楼三单元501张奶奶', { building: 12, door: '3单元501', person: '张奶奶', when: null }],
    ['6-2-402', { building: 6, door: '2单元402' }],
    [
      '明天上午陪韦阿姨去医院',
      { building: null, door: null, person: '韦阿姨', when: { inDays: 1, from: '08:30', to: '12:00' } },
    ],
    ['后天早上八点半', { when: { inDays: 2, from: '08:30', to: '09:30' } }],
    ['今晚有电影吗', { when: { inDays: 0, from: '18:00', to: '20:30' } }],
    ['我家水管漏了', { building: null, door: null, person: null, when: null }],
  ])('%s', (text, parts) => expect(partsOf(text)).toMatchObject(parts))

  test('both ways of copying, with lines that go on', () => {
    const said = [
      { sender: '李叔', text: '水龙头坏了，滴了一晚' },
      { sender: '小陈', text: '收到' },
    ]
    const texts = (chat: string) => readMessages(chat).map(({ sender, text }) => ({ sender, text }))
    expect(texts('李叔：水龙头坏了\n滴了一晚\n小陈: 收到')).toEqual(said)
    expect(texts('2026年11月25日\n李叔 08:31\n水龙头坏了\n滴了一晚\n\n小陈 11-25 09:02\n收到')).toEqual(said)
  })
})

describe('the desk reads a group', () => {
  let town: SmallTown
  let leader: Hands
  let areaId: string
  beforeAll(async () => {
    town = await smallTown(routes, background)
    leader = await town.hands('韦敏')
    const { items } = (await leader.get('/areas?kind=community')).body
    areaId = items.find(({ name }: { name: string }) => name.startsWith('新竹')).id
  }, 60_000)
  afterAll(() => town.close())

  const chat = [
    '群主：大家早上好，今天降温注意保暖',
    '李叔：我家厨房水龙头一直滴水，哪位师傅能来修一下',
    '小陈：收到',
    '李叔：6栋2单元402，下午3点在家',
    '赵姐：[图片]',
    '赵姐：3号楼楼道灯不亮了，晚上看不见路',
    '孙阿姨：谢谢昨天帮我拿快递的小伙子',
    '周哥：帮我妈去药店买点降压药，吃完了，5栋101',
    '赵姐：哈哈',
    '钱伯：明天上午想找人陪我去医院复查',
  ].join('\n')

  test('ten messages are four needs, the rest is told and left', async () => {
    const before = (await leader.get('/requests?limit=100')).body.items.length
    const { status, body } = await leader.post('/requests/chat-drafts', { text: chat, areaId })
    expect(status, JSON.stringify(body)).toBe(200)
    type Draft = {
      sender: string
      services: { code: string }[]
      door: string | null
      buildingName: string | null
      whenSaid: string | null
      lines: number[]
    }
    const seen = body.drafts.map((one: Draft) => [
      one.sender,
      one.services[0]?.code,
      one.buildingName,
      one.door,
      one.whenSaid,
    ])
    expect(seen).toEqual([
      ['李叔', 'plumbing', '6号楼', '2单元402', '下午3点'],
      ['赵姐', 'stair-light', '3号楼', null, null],
      ['周哥', 'medicine-errand', '5号楼', '101', null],
      ['钱伯', 'clinic-escort', null, null, '明天上午'],
    ])
    expect(body.drafts[0].lines).toEqual([2, 4])
    expect(body.left.map(({ line }: { line: number }) => line)).toEqual([1, 3, 5, 7, 9])
    expect((await leader.get('/requests?limit=100')).body.items).toHaveLength(before)
  })

  test('a cry for help in the middle of chatter is a draft with the number to call', async () => {
    const { body } = await leader.post('/requests/chat-drafts', {
      text: '王姐：早\n王姐：29号楼韦奶奶摔倒了起不来，快来人',
      areaId,
    })
    expect(body.drafts).toHaveLength(1)
    expect(body.drafts[0]).toMatchObject({
      urgency: 'life',
      danger: { call: '120' },
      personSaid: '韦奶奶',
      buildingName: '29号楼',
    })
    expect(body.drafts[0].people.map((one: { callName: string }) => one.callName)).toContain('韦奶奶')
  })

  test('numbers written into the chat come back lifted out', async () => {
    const { body } = await leader.post('/requests/chat-drafts', { text: '何姐：马桶堵了，电话13900000000' })
    expect(JSON.stringify(body)).not.toContain('13900000000')
  })
})
