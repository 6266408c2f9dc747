// Words people's module shows: what was looked at, the headings and faults of the register table.
import type { Words } from '@linbang/contract/values'

export const lookWords: Readonly<Record<string, Words>> = {
  phone: { zh: '手机号', en: 'Phone number' },
  id_number: { zh: '证件号', en: 'Document number' },
  door: { zh: '门牌号', en: 'Door number' },
  'person.revealed': { zh: '受保护的信息', en: 'A protected field' },
  'person.sign_in_printed': { zh: '打印了登录码', en: 'A sign-in code was printed' },
}
