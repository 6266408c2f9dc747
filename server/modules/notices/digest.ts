// The summary of the day: what was not worth a message of its own, told together once, in the app as before one by one.
import type { Words } from '@linbang/contract/values'
import { type Context, inTransaction } from '../../kit/context.ts'
import { newId } from '../../kit/ids.ts'
import { dueDigests, type Waiting, writeOff } from './digest-queries.ts'
import { notify } from './notify.ts'
import { shown } from './rules.ts'

const named = 3

const titlesOf = (waiting: readonly Waiting[], timeZone: string, now: Date): Words => {
  const said = (locale: 'zh-CN' | 'en') => [...new Set(waiting.map((one) => shown(one, locale, timeZone, now).title))]
  const more = (titles: readonly string[], comma: string, rest: string) =>
    titles.slice(0, named).join(comma) + (titles.length > named ? rest : '')
  return { zh: more(said('zh-CN'), '、', '等'), en: more(said('en'), ', ', ' and more') }
}

/** Whoever has read everything meanwhile hears nothing. */
export const sendDigests = (ctx: Context): Promise<void> =>
  inTransaction(ctx, async (inner) => {
    const { timeZone } = await inner.kit.tenants.of(inner.tenantId)
    const byPerson = Map.groupBy(await dueDigests(inner), ({ personId }) => personId)
    for (const [personId, waiting] of byPerson) {
      await writeOff(inner, personId)
      const unread = waiting.filter(({ readAt }) => readAt === null)
      if (unread.length === 0) continue
      await notify(inner, {
        personIds: [personId],
        kind: 'notices.digest',
        params: { count: unread.length, titles: titlesOf(unread, timeZone, inner.now) },
        subjectKind: 'digest',
        subjectId: newId(),
      })
    }
  })
