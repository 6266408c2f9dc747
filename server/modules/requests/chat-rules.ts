// What a chat group's text says, as far as rules can tell: who wrote which message, which messages are needs, which only add
// a door, a name or a time to one said before. Everything found is shown to a person before anything is registered.
import type { Triage } from '@linbang/engine/triage/triage'

export type Message = { readonly line: number; readonly sender: string; readonly text: string }
export type When = { readonly inDays: number; readonly from: string; readonly to: string; readonly said: string }
export type Parts = {
  readonly building: number | null
  readonly door: string | null
  readonly person: string | null
  readonly when: When | null
}

const digits = '零一二三四五六七八九'
/** 三, 十二, 二十一 and 7 alike. */
const numberOf = (text: string): number => {
  const plain = text.replaceAll('两', '二')
  if (/^\d+$/.test(plain)) return Number(plain)
  const [tens = '', ones = ''] = plain.includes('十') ? plain.split('十') : ['零', plain]
  return (tens === '' ? 1 : digits.indexOf(tens)) * 10 + (ones === '' ? 0 : digits.indexOf(ones))
}
const number = '(?:\\d{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])'

const headed =
  /^(?<sender>[^:：]{1,24}?)\s+(?:\d{4}[-/.年])?(?:\d{1,2}[-/.月]\d{1,2}日?\s+)?(?:上午|下午|晚上)?\s*\d{1,2}:\d{2}(?::\d{2})?$/
const spoken = /^(?<sender>[^:：，。,.!?！？]{1,16})[:：]\s*(?<text>\S.*)$/

/** Both ways chat programs copy: a head line with name and time, or `name: words` in one line; other lines go on. */
export const readMessages = (chat: string): Message[] => {
  const messages: { line: number; sender: string; text: string }[] = []
  let sender = ''
  let open = false
  chat.split(/\r?\n/).forEach((raw, place) => {
    const line = raw.normalize('NFKC').trim()
    if (line === '' || /^[—\-=\s]*(?:\d{4}年)?\d{1,2}月\d{1,2}日[^:]*$/.test(line)) return
    const head = headed.exec(line)?.groups
    if (head) {
      sender = head.sender ?? ''
      open = false
      return
    }
    const said = spoken.exec(line)?.groups
    if (said && !/^\d{1,2}$/.test(said.sender ?? '')) {
      sender = said.sender?.trim() ?? ''
      messages.push({ line: place + 1, sender, text: said.text ?? '' })
      open = true
      return
    }
    const last = messages.at(-1)
    if (open && last) last.text += `，${line}`
    else messages.push({ line: place + 1, sender, text: line })
    open = true
  })
  return messages
}

const buildingShape = new RegExp(`(${number})\\s*(?:栋|幢|号楼|座)`)
const unitAndDoor = new RegExp(`(?:(${number})\\s*单元)?\\s*(?:第?(${number})楼)?\\s*(\\d{3,4})\\s*(?:室|房|号)?`)
const dashed = /(?<!\d)(\d{1,2})-(\d{1,2})-(\d{3,4})(?!\d)/

const placeIn = (text: string): Pick<Parts, 'building' | 'door'> => {
  const three = dashed.exec(text)
  if (three) return { building: Number(three[1]), door: `${three[2]}单元${three[3]}` }
  const found = buildingShape.exec(text)
  const rest = found ? text.slice(found.index + found[0].length) : text
  const door = found || /单元/.test(text) ? unitAndDoor.exec(rest.slice(0, 16)) : null
  const unit = door?.[1] ? `${numberOf(door[1])}单元` : ''
  return { building: found ? numberOf(found[1]!) : null, door: door ? `${unit}${door[3]}` : null }
}

const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤农'
const named = new RegExp(
  `(?:独居的)?([${surnames}](?:奶奶|爷爷|阿姨|叔叔|大爷|大妈|大娘|婆婆|伯伯|阿婆|阿公|阿伯|叔|姨|伯|师傅|老师|先生|女士|姐|哥|嫂|婶))`,
)

const hourOf = (part: string | undefined, hour: number): number =>
  hour < 12 && /下午|晚/.test(part ?? '') ? hour + 12 : hour
