// What to add: the ten places that lack hands most, each with what five people more would change.
import type { Proposal, WhatIf } from '@linbang/contract/what-ifs'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { whatIfText } from '../text.ts'
import { Course, VerdictChip, Whisker } from './answer.tsx'
import { newDraft, newTeam } from './draft.ts'
import type { Draft } from './draft.ts'
import { useEffectWords } from './effect-words.ts'

type Props = { readonly one: WhatIf; readonly onTry: (draft: Draft) => void }

export const Proposals = ({ one, onTry }: Props) => {
  const t = useText(whatIfText)
  const columns = Object.entries(t.addColumns)
  const most = Math.max(1, ...one.proposals.map((proposal) => proposal.price))
  const empty = one.state !== 'running' && one.proposals.length === 0
  return (
    <Panel label={t.tab.add} title={t.tab.add} head={<Course one={one} />}>
      {empty ? (
        <EmptyState>{t.noShortage}</EmptyState>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        <div className="lb-what-if-table" role="region" aria-label={t.addColumns.where} tabIndex={0}>
          <table className="lb-list-table">
            <thead>
              <tr>
                {columns.map(([key, title]) => (
                  <th key={key} scope="col">
                    {title}
                  </th>
                ))}
                <th>
                  <span className="lb-sr">{t.tryThis}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {one.proposals.map((proposal) => (
                <Row
                  key={`${proposal.serviceCode} ${proposal.areaId} ${proposal.fromHour}`}
                  proposal={proposal}
                  most={most}
                  onTry={onTry}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}

const clockOf = (hour: number) => `${String(hour).padStart(2, '0')}:00`

const Row = ({
  proposal,
  most,
  onTry,
}: {
  readonly proposal: Proposal
  readonly most: number
  readonly onTry: (draft: Draft) => void
}) => {
  const t = useText(whatIfText)
  const say = useSay()
  const words = useWords()
  const area = words({ zh: proposal.areaName, en: proposal.areaNameEn })
  const title = `${words(proposal)} · ${t.place(area, String(proposal.fromHour), String(proposal.toHour))}`
  const unmet = proposal.effects?.find((found) => found.effect === 'focusUnmet')
  const wait = proposal.effects?.find((found) => found.effect === 'focusMedianMinutes')
  const verdict = unmet?.verdict === 'no_difference' ? (wait ?? unmet) : (unmet ?? wait)
  const tryIt = () =>
    onTry({
      ...newDraft,
      title: `${title} ${t.plus(String(proposal.people))}`.slice(0, 60),
      teams: [
        {
          ...newTeam,
          serviceCode: proposal.serviceCode,
          people: String(proposal.people),
          areaId: proposal.areaId,
          from: clockOf(proposal.fromHour),
          to: clockOf(proposal.toHour),
        },
      ],
    })
  return (
    <tr>
      <th scope="row">
        <b>{words(proposal)}</b>
        <small className="lb-what-if-where">
          {t.place(area, String(proposal.fromHour), String(proposal.toHour))} · {t.plus(say.number(proposal.people))}
        </small>
      </th>
      <td>
        <svg
          className="lb-what-if-price"
          role="img"
          aria-label={`${t.price} ${say.percent(proposal.price / most)}`}
          height="12"
        >
          <rect className="lb-figures-rail" width="100%" height="12" rx="4" />
          <rect className="lb-figures-bar" width={`${(100 * proposal.price) / most}%`} height="12" rx="4" />
        </svg>
      </td>
      <td>{t.asked((Math.round(proposal.askedAWeek * 10) / 10).toString())}</td>
      <td>
        <Effect found={unmet} />
      </td>
      <td>
        <Effect found={wait} />
      </td>
      <td>{verdict ? <VerdictChip found={verdict} /> : <span className="lb-soft">{t.pending}</span>}</td>
      <td>
        <Button kind="secondary" size="sm" onClick={tryIt} aria-label={`${t.tryThis}：${title}`}>
          {t.tryThis}
        </Button>
      </td>
    </tr>
  )
}

const Effect = ({ found }: { readonly found: NonNullable<Proposal['effects']>[number] | undefined }) => {
  const t = useText(whatIfText)
  const { plain, signed } = useEffectWords()
  if (!found) return <span className="lb-soft">–</span>
  const { low, high } = found.difference
  const range = t.range(signed(found.effect, low), signed(found.effect, high))
  return (
    <div className="lb-what-if-range" data-small="">
      <span className="lb-num">
        {t.arrow(plain(found.effect, found.now.mean), plain(found.effect, found.changed.mean))}
      </span>
      <Whisker found={found} label={t.chart(signed(found.effect, low), signed(found.effect, high))} />
      <small className="lb-num">{range}</small>
    </div>
  )
}
