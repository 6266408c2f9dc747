// What fairness costs: inequality against the mean way, one point for each price on having been busy lately.
import { useQuery } from '@tanstack/react-query'
import { getWhatIf, listWhatIfs, startWhatIf } from '@linbang/contract/what-ifs'
import type { WhatIf } from '@linbang/contract/what-ifs'
import { may } from '@linbang/contract/permissions'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { fairnessText } from '../fairness-text.ts'
import { ChartPanel, PlainTable } from './bars.tsx'

const everyMs = 700

export const FairnessCurve = ({ areaId }: { readonly areaId: string }) => {
  const me = useSignedIn()
  return me.roles.some(({ role }) => may(role, 'what_ifs.run')) ? <Drawn areaId={areaId} /> : null
}

const Drawn = ({ areaId }: { readonly areaId: string }) => {
  const t = useText(fairnessText)
  const earlier = useQuery(query(listWhatIfs, { query: { areaId, kind: 'trade_off' } }))
  const start = useAct(startWhatIf)
  const id = start.done?.id ?? earlier.data?.items[0]?.id
  const found = useQuery({
    ...query(getWhatIf, { params: { whatIfId: id ?? '' } }),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? everyMs : false),
  })
  const curve = found.data?.curve ?? []
  const running = start.busy || found.data?.state === 'running'
  const table = (
    <PlainTable
      label={t.curve}
      heads={[t.priced, t.walk, t.share, t.most]}
      rows={curve.map((one) => [String(one.weight), one.walkMetres.toFixed(0), one.gini.toFixed(2), String(one.most)])}
    />
  )
  return (
    <ChartPanel
      title={t.curve}
      area="curve"
      chart={curve.length > 1 ? <Curve curve={curve} /> : <p className="lb-soft">{t.curveLead}</p>}
      table={table}
      foot={
        <>
          {curve.length > 1 && t.curveLead}
          {found.data?.state === 'failed' && t.failed}
          {start.refused && <RefusalLines error={start.refused} />}
          <Button
            kind="secondary"
            size="sm"
            busy={running}
            onClick={() => start.press({ body: { kind: 'trade_off', areaId } })}
          >
            {running ? t.drawing : t.draw}
          </Button>
        </>
      }
    />
  )
}

const height = 220
const edge = { left: 44, right: 24, top: 16, bottom: 34 }
const width = 520

const Curve = ({ curve }: { readonly curve: WhatIf['curve'] }) => {
  const t = useText(fairnessText)
  const ways = curve.map((one) => one.walkMetres)
  const [least, most] = [Math.min(...ways) * 0.97, Math.max(...ways) * 1.03]
  const x = (metres: number) => edge.left + ((metres - least) / (most - least)) * (width - edge.left - edge.right)
  const y = (gini: number) => edge.top + (1 - gini) * (height - edge.top - edge.bottom)
  const points = curve.map((one) => ({ ...one, x: x(one.walkMetres), y: y(one.gini) }))
  return (
    <svg className="lb-fairness-curve" role="img" aria-label={t.chart} viewBox={`0 0 ${width} ${height}`}>
      {[0, 0.25, 0.5, 0.75, 1].map((gini) => (
        <g key={gini}>
          <line className="lb-figures-grid" x1={edge.left} x2={width - edge.right} y1={y(gini)} y2={y(gini)} />
          <text x={edge.left - 6} y={y(gini) + 4} textAnchor="end">
            {gini}
          </text>
        </g>
      ))}
      <polyline className="lb-fairness-line" points={points.map((one) => `${one.x},${one.y}`).join(' ')} />
      {points.map((one, place) => (
        <g key={one.weight}>
          <title>{t.point(String(one.weight), one.walkMetres.toFixed(0), one.gini.toFixed(2))}</title>
          <circle cx={one.x} cy={one.y} r="5" />
          {(place === 0 || place === points.length - 1) && (
            <text x={one.x} y={one.y - 10} textAnchor={place === 0 ? 'start' : 'end'}>
              {t.weight(String(one.weight))}
            </text>
          )}
        </g>
      ))}
      <text x={edge.left} y={height - 8}>
        {ways[0]?.toFixed(0)}
      </text>
      <text x={width - edge.right} y={height - 8} textAnchor="end">
        {ways.at(-1)?.toFixed(0)}
      </text>
      <text x={width / 2} y={height - 8} textAnchor="middle">
        {t.walk}
      </text>
    </svg>
  )
}
