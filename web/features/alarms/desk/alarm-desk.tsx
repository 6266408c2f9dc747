// The alarm across every page of the desk: it stands and sounds until somebody takes it, and leads to the request.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { listAlarms, takeAlarm } from '@linbang/contract/alarms'
import type { Alarm } from '@linbang/contract/alarms'
import { useAct } from '../../../kit/act.ts'
import { useAlarmSound, volumeOf } from '../../../kit/alarm-sound.ts'
import { query } from '../../../kit/api.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { AlarmBanner } from '../../../ui/banner.tsx'
import { toast } from '../../../ui/toast.tsx'
import { alarmText } from '../text.ts'

const useTitle = () => {
  const t = useText(alarmText)
  const words = useWords()
  return ({ kind, areaName, callName, helperName, description, serviceZh, serviceEn }: Alarm): string => {
    if (kind === 'need_help') return t.needHelp(areaName, helperName ?? callName)
    if (kind === 'wrong_person') return t.wrongPerson(areaName, callName)
    return t.life(areaName, callName, description || words({ zh: serviceZh, en: serviceEn }))
  }
}

/** The page moves down by what the banner covers. */
const useRoom = (shown: boolean) => {
  const ref = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { style } = document.documentElement
    style.setProperty('--lb-alarm', `${shown ? (ref.current?.firstElementChild?.clientHeight ?? 0) : 0}px`)
    return () => void style.removeProperty('--lb-alarm')
  }, [shown])
  return ref
}

/** Seen in the tab of a window that lies behind others; where sound is off, it is what tells. */
const useWindowTitle = (count: number) => {
  const t = useText(alarmText)
  const say = useSay()
  useEffect(() => {
    if (count === 0) return undefined
    const before = document.title
    document.title = `${t.inTitle(say.number(count))} · ${before}`
    return () => {
      document.title = before
    }
  }, [count, t, say])
}

const Ringing = ({ alarm, more }: { readonly alarm: Alarm; readonly more: number }) => {
  const t = useText(alarmText)
  const say = useSay()
  const titleOf = useTitle()
  const sound = useAlarmSound()
  const [, go] = useLocation()
  const take = useAct(takeAlarm)
  const press = (outcome: 'taken' | 'false') =>
    void take.send({ params: { requestId: alarm.requestId }, body: { outcome } }).then(
      ({ mine, takenBy }) => {
        toast(mine ? t[outcome] : t.byOther(takenBy))
        go(`/desk/requests/${alarm.requestId}`)
      },
      () => undefined,
    )
  return (
    <AlarmBanner
      title={[titleOf(alarm), ...(more > 0 ? [t.more(say.number(more))] : [])].join(' · ')}
      since={alarm.since}
      volume={volumeOf[sound]}
      busy={take.busy}
      onTake={() => press('taken')}
      onFalseAlarm={() => press('false')}
    />
  )
}

export const AlarmDesk = () => {
  const { data } = useQuery({ ...query(listAlarms), refetchInterval: 30_000 })
  const first = data?.items[0]
  const more = (data?.items.length ?? 1) - 1
  const room = useRoom(first !== undefined)
  useWindowTitle(data?.items.length ?? 0)
  return (
    <div ref={room}>
      {first && <Ringing key={`${first.requestId} ${first.since.getTime()}`} alarm={first} more={more} />}
    </div>
  )
}
