// Which vouchers this phone has used: ids only, kept so that none is used twice here while there is no line.
import { openShelf } from '../../../kit/shelf.ts'

type Used = { readonly id: string; readonly at: number }
const shelf = openShelf<Used>('vouchers')
/** A voucher is shown for an hour; after a week its row can tell nothing any more. */
const kept = 7 * 86_400_000

export const usedHere = async (): Promise<ReadonlySet<string>> =>
  new Set((await shelf.all().catch(() => [])).map(({ id }) => id))

export const noteUsed = async (orderId: string, at = Date.now()): Promise<void> => {
  await shelf.put({ id: orderId, at })
  for (const one of await shelf.all()) if (at - one.at > kept) await shelf.remove(one.id)
}
