// One line across every page of the desk while anything is late: how much, the longest, whom the clock has named. It cannot be put away.
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { listLate } from '@linbang/contract/late-list'
import type { LateRow } from '@linbang/contract/late-list'
import { query } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Icon } from '../../../ui/icon.tsx'
import { NavCount } from '../../../ui/shell/desk-shell.tsx'
import { lateText } from '../text.ts'

const useLate = (enabled = true) =>
  useQuery({ ...query(listLate, { query: { limit: '1' } }), refetchInterval: 30_000, enabled }).data

export const LateCount = () => <NavCount count={useLate()?.total} urgent />

const Line = ({ total, longest }: { readonly total: number; readonly longest: LateRow }) => {
  const t = useText(lateText)
  const say = useSay()
  const words = useWords()
  const now = useNow(30)
  const { request, dueAt, toldName, toldLevel } = longest
  const what = [request.areaName, words({ zh: request.serviceZh, en: request.serviceEn })].join(' ')
  const minutes = Math.max(1, Math.round((now.getTime() - dueAt.getTime()) / 60_000))
  return (
    <aside aria-label={t.title}>
      <Link className="lb-desk-strip" href="/desk/late">
        <Icon name="warn" size="sm" />
        <b>{t.strip(say.number(total))}</b>
        <span className="lb-grow">
          {[
            t.longest(what, say.duration(minutes)),
            toldName && toldLevel ? t.now(t.person(toldName, t.levels[toldLevel])) : t.notYet,
          ].join(' · ')}
        </span>
        <span>{t.open}</span>
        <Icon name="right" size="xs" />
      </Link>
    </aside>
  )
}

/** Nothing while nothing is late. */
export const useLateStrip = (shown: boolean) => {
  const data = useLate(shown)
  const [longest] = data?.items ?? []
  return shown && data && longest ? <Line total={data.total} longest={longest} /> : undefined
}
