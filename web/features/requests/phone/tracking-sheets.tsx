// What opens over the tracking page: another time, the badge, the wrong person, not done, a complaint. Fetched when it is wanted.
import type { HelperCard, Request } from '@linbang/contract/requests'
import { BadgeSheet, WrongPersonSheet } from './badge-sheet.tsx'
import { ChangeSheet } from './change-sheet.tsx'
import { ComplaintSheet, NotDoneSheet } from './verdict.tsx'

export type Open = 'change' | 'wrong' | 'not_done' | 'complain' | { readonly badge: HelperCard }

export const Sheets = ({
  request,
  open,
  onClose,
}: {
  readonly request: Request
  readonly open: Open
  readonly onClose: () => void
}) => {
  if (open === 'change') return <ChangeSheet request={request} onClose={onClose} />
  if (open === 'not_done') return <NotDoneSheet request={request} onClose={onClose} />
  if (open === 'complain') return <ComplaintSheet request={request} onClose={onClose} />
  if (!request.visit) return null
  if (open === 'wrong') return <WrongPersonSheet visitId={request.visit.id} onClose={onClose} />
  return <BadgeSheet visitId={request.visit.id} helper={open.badge} onClose={onClose} />
}
