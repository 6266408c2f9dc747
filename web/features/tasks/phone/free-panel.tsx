// 我现在有空: one press says three hours, and the time can be moved up to twelve hours ahead.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { getMyVolunteer, setFree } from '@linbang/contract/volunteers'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { DuskPanel } from '../../../ui/card.tsx'
import { ChoiceList, Switch } from '../../../ui/choice.tsx'
import { Sheet } from '../../../ui/dialog.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { tasksText } from '../text.ts'

const usual = 3
const choices = [1, 2, 3, 4, 6, 8, 12] as const
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000 - 1000)

export const FreePanel = () => {
  const t = useText(tasksText)
  const say = useSay()
  const now = useNow(30)
  const mine = useQuery(query(getMyVolunteer))
  const [choosing, setChoosing] = useState(false)
  const act = useAct(setFree, {
    refreshes: ['/offers'],
    onDone: ({ freeUntil }) => {
      setChoosing(false)
      toast(freeUntil ? t.freeNow(say.brief(freeUntil)) : t.freeOver)
    },
  })
  const { freeUntil, awayFrom, awayTo } = mine.data ?? {}
  const free = freeUntil && freeUntil > now ? freeUntil : undefined
  const away = awayFrom && awayFrom <= now && (!awayTo || now < awayTo)
  const set = (hours: number | null) => act.press({ body: { until: hours === null ? null : inHours(hours) } })
  return (
    <>
      <DuskPanel label={t.free}>
        <div className="lb-grow">
          <b>{t.free}</b>
          <small>{free ? t.freeUntil(say.brief(free)) : away ? t.away : t.notFree}</small>
        </div>
        {free && (
          <Button kind="glass" onClick={() => setChoosing(true)}>
            {t.change}
          </Button>
        )}
        <Switch label={t.free} on={free !== undefined} busy={act.busy} onSwitch={(on) => set(on ? usual : null)} />
      </DuskPanel>
      {act.refused && <ErrorState error={act.refused} />}
      <Sheet open={choosing} onClose={() => setChoosing(false)} title={t.freeTitle}>
        <ChoiceList
          name="hours"
          legend={t.freeHint}
          options={choices.map((hours) => ({
            value: String(hours),
            title: t.until(say.duration(hours * 60), say.brief(inHours(hours))),
          }))}
          onChoose={(hours) => set(Number(hours))}
        />
      </Sheet>
    </>
  )
}
