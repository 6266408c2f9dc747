// How many calls are owed, at the nav of the desk.
import { useQuery } from '@tanstack/react-query'
import { listReturnCalls } from '@linbang/contract/return-calls'
import { query } from '../../../kit/api.ts'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { NavCount } from '../../../ui/shell/desk-shell.tsx'

/** Red once one is overdue. */
export const OwedCount = () => {
  const me = useSignedIn()
  const owed = useQuery({
    ...query(listReturnCalls, { query: { limit: '1' } }),
    enabled: mayDo(me, 'calls.take'),
    refetchInterval: 30_000,
  })
  return <NavCount count={owed.data?.open} urgent={(owed.data?.late ?? 0) > 0} />
}
