// What people read when something is refused: what to do next, without blame, in both languages.
import type { ErrorCode } from './errors.ts'
import type { Words } from './values.ts'

export const refusals: Readonly<Record<ErrorCode, Words>> = {
  'auth.required': { zh: '请先登录', en: 'Please sign in first' },
  'auth.forbidden': { zh: '这件事请找社区的人办', en: 'Please ask the community staff to do this' },
  'auth.second_factor': { zh: '请再输一次动态码', en: 'Please enter your one-time code' },
  'auth.same_origin': { zh: '请回到本站的页面再试', en: 'Please try again from our own page' },
  not_found: { zh: '没有找到，请回上一页看看', en: 'Nothing here; please go back and look again' },
  'input.invalid': { zh: '有的地方要改一下，请看标出的几项', en: 'Please look at the marked fields' },
  'input.malformed': { zh: '内容没有读懂，请再发一次', en: 'We could not read that; please send it again' },
  'input.unknown_field': { zh: '多了用不上的内容，请去掉', en: 'Please leave out the fields we do not know' },
  'input.cursor': { zh: '请从第一页重新看起', en: 'Please start again from the first page' },
  'input.too_deep': { zh: '内容套得太深，请放平一些', en: 'Please send fewer nested levels' },
  'input.too_large': { zh: '内容太大，请分开发', en: 'That is too large; please send it in parts' },
  'input.media_type': { zh: '请用约定的格式发送', en: 'Please send it in the agreed format' },
  'file.kind': { zh: '请换照片、PDF、表格或录音', en: 'Please use a picture, PDF, sheet or recording' },
  'file.unreadable': { zh: '文件打不开，请换一个', en: 'The file does not open; please choose another' },
  'sheet.unreadable': { zh: '表格打不开，请另存为 xlsx', en: 'The sheet does not open; please save it as xlsx' },
  'print.missing_character': { zh: '有的字打不出来，请看说明', en: 'Some characters cannot be printed; see the detail' },
  'rate.limited': { zh: '点得太快了，请稍等再试', en: 'Please wait a moment and try again' },
  'idempotency.mismatch': { zh: '这一单内容变了，请重新发', en: 'The content has changed; please send it as new' },
  'row.stale': { zh: '别人刚改过，请看过再改', en: 'Someone just changed this; please look and try again' },
  'service.busy': { zh: '现在人多，请过一会儿再试', en: 'Many people are here; please try again shortly' },
  internal: { zh: '我们这边出了问题，已记下', en: 'Something went wrong on our side; it is noted' },
}
