// The sentences the classifier learns from, as they stand in sentences/*.txt: `[service urgency]`, then one sentence a line.
// A slot like {家电} stands for each word of that list in words.txt.
export type Sentence = {
  readonly text: string
  readonly service: string
  readonly urgency: string
  readonly weight: number
}

export const readWords = (file: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    file
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [name = '', words = ''] = line.split(': ')
        return [name, [...new Set(words.split(' '))]] as const
      }),
  )

/** Slots named after what fills them where the list of words holds more than fits there. */
const slots: Readonly<Record<string, string>> = { 费: '缴费' }
const mostAtASlot = 14

const filled = (text: string, lists: ReadonlyMap<string, readonly string[]>, from: number): string[] => {
  const slot = /\{(.+?)\}/.exec(text)
  if (!slot) return [text]
  const words = lists.get(slots[slot[1]!] ?? slot[1]!)
  if (!words) throw new Error(`no list of words for ${slot[0]} in "${text}"`)
  const chosen =
    words.length <= mostAtASlot ? words : words.filter((_, place) => (place * 7 + from) % words.length < mostAtASlot)
  return chosen.flatMap((word, place) => filled(text.replace(slot[0], word), lists, from + place))
}

export const readSentences = (file: string, lists: ReadonlyMap<string, readonly string[]>): Sentence[] => {
  let [service, urgency] = ['', '']
  return file.split('\n').flatMap((line, number) => {
    const head = /^\[(\S+) (\S+)\]$/.exec(line)
    if (head) [service = '', urgency = ''] = head.slice(1)
    if (head || line === '') return []
    const texts = filled(line, lists, number)
    return texts.map((text) => ({ text, service, urgency, weight: Math.max(0.25, 1 / texts.length) }))
  })
}
