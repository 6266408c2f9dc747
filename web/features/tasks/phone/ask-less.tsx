// 少问我: one press, and at most one ask a day comes; another, and it is as before.
import { useQuery } from '@tanstack/react-query'
import { changeMyVolunteer, getMyVolunteer } from '@linbang/contract/volunteers'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { tasksText } from '../text.ts'

const seldom = 1
const usual = 3

export const AskLess = () => {
  const t = useText(tasksText)
  const say = useSay()
  const mine = useQuery(query(getMyVolunteer))
  const act = useAct(changeMyVolunteer, {
    refreshes: ['/offers'],
    onDone: ({ asksADay }) => toast(t.asksNow(say.number(asksADay))),
  })
  if (!mine.data) return null
  const { asksADay, version } = mine.data
  const less = asksADay > seldom
  return (
    <div className="lb-row">
      <span className="lb-soft lb-grow">{t.asksNow(say.number(asksADay))}</span>
      <Button
        kind="quiet"
        busy={act.busy}
        onClick={() => act.press({ body: { version, asksADay: less ? seldom : usual } })}
      >
        {less ? t.askLess : t.askUsual}
      </Button>
      {act.refused && <ErrorState error={act.refused} />}
    </div>
  )
}
