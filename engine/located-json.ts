// JSON whose every value knows where it stood, so that a wrong input can be refused by line and column, whether the text
// or the meaning is wrong. RFC 8259; a key given twice is refused.

export class BadInput extends Error {
  readonly line: number
  readonly column: number
  constructor(text: string, offset: number, reason: string) {
    const before = text.slice(0, offset)
    const line = before.split('\n').length
    const column = offset - before.lastIndexOf('\n')
    super(`line ${line}, column ${column}: ${reason}`)
    this.line = line
    this.column = column
  }
}

export type Located = { readonly offset: number } & (
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, Located> }
  | { readonly kind: 'array'; readonly items: readonly Located[] }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
)

type Cursor = { readonly text: string; at: number; depth: number }

const DEEPEST = 100

export function parseLocated(text: string): Located {
  const cursor: Cursor = { text, at: text.charCodeAt(0) === 0xfeff ? 1 : 0, depth: 0 }
  const value = readValue(cursor)
  skipSpace(cursor)
  if (cursor.at < text.length) throw new BadInput(text, cursor.at, 'nothing may follow the value')
  return value
}

function readValue(cursor: Cursor): Located {
  skipSpace(cursor)
  const { text, at } = cursor
  const first = text[at]
  if (first === undefined) throw new BadInput(text, at, 'the text ends where a value is expected')
  if (cursor.depth > DEEPEST) throw new BadInput(text, at, `nested deeper than ${DEEPEST}`)
  if (first === '{') return nested(cursor, readObject)
  if (first === '[') return nested(cursor, readArray)
  if (first === '"') return { offset: at, kind: 'string', value: readString(cursor) }
  if (first === '-' || (first >= '0' && first <= '9')) return readNumber(cursor)
  return readWord(cursor)
}

function nested(cursor: Cursor, read: (cursor: Cursor) => Located): Located {
  cursor.depth++
  const value = read(cursor)
  cursor.depth--
  return value
}

function readObject(cursor: Cursor): Located {
  const offset = cursor.at++
  const fields = new Map<string, Located>()
  if (next(cursor) === '}') return close(cursor, { offset, kind: 'object', fields })
  for (;;) {
    skipSpace(cursor)
    const keyAt = cursor.at
    if (cursor.text[keyAt] !== '"') throw new BadInput(cursor.text, keyAt, 'a field name in quotes is expected')
    const key = readString(cursor)
    if (fields.has(key)) throw new BadInput(cursor.text, keyAt, `the field "${key}" is given twice`)
    if (next(cursor) !== ':') throw new BadInput(cursor.text, cursor.at, `":" is expected after "${key}"`)
    cursor.at++
    fields.set(key, readValue(cursor))
    if (next(cursor) === '}') return close(cursor, { offset, kind: 'object', fields })
    comma(cursor, '}')
  }
}

function readArray(cursor: Cursor): Located {
  const offset = cursor.at++
  const items: Located[] = []
  if (next(cursor) === ']') return close(cursor, { offset, kind: 'array', items })
  for (;;) {
    items.push(readValue(cursor))
    if (next(cursor) === ']') return close(cursor, { offset, kind: 'array', items })
    comma(cursor, ']')
  }
}

function readString(cursor: Cursor): string {
  const { text, at } = cursor
  let end = at + 1
  while (text[end] !== '"') {
    if (end >= text.length || text.charCodeAt(end) < 0x20)
      throw new BadInput(text, end, 'the text in quotes does not end')
    end += text[end] === '\\' ? 2 : 1
  }
  cursor.at = end + 1
  try {
    return JSON.parse(text.slice(at, end + 1)) as string
  } catch {
    throw new BadInput(text, at, 'the text in quotes has a wrong escape')
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y

function readNumber(cursor: Cursor): Located {
  NUMBER.lastIndex = cursor.at
  const found = NUMBER.exec(cursor.text)?.[0]
  const after = cursor.text[cursor.at + (found?.length ?? 0)]
  if (!found || (after !== undefined && /[\w.+-]/.test(after)))
    throw new BadInput(cursor.text, cursor.at, 'not a number')
  const value = Number(found)
  if (!Number.isFinite(value)) throw new BadInput(cursor.text, cursor.at, 'the number is too large')
  const offset = cursor.at
  cursor.at += found.length
  return { offset, kind: 'number', value }
}

function readWord(cursor: Cursor): Located {
  const offset = cursor.at
  for (const word of ['true', 'false', 'null']) {
    if (!cursor.text.startsWith(word, offset)) continue
    cursor.at += word.length
    return word === 'null' ? { offset, kind: 'null' } : { offset, kind: 'boolean', value: word === 'true' }
  }
  throw new BadInput(cursor.text, offset, 'a value is expected')
}

function skipSpace(cursor: Cursor): void {
  while (' \t\n\r'.includes(cursor.text[cursor.at] ?? 'x')) cursor.at++
}

function next(cursor: Cursor): string | undefined {
  skipSpace(cursor)
  return cursor.text[cursor.at]
}

function comma(cursor: Cursor, closing: string): void {
  if (cursor.text[cursor.at] !== ',') throw new BadInput(cursor.text, cursor.at, `"," or "${closing}" is expected`)
  cursor.at++
}

function close(cursor: Cursor, value: Located): Located {
  cursor.at++
  return value
}
