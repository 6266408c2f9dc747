// The answer of one what-if: the main figures before and after on dusk, every effect with its interval below.
import { cancelWhatIf } from '@linbang/contract/what-ifs'
import type { EffectFound, WhatIf } from '@linbang/contract/what-ifs'
import { useAct } from '../../../kit/act.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { DuskPanel, Note } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { ShareBar } from '../../../ui/progress.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { whatIfText } from '../text.ts'
import { isGood, useEffectWords } from './effect-words.ts'

/** What is being done, said to those who listen, too; and the way to stop it. */
export const Course = ({ one }: { readonly one: WhatIf }) => {
  const t = useText(whatIfText)
  const say = useSay()
  const stop = useAct(cancelWhatIf)
  const runs = say.number(one.runs)
  const enough = one.runs >= one.fewestRuns
  const ended = one.state === 'failed' ? t.state.failed() : one.stoppedBecause && t.state[one.stoppedBecause](runs)
  const words = ended || (enough ? t.refining(runs) : t.running(runs, say.number(one.fewestRuns)))
  return (
    <div className="lb-what-if-course">
      <p role="status">{words}</p>
      {!enough && one.can.cancel && <ShareBar share={one.runs / one.fewestRuns} label={words} />}
      {one.can.cancel && (
        <Button
          kind="secondary"
          size="sm"
          busy={stop.busy}
          onClick={() => stop.press({ params: { whatIfId: one.id }, body: {} })}
        >
          {t.stop}
        </Button>
      )}
    </div>
  )
}

const useEffectName = (one: WhatIf) => {
  const t = useText(whatIfText)
  const words = useWords()
  const short: Readonly<Partial<Record<EffectFound['effect'], string>>> = t.focusShort
  return (effect: EffectFound['effect']) => {
    const what = short[effect]
    return one.focus && what ? t.focusOf(words(one.focus), what) : t.effect[effect]
  }
}

const heroes = ['focusMedianMinutes', 'focusUnmet', 'medianMinutes', 'unmet'] as const

export const Answer = ({ one }: { readonly one: WhatIf }) => {
  const t = useText(whatIfText)
  const say = useSay()
  const nameOf = useEffectName(one)
  const { plain } = useEffectWords()
  const shown = heroes.flatMap((effect) => one.effects.filter((found) => found.effect === effect))
  const { days, requests, volunteers, asks, unmet, medianMinutes } = one.history
  const really = t.really(plain('unmet', unmet), medianMinutes === null ? '–' : plain('medianMinutes', medianMinutes))
  return (
    <div className="lb-stack" data-wide="">
      <DuskPanel label={t.answer}>
        <div className="lb-what-if-hero">
          <div className="lb-row" data-tight="">
            <h2 className="lb-grow">{one.title ?? t.unnamed[one.kind]}</h2>
            <Chip tone="lamp">{t.answer}</Chip>
          </div>
          <Course one={one} />
          {shown.length > 0 && (
            <dl className="lb-what-if-tiles">
              {shown.map((found) => (
                <div key={found.effect}>
                  <dt>{nameOf(found.effect)}</dt>
                  <dd className="lb-num" data-good={isGood(found) === true ? '' : undefined}>
                    <span>{plain(found.effect, found.now.mean)} → </span>
                    <b>{plain(found.effect, found.changed.mean)}</b>
                    <small>{t.verdict[found.verdict]}</small>
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </div>
      </DuskPanel>
      {one.effects.length > 0 && (
        <Panel label={t.columns.difference} title={t.columns.difference}>
          <Effects one={one} />
        </Panel>
      )}
      <Note icon="info">
        {t.basis(say.number(days), say.number(requests), say.number(volunteers), say.number(asks))}
        {t.stopMark}
        {really}
        {t.stopMark}
        {t.caution}
      </Note>
    </div>
  )
}

const Effects = ({ one }: { readonly one: WhatIf }) => {
  const t = useText(whatIfText)
  const nameOf = useEffectName(one)
  const { plain, signed } = useEffectWords()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className="lb-what-if-table" role="region" aria-label={t.columns.what} tabIndex={0}>
      <table className="lb-list-table">
        <thead>
          <tr>
            <th scope="col">{t.columns.what}</th>
            <th scope="col" data-number="">
              {t.columns.now}
            </th>
            <th scope="col" data-number="">
              {t.columns.changed}
            </th>
            <th scope="col">{t.columns.difference}</th>
            <th scope="col">{t.columns.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {one.effects.map((found) => {
            const { low, high } = found.difference
            const range = t.range(signed(found.effect, low), signed(found.effect, high))
            return (
              <tr key={found.effect}>
                <th scope="row">{nameOf(found.effect)}</th>
                <td data-number="">{plain(found.effect, found.now.mean)}</td>
                <td data-number="">{plain(found.effect, found.changed.mean)}</td>
                <td>
                  <div className="lb-what-if-range">
                    <Whisker found={found} label={t.chart(signed(found.effect, low), signed(found.effect, high))} />
                    <span className="lb-num">{range}</span>
                  </div>
                </td>
                <td>
                  <VerdictChip found={found} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

export const VerdictChip = ({ found }: { readonly found: EffectFound }) => {
  const t = useText(whatIfText)
  const good = isGood(found)
  const tone = good === null ? 'neutral' : good ? 'success' : 'warn'
  const icon = found.verdict === 'no_difference' ? 'minus' : found.verdict === 'less' ? 'down2' : 'up2'
  return (
    <Chip tone={tone} icon={icon}>
      {t.verdict[found.verdict]}
    </Chip>
  )
}

/** The interval as a bar, its mean as a dot, and the line of no difference in the middle. */
export const Whisker = ({ found, label }: { readonly found: EffectFound; readonly label: string }) => {
  const { mean, low, high } = found.difference
  const reach = Math.max(Math.abs(low), Math.abs(high), 1e-9) * 1.15
  const x = (value: number) => `${(50 + (50 * value) / reach).toFixed(2)}%`
  const good = isGood(found)
  return (
    <svg role="img" aria-label={label} height="20" data-good={good === null ? undefined : good ? 'yes' : 'no'}>
      <line className="lb-what-if-none" x1="50%" x2="50%" y1="1" y2="19" />
      <line className="lb-what-if-interval" x1={x(low)} x2={x(high)} y1="10" y2="10" />
      <circle cx={x(mean)} cy="10" r="5" />
    </svg>
  )
}
