// Calls at the desk: whom to ring back, the log, and how well the hotline is answered.
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { DeskListsPage } from '../../../ui/shell/desk-lists-page.tsx'
import { callsText } from '../text.ts'
import { CallFiguresList } from './call-figures.tsx'
import { CallLog } from './call-log.tsx'
import { ReturnCalls } from './return-calls.tsx'

export const CallsPage = () => {
  const t = useText(callsText)
  const me = useSignedIn()
  const lists = [
    ...(mayDo(me, 'calls.take') ? [{ value: 'owed', title: t.tabs.owed, Shown: ReturnCalls }] : []),
    { value: 'log', title: t.tabs.log, Shown: CallLog },
    { value: 'figures', title: t.tabs.figures, Shown: CallFiguresList },
  ]
  return <DeskListsPage title={t.title} label={t.which} lists={lists} />
}
