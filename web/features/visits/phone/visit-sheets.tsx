// What opens over a visit: setting out, checking in, 需要帮助, not coming. Kept on the phone with the visit, for a door without a line.
import type { Visit } from '@linbang/contract/visits'
import { CheckInSheet } from './check-in.tsx'
import { SetOutSheet } from './set-out.tsx'
import { DropSheet, HelpSheet } from './trouble.tsx'

export type Open = 'setOut' | 'checkIn' | 'help' | 'drop'

export const VisitSheets = ({
  visit,
  open,
  onClose,
}: {
  readonly visit: Visit
  readonly open: Open
  readonly onClose: () => void
}) => {
  if (open === 'setOut') return <SetOutSheet visit={visit} onClose={onClose} />
  if (open === 'checkIn') return <CheckInSheet visit={visit} onClose={onClose} />
  if (open === 'help') return <HelpSheet visitId={visit.id} onClose={onClose} />
  return <DropSheet visitId={visit.id} onClose={onClose} />
}