const clock = (hour: number, minute = 0): string =>
  `${String(Math.min(23, hour)).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
const halves: Readonly<Record<string, readonly [string, string]>> = {
  早上: ['07:30', '09:30'],
  上午: ['08:30', '12:00'],
  中午: ['11:30', '13:30'],
  下午: ['13:30', '18:00'],
  晚上: ['18:00', '20:30'],
}
const timeShape = new RegExp(
  `(今天|明天|后天|大后天|明早|今晚|明晚)?(早上|上午|中午|下午|晚上)?(?:(${number})[点:](半|\\d{2})?)?`,
  'g',
)

const whenIn = (text: string): When | null => {
  const best = [...text.matchAll(timeShape)].toSorted((one, other) => other[0].length - one[0].length)[0]
  if (!best || best[0] === '' || (!best[1] && !best[2])) return null
  const [said, day = '今天', half, hour, minute] = best
  // 晚上看不见 tells of a habit, not of an appointment.
  if (!best[1] && hour === undefined && !/上午|下午/.test(half ?? '')) return null
  const inDays = { 今: 0, 明: 1, 后: 2, 大: 3 }[day[0]!] ?? 0
  const part = half ?? (day === '明早' ? '早上' : /晚/.test(day) ? '晚上' : undefined)
  if (hour !== undefined) {
    const at = hourOf(part, numberOf(hour))
    const minutes = minute === '半' ? 30 : Number(minute ?? 0)
    return { inDays, from: clock(at, minutes), to: clock(at + 1, minutes), said }
  }
  const [from, to] = halves[part ?? ''] ?? ['08:30', '18:00']
  return { inDays, from, to, said }
}

export const partsOf = (text: string): Parts => {
  const plain = text.normalize('NFKC')
  return { ...placeIn(plain), person: named.exec(plain)?.[1] ?? null, when: whenIn(plain) }
}

const silent = /^(?:\[[^\]]+\]|收到|好的?|嗯+|ok|1|\+1|在的?|谢谢.*|感谢.*|辛苦.*|👍+|哈+)[。!！~，]*$/i
const wants =
  /帮|请|麻烦|求|能不能|可以.*吗|有没有|谁|想|要|坏|漏|堵|停|没|不亮|不热|断|吃完|找|借|修|通|送|接|陪|量|打扫|掉|摔|晕|着火|走丢/

export type Draft = {
  readonly sender: string
  readonly lines: readonly number[]
  readonly text: string
  readonly said: Triage
  readonly parts: Parts
}
export type Left = {
  readonly line: number
  readonly sender: string
  readonly text: string
  readonly why: 'chatter' | 'nothing_asked'
}

const joined = (one: Parts, other: Parts): Parts => ({
  building: one.building ?? other.building,
  door: one.door ?? other.door,
  person: one.person ?? other.person,
  when: one.when ?? other.when,
})
const saysMore = ({ building, door, person, when }: Parts): boolean =>
  building !== null || door !== null || person !== null || when !== null

/** A sentence of its own is a need from this likelihood on. */
const likely = 0.3

export const draftsIn = (messages: readonly Message[], triageOf: (text: string) => Triage) => {
  const drafts: Draft[] = []
  const left: Left[] = []
  for (const message of messages) {
    const said = triageOf(message.text)
    const first = said.services[0]
    const parts = partsOf(message.text)
    const asks =
      !silent.test(message.text) &&
      (said.danger.call !== null ||
        (first !== undefined && first.code !== 'other' && first.share >= likely && wants.test(message.text)))
    const at = drafts.findLastIndex(({ sender }) => sender === message.sender)
    const own = drafts[at]
    const adds =
      own && (asks ? own.said.services[0]?.code === first?.code : saysMore(parts) && !silent.test(message.text))
    if (own && adds)
      drafts[at] = {
        ...own,
        lines: [...own.lines, message.line],
        text: `${own.text}，${message.text}`,
        parts: joined(own.parts, parts),
      }
    else if (asks) drafts.push({ sender: message.sender, lines: [message.line], text: message.text, said, parts })
    else
      left.push({
        ...message,
        why: first?.code === 'other' && !silent.test(message.text) ? 'nothing_asked' : 'chatter',
      })
  }
  return { drafts: drafts.map((one) => ({ ...one, parts: joined(one.parts, partsOf(one.sender)) })), left }
}
