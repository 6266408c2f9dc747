// The middle of the board: the community from above with what waits, and who could come for the request looked at.
import { useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import { getAreaMap } from '@linbang/contract/areas'
import type { Candidate } from '@linbang/contract/dispatch'
import type { BoardCounts } from '@linbang/contract/request-lists'
import type { RequestRow } from '@linbang/contract/requests'
import type * as z from 'zod/mini'
import { query } from '../../../kit/api.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import type { IconName } from '../../../ui/icon.tsx'
import { AreaMap, LegendItem } from '../../../ui/map/area-map.tsx'
import type { Pin } from '../../../ui/map/pins.tsx'
import { boardText } from '../text.ts'
import { groupOf } from './urgent.ts'

type Props = {
  readonly areaId: string
  readonly rows: readonly RequestRow[]
  readonly chosen: RequestRow | undefined
  readonly candidates: readonly Candidate[]
  readonly grids: z.infer<typeof BoardCounts>['grids']
  readonly now: Date
  readonly endOfToday: Date
  readonly onChoose: (id: string) => void
}

export const BoardMap = ({ areaId, rows, chosen, candidates, grids, now, endOfToday, onChoose }: Props) => {
  const t = useText(boardText)
  const say = useSay()
  const words = useWords()
  const map = useQuery({ ...query(getAreaMap, { params: { areaId } }), staleTime: 3_600_000 })
  const minute = Math.floor(now.getTime() / 60_000)
  const pins = useMemo((): Pin[] => {
    const at = new Date(minute * 60_000)
    const waiting = rows.flatMap((row): Pin[] => {
      if (!row.point) return []
      const group = groupOf(row, at, endOfToday)
      const kind = row.id === chosen?.id ? 'chosen' : group === 'late' ? 'alarm' : group === 'soon' ? 'due' : 'today'
      const label = `${row.description || words({ zh: row.serviceZh, en: row.serviceEn })}，${row.areaName}`
      return [{ id: row.id, at: row.point, kind, icon: row.icon as IconName, label }]
    })
    const people = candidates
      .slice(0, 3)
      .flatMap((one, index): Pin[] =>
        one.point
          ? [{ id: `candidate-${index}`, at: one.point, kind: 'candidate', number: index + 1, label: one.callName }]
          : [],
      )
    return [...waiting, ...people]
  }, [rows, chosen, candidates, minute, endOfToday, words])
  const paths = useMemo(
    () =>
      candidates
        .slice(0, 3)
        .flatMap((one, index) =>
          one.point && chosen?.point
            ? [{ id: `way-${index}`, kind: 'candidate' as const, points: [one.point, chosen.point] }]
            : [],
        ),
    [candidates, chosen],
  )
  const labels = useMemo(
    () =>
      Object.fromEntries(
        grids.map((grid) => [grid.areaId, { figure: String(grid.waiting), warn: grid.waiting > grid.free }]),
      ),
    [grids],
  )
  const legend = (
    <>
      <LegendItem kind="alarm">{t.legendLate}</LegendItem>
      <LegendItem kind="due">{t.legendSoon}</LegendItem>
      <LegendItem kind="today">{t.legendToday}</LegendItem>
      <LegendItem kind="chosen">{t.legendChosen}</LegendItem>
      <LegendItem kind="candidate">{t.legendCandidate}</LegendItem>
    </>
  )
  return (
    <AreaMap
      map={map.data}
      label={t.map(say.number(rows.length))}
      pins={pins}
      paths={paths}
      labels={labels}
      around={chosen?.areaPath}
      onSelect={onChoose}
      list="elsewhere"
      legend={legend}
    />
  )
}
